package texttovideo.lessons;

import java.util.random.RandomGenerator;
import texttovideo.nn.Adam;
import texttovideo.nn.Dense;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;
import texttovideo.nn.LeakyRelu;
import texttovideo.nn.Parameters;
import texttovideo.nn.Sequential;
import texttovideo.train.GanLoss;

/**
 * A GAN on points {@code [N][2]} of the plane that trains without native code, so in a browser too. It plays algorithm 1 of
 * Goodfellow et al. 2014 with one discriminator step a generator step, as {@link ToyGan} does with DL4J's layers. Not for
 * several threads.
 */
public final class PlaneGan {
  private static final int NOISE = 2;
  private static final double BETA_1 = 0.5;      // 0.5, not 0.9: a GAN's target moves, so old gradients mislead

  private final Player generator;
  private final Player discriminator;
  private final RandomGenerator random;
  private final float[][] shown;                 // [M][NOISE]

  /**
   * What may change from one step to the next.
   *
   * @param loss              what both players minimise
   * @param discriminatorRate Adam's rate for the discriminator, above 0
   * @param generatorRate     and for the generator
   */
  public record Settings(GanLoss loss, double discriminatorRate, double generatorRate) {
    /** Checks the numbers. */
    public Settings {
      if (loss == null || !(discriminatorRate > 0) || !(generatorRate > 0)) {
        throw new IllegalArgumentException("a GAN needs a loss and rates above 0, not " + loss + ", " + discriminatorRate
            + " and " + generatorRate);
      }
    }
  }

  /** One network with its optimiser. */
  private static final class Player {
    private final Layer<float[][]> network;
    private final Adam optimizer;
    private int steps;

    /** @param scale how large the outputs start, relative to the inputs */
    Player(int in, int width, int out, double scale, RandomGenerator random) {
      Initializer start = Initializer.normal(random);
      network = new Sequential<>(new Dense(start, in, width, 1), new LeakyRelu(), new Dense(start, width, width, 1),
          new LeakyRelu(), new Dense(start, width, out, scale));
      optimizer = new Adam(new Parameters().add("network", network.parameters()));
    }

    void step(Gradients gradients, double rate) {
      optimizer.step(gradients, steps++, rate, BETA_1);
    }
  }

  /**
   * Both networks with first weights, each of two hidden layers.
   *
   * @param width  units in each hidden layer
   * @param looks  {@code M}, how many points {@link #sample} shows
   * @param random decides the first weights and all noise
   */
  public PlaneGan(int width, int looks, RandomGenerator random) {
    if (width < 1 || looks < 1) {
      throw new IllegalArgumentException("a hidden layer needs at least 1 unit and a look 1 point, not " + width + " and "
          + looks);
    }
    this.random = random;
    shown = noise(looks, random);
    generator = new Player(NOISE, width, 2, 0.2, random);
    discriminator = new Player(2, width, 1, 0.2, random);
  }

  /** The discriminator's half of a step, with as many fakes as real points; its mean loss on both, added. */
  public double discriminatorStep(float[][] real, Settings settings) {
    float[][] fakes = generator.network.forward(noise(real.length, random)).output();
    Gradients gradients = new Gradients();
    double ofReal = learn(real, settings.loss()::real, settings.loss()::realSlope, gradients);
    double ofFakes = learn(fakes, settings.loss()::fake, settings.loss()::fakeSlope, gradients);
    discriminator.step(gradients, settings.discriminatorRate());
    return ofReal + ofFakes;
  }

  /** The generator's half of a step with so many fakes; its mean loss. The discriminator stays as it is. */
  public double generatorStep(int count, Settings settings) {
    GanLoss loss = settings.loss();
    Layer.Pass<float[][]> made = generator.network.forward(noise(count, random));          // [N][2]
    Layer.Pass<float[][]> judged = discriminator.network.forward(made.output());           // [N][1]
    float[][] dFakes = judged.backward(each(judged.output(), loss::generatorSlope, count), Gradients.NONE);
    Gradients gradients = new Gradients();
    made.learn(dFakes, gradients);
    generator.step(gradients, settings.generatorRate());
    return mean(judged.output(), loss::generator);
  }

  /**
   * Points {@code [M][2]} from the generator, of the same noise in every call: to look at them changes nothing, and what
   * moves from one look to the next is the generator's doing.
   */
  public float[][] sample() {
    return generator.network.forward(shown).output();
  }

  /** How likely the discriminator thinks it that each of the points {@code [N][2]} is real, in (0, 1). */
  public float[] believed(float[][] points) {
    float[][] scores = discriminator.network.forward(points).output();
    float[] believed = new float[points.length];
    for (int i = 0; i < believed.length; i++) {
      believed[i] = (float) GanLoss.sigmoid(scores[i][0]);
    }
    return believed;
  }

  /** Where the generator's loss pulls each of the points {@code [N][2]}: minus that point's loss by its coordinates. */
  public float[][] pulls(float[][] points, GanLoss loss) {
    Layer.Pass<float[][]> judged = discriminator.network.forward(points);
    return judged.backward(each(judged.output(), score -> -loss.generatorSlope(score), 1), Gradients.NONE);
  }

  private double learn(float[][] points, ScoreFunction loss, ScoreFunction slope, Gradients gradients) {
    Layer.Pass<float[][]> judged = discriminator.network.forward(points);
    judged.learn(each(judged.output(), slope, points.length), gradients);
    return mean(judged.output(), loss);
  }

  /** A loss or its slope by the score. */
  private interface ScoreFunction {
    double of(double score);
  }

  private static float[][] each(float[][] scores, ScoreFunction function, int divisor) {
    float[][] values = new float[scores.length][1];
    for (int i = 0; i < scores.length; i++) {
      values[i][0] = (float) (function.of(scores[i][0]) / divisor);
    }
    return values;
  }

  private static double mean(float[][] scores, ScoreFunction function) {
    double sum = 0;
    for (float[] score : scores) {
      sum += function.of(score[0]);
    }
    return sum / scores.length;
  }

  private static float[][] noise(int count, RandomGenerator random) {
    float[][] noise = new float[count][NOISE];
    for (float[] row : noise) {
      for (int i = 0; i < NOISE; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return noise;
  }
}
