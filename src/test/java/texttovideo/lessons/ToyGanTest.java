package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import texttovideo.conv.Nd4jThread;
import texttovideo.train.GanLoss;

class ToyGanTest {
  private final SplittableRandom random = new SplittableRandom(1);
  private final ToyNetwork generator = ToyNetwork.dense(1, adam(), Activation.TANH, 1, 1);
  private final ToyNetwork discriminator = ToyNetwork.dense(2, adam(), Activation.TANH, 1, 32, 1);
  private final ToyGan gan = new ToyGan(generator, discriminator, GanLoss.NON_SATURATING, 1, 1, 3);

  @BeforeEach
  void onOneCore() {
    Nd4jThread.useOneCore();
  }

  @Test
  void inOneDimensionItReachesTheDataAndTheValueOfTheEquilibrium() {
    double value = 0;
    for (int step = 0; step < 1200; step++) {
      double loss = gan.step(real(128)).discriminator();
      value -= step < 1000 ? 0 : loss / 200;
    }
    assertEquals(3, generator.network().getParam("0_b").getDouble(0), 0.15);
    assertEquals(0.8, Math.abs(generator.network().getParam("0_W").getDouble(0)), 0.15);
    assertEquals(-Math.log(4), value, 0.01);
  }

  @Test
  void eachPlayerMovesOnlyItself() {
    INDArray first = generator.network().params().dup();
    gan.discriminatorStep(real(16));
    assertEquals(first, generator.network().params());
    INDArray judged = discriminator.network().params().dup();
    gan.generatorStep(16);
    assertEquals(judged, discriminator.network().params());
    assertNotEquals(first, generator.network().params());
  }

  @Test
  void theSlopesOfTheScoreAreThoseOfItsDifferences() {
    INDArray points = Nd4j.create(new float[][] {{-1}, {0.5f}, {2}});
    INDArray right = gan.score(points.add(0.01)).sub(gan.score(points.sub(0.01))).div(0.02);
    assertEquals(0, gan.scoreSlopes(points).sub(right).normmaxNumber().doubleValue(), 0.001);
  }

  @Test
  void lookingOnChangesNothing() {
    RingMixture ring = new RingMixture(8, 1, 0.05);
    RingGan settings = new RingGan(0.002, GanLoss.NON_SATURATING, 1, 0.1);
    ToyGan watched = settings.build(9);
    SplittableRandom data = new SplittableRandom(9);
    for (int step = 0; step < 5; step++) {
      watched.setInstanceNoise(0.1 * Math.max(0, 1 - step / 4.0));
      watched.step(ring.sample(RingGan.BATCH, data));
      watched.sample(1 + step);
    }
    assertEquals(settings.train(ring, 5, 9).sample(10), watched.sample(10));
  }

  @Test
  void thePackedDiscriminatorSeesNeighboursSideBySide() {
    ToyNetwork pairs = ToyNetwork.dense(2, adam(), Activation.TANH, 2, 1);
    ToyGan packed = new ToyGan(generator, pairs, GanLoss.HINGE, 1, 2, 3);
    INDArray scores = packed.score(Nd4j.create(new float[][] {{1}, {2}, {3}, {4}}));
    assertEquals(pairs.forward(Nd4j.create(new float[][] {{1, 2}, {3, 4}})), scores);
    assertThrows(IllegalArgumentException.class, () -> packed.step(real(3)));
  }

  @Test
  void withLabelsItMakesWhatIsAskedFor() {
    ToyNetwork labelled = ToyNetwork.dense(1, adam(), Activation.TANH, 1 + 2, 1);
    ToyNetwork judge = ToyNetwork.dense(2, adam(), Activation.TANH, 1 + 2, 32, 1);
    ToyGan conditional = new ToyGan(labelled, judge, GanLoss.NON_SATURATING, 1, 1, 3);
    INDArray labels = Nd4j.eye(2).getRows(random.ints(64, 0, 2).toArray());
    INDArray centres = labels.mmul(Nd4j.create(new float[][] {{-2}, {2}}));
    for (int step = 0; step < 500; step++) {
      conditional.step(centres.add(real(64).subi(3).muli(0.3)), labels);
    }
    assertEquals(-2, conditional.sample(Nd4j.eye(2).getRows(new int[50])).meanNumber().doubleValue(), 0.4);
  }

  @Test
  void aRunIsDecidedByItsSeed() {
    RingMixture ring = new RingMixture(8, 1, 0.05);
    RingGan settings = new RingGan(0.002, GanLoss.HINGE, 2, 0.1);
    assertEquals(settings.train(ring, 5, 9).sample(10), settings.train(ring, 5, 9).sample(10));
    assertNotEquals(settings.train(ring, 5, 9).sample(10), settings.train(ring, 5, 8).sample(10));
  }

  private INDArray real(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (3 + 0.8 * random.nextGaussian());
    }
    return Nd4j.create(values, new int[] {count, 1}, 'c');
  }

  private static Adam adam() {
    return new Adam(0.01, 0.5, 0.999, 1e-8);
  }
}
