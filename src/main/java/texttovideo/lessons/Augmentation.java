package texttovideo.lessons;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import texttovideo.train.GanLoss;

/** Ways to make many examples of a rare kind out of few. */
public final class Augmentation {
  private static final double JITTER = 0.3;
  private static final int BATCH = 64;
  private static final int HIDDEN = 32;

  private Augmentation() {
  }

  /**
   * The few as they are, repeated, repeated with a little noise, and filled up by a GAN that was trained on them.
   *
   * @param few      rows {@code [M, features]}, each column about in [-3, 3]
   * @param count    rows that all but the first way return, at least M
   * @param ganSteps training steps of the GAN
   * @param seed     decides the noise and the GAN
   */
  public static Map<String, INDArray> ways(INDArray few, int count, int ganSteps, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    INDArray repeated = few.getRows(IntStream.range(0, count).map(i -> i % few.rows()).toArray());
    INDArray jittered = repeated.dup();
    for (long i = 0; i < jittered.length(); i++) {
      jittered.putScalar(i, jittered.getDouble(i) + JITTER * random.nextGaussian());
    }
    Map<String, INDArray> ways = new LinkedHashMap<>();
    ways.put("nothing", few);
    ways.put("repeated", repeated);
    ways.put("jittered", jittered);
    ways.put("GAN", Nd4j.vstack(few, trained(few, ganSteps, random, seed).sample(count - few.rows())));
    return ways;
  }

  /** Packs of two, against lost kinds; a little instance noise, against learning the few by heart. */
  private static ToyGan trained(INDArray few, int steps, SplittableRandom random, long seed) {
    int features = few.columns();
    ToyNetwork generator = ToyNetwork.dense(seed, adam(), Activation.RELU, features, HIDDEN, HIDDEN, features);
    ToyNetwork discriminator = ToyNetwork.dense(seed + 1, adam(), Activation.RELU, 2 * features, HIDDEN, HIDDEN, 1);
    ToyGan gan = new ToyGan(generator, discriminator, GanLoss.NON_SATURATING, features, 2, seed);
    gan.setInstanceNoise(0.2);
    for (int step = 0; step < steps && !Thread.currentThread().isInterrupted(); step++) {
      gan.step(few.getRows(random.ints(BATCH, 0, few.rows()).toArray()));
    }
    return gan;
  }

  private static Adam adam() {
    return new Adam(0.002, 0.5, 0.999, 1e-8);
  }
}
