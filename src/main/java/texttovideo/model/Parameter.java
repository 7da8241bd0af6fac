package texttovideo.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An array that training changes, with the gradient that the last backward passes have added up. */
public final class Parameter {
  private final long[] shape;
  private INDArray value;
  private INDArray gradient;

  private Parameter(float[] values, long... shape) {
    this.shape = shape;
    this.value = Floats.toArray(values, shape);
  }

  /**
   * Normal numbers whose spread keeps the size of a signal through a leaky rectifier of slope 0.2 (He et al. 2015,
   * "Delving Deep into Rectifiers", section 2.2), times a factor.
   *
   * @param fanIn how many inputs feed one output
   * @param scale 1 for hidden layers; smaller where outputs should start small
   */
  static Parameter he(SplittableRandom random, int fanIn, double scale, long... shape) {
    return normal(random, scale * Math.sqrt(2 / (1 + 0.2 * 0.2) / fanIn), shape);
  }

  /** Normal numbers with mean 0. */
  static Parameter normal(SplittableRandom random, double deviation, long... shape) {
    float[] values = new float[(int) product(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return new Parameter(values, shape);
  }

  /** Zeros. */
  static Parameter zeros(long... shape) {
    return new Parameter(new float[(int) product(shape)], shape);
  }

  /** The parameter's shape. */
  public long[] shape() {
    return shape.clone();
  }

  /** How many numbers it holds. */
  public long length() {
    return value.length();
  }

  /** Its numbers; a live view, changed by training. */
  public INDArray value() {
    return value;
  }

  /** The gradient added up since it was last cleared; a live view. */
  public INDArray gradient() {
    return gradient;
  }

  private static long product(long[] shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** Moves the numbers into the given views, which from now on are the parameter. */
  void moveInto(INDArray newValue, INDArray newGradient) {
    newValue.assign(value);
    value = newValue;
    gradient = newGradient;
  }
}
