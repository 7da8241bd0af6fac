package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class AugmentationTest {
  private final INDArray few = Payments.features(Payments.table(0, 10, new SplittableRandom(1)));
  private final Map<String, INDArray> ways = Augmentation.ways(few, 25, 3, 1);

  @Test
  void everyWayButNothingGivesTheCountAskedFor() {
    assertEquals(10, ways.get("nothing").rows());
    for (String way : List.of("repeated", "jittered", "GAN")) {
      assertEquals(25, ways.get(way).rows());
    }
  }

  @Test
  void theGanKeepsTheRealOnesAndAddsNewOnes() {
    assertEquals(few.getRow(9), ways.get("GAN").getRow(9));
    assertNotEquals(ways.get("repeated").getRow(10), ways.get("GAN").getRow(10));
  }

  @Test
  void theSeedDecidesAll() {
    assertEquals(ways.get("GAN"), Augmentation.ways(few, 25, 3, 1).get("GAN"));
    assertEquals(ways.get("jittered"), Augmentation.ways(few, 25, 3, 1).get("jittered"));
  }
}
