package texttovideo.lessons;

import java.util.SplittableRandom;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import texttovideo.train.GanLoss;

/**
 * Settings of a GAN on points in the plane. The generator learns at the rate 0.002; a discriminator that learns more slowly
 * lets it run from mode to mode, and the other settings are what the literature recommends against that.
 *
 * @param discriminatorRate Adam's rate for the discriminator
 * @param pack              points scored together, see {@link ToyGan}
 * @param blur              instance noise's standard deviation at the start; it falls to 0 over the first 80% of a run
 */
public record RingGan(double discriminatorRate, GanLoss loss, int pack, double blur) {
  /** Points of each kind in a step. */
  public static final int BATCH = 64;
  private static final double GENERATOR_RATE = 0.002;
  private static final int NOISE = 2;
  private static final int HIDDEN = 64;
  private static final double BLURRED = 0.8;      // of the run

  /** Both networks with first weights, each of two hidden layers. */
  public ToyGan build(long seed) {
    ToyNetwork generator = ToyNetwork.dense(seed, adam(GENERATOR_RATE), Activation.RELU, NOISE, HIDDEN, HIDDEN, 2);
    ToyNetwork discriminator =
        ToyNetwork.dense(seed + 1000, adam(discriminatorRate), Activation.RELU, 2 * pack, HIDDEN, HIDDEN, 1);
    return new ToyGan(generator, discriminator, loss, NOISE, pack, seed);
  }

  /**
   * Trains a new GAN; ends early when the thread is interrupted.
   *
   * @param seed decides the data, the first weights and all noise
   */
  public ToyGan train(RingMixture ring, int steps, long seed) {
    ToyGan gan = build(seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < steps && !Thread.currentThread().isInterrupted(); step++) {
      gan.setInstanceNoise(blur * Math.max(0, 1 - step / (BLURRED * steps)));
      gan.step(ring.sample(BATCH, random));
    }
    return gan;
  }

  private static Adam adam(double rate) {
    return new Adam(rate, 0.5, 0.999, 1e-8);      // 0.5, not 0.9: a GAN's target moves, so old gradients mislead
  }
}
