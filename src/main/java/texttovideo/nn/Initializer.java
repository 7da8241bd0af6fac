package texttovideo.nn;

import java.util.random.RandomGenerator;

/** Makes the parameters of a new network: with first values for training, or without, where a file brings them. */
public final class Initializer {
  /** Parameters without values, to be loaded: they take no memory before the file has shown that it holds them. */
  public static final Initializer FROM_FILE = new Initializer(null);

  private final RandomGenerator random;

  private Initializer(RandomGenerator random) {
    this.random = random;
  }

  /** Weights are normal numbers from a random state, in the order in which parameters are made. */
  public static Initializer normal(RandomGenerator random) {
    return new Initializer(random);
  }

  /** Zeros. */
  public Parameter zeros(int... shape) {
    return random == null ? Parameter.unset(shape) : Parameter.zeros(shape);
  }

  /**
   * Weights whose spread keeps the size of a signal through a leaky rectifier of slope 0.2 (He et al. 2015, "Delving Deep into
   * Rectifiers", section 2.2), times a factor.
   *
   * @param fanIn how many inputs feed one output
   * @param scale 1 for hidden layers; smaller where outputs should start small
   */
  public Parameter he(int fanIn, double scale, int... shape) {
    return normal(scale * Math.sqrt(2 / (1 + 0.2 * 0.2) / fanIn), shape);
  }

  /** Normal numbers with mean 0. */
  public Parameter normal(double deviation, int... shape) {
    Parameter parameter = zeros(shape);
    if (random != null) {
      float[] values = parameter.values();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
    }
    return parameter;
  }
}
