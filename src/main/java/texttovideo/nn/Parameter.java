package texttovideo.nn;

import java.util.Arrays;

/** An array that training changes. */
public final class Parameter {
  private final int[] shape;
  private float[] values;      // null until a file brings them

  private Parameter(float[] values, int... shape) {
    this.shape = shape.clone();
    this.values = values;
  }

  /** Zeros. */
  static Parameter zeros(int... shape) {
    return new Parameter(new float[length(shape)], shape);
  }

  /** A parameter without numbers, which takes no memory until {@link #set} brings them. */
  static Parameter unset(int... shape) {
    return new Parameter(null, shape);
  }

  /** The lengths of its axes. */
  public int[] shape() {
    return shape.clone();
  }

  /** How many numbers it holds. */
  public int length() {
    return length(shape);
  }

  /**
   * Its numbers in row-major order; live, changed by training.
   *
   * @throws IllegalStateException if it was to be loaded and has not been
   */
  public float[] values() {
    if (values == null) {
      throw new IllegalStateException("a parameter of shape " + Arrays.toString(shape) + " was not loaded");
    }
    return values;
  }

  /** Sets its numbers; where it has none yet, it takes this very array. */
  void set(float[] numbers) {
    if (values == null) {
      values = numbers;
    } else {
      System.arraycopy(numbers, 0, values, 0, values.length);
    }
  }

  /** A copy of its rows: the numbers that share the first axis's index, {@code [shape[0]][the rest]}. */
  public float[][] rows() {
    float[][] rows = new float[shape[0]][];
    int width = length() / shape[0];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(values(), i * width, (i + 1) * width);
    }
    return rows;
  }

  private static int length(int... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
