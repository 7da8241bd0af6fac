package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class RingMixtureTest {
  private final RingMixture ring = new RingMixture(8, 1, 0.05);

  @Test
  void itsOwnPointsCoverEveryMode() {
    RingMixture.Coverage coverage = ring.coverage(ring.sample(2000, new SplittableRandom(5)));
    assertEquals(8, coverage.modes());
    assertEquals(0.989, coverage.quality(), 0.01);
  }

  @Test
  void pointsInOnePlaceCoverOneMode() {
    RingMixture.Coverage coverage = ring.coverage(Nd4j.tile(Nd4j.create(new float[][] {{1, 0}}), 100, 1));
    assertEquals(1, coverage.modes());
    assertEquals(1, coverage.quality());
  }

  @Test
  void pointsBetweenTheModesCoverNone() {
    assertEquals(0, ring.coverage(Nd4j.zeros(100, 2)).modes());
  }

  @Test
  void refusesAModeWithoutWidth() {
    assertThrows(IllegalArgumentException.class, () -> new RingMixture(8, 1, 0));
  }
}
