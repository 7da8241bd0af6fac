package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import texttovideo.conv.Nd4jThread;
import texttovideo.notebook.Picture;
import texttovideo.train.GanLoss;

class ScoreMapTest {
  /** Learns to tell points on the right, real ones, from those that its generator makes around the middle. */
  @Test
  void itIsDarkerWhereTheDiscriminatorBelieves() {
    Nd4jThread.useOneCore();
    RingMixture right = new RingMixture(1, 1, 0.1);
    ToyGan gan = new RingGan(0.01, GanLoss.NON_SATURATING, 1, 0).build(2);
    SplittableRandom random = new SplittableRandom(1);
    IntStream.range(0, 100).forEach(i -> gan.discriminatorStep(right.sample(64, random)));
    Picture map = ScoreMap.of("map", gan, right.sample(20, random), Nd4j.create(new float[][] {{-1, 0.5f}}));
    assertTrue(map.alt().startsWith("Map \"map\""), map.alt());
    assertTrue(red(map, 0.8, 0.4) < red(map, 0.25, 0.4), "red falls where blue is stronger");
    assertEquals(480, map.width());
  }

  private static int red(Picture map, double across, double down) {
    BufferedImage image = map.image();
    return image.getRGB((int) (across * image.getWidth()), (int) (down * image.getHeight())) >> 16 & 0xff;
  }
}
