package texttovideo.nn;

import java.util.Arrays;

/**
 * Numbers with a shape: what a file holds.
 *
 * @param shape  the lengths of the axes
 * @param values the numbers in row-major order
 */
public record Tensor(long[] shape, float[] values) {
  /** Checks that the shape holds as many numbers as there are. */
  public Tensor {
    long length = 1;
    for (long axis : shape) {
      if (axis < 0) {
        throw new IllegalArgumentException("the shape " + Arrays.toString(shape) + " has a negative length");
      }
      length = Math.multiplyExact(length, axis);
    }
    if (length != values.length) {
      throw new IllegalArgumentException("the shape " + Arrays.toString(shape) + " holds " + length + " numbers, not "
          + values.length);
    }
  }

  /**
   * Refuses numbers that are not finite.
   *
   * @throws IllegalArgumentException naming the tensor and the first such number
   */
  public void requireFinite(String name) {
    requireWithin(name, Float.MAX_VALUE, "finite");
  }

  /** Refuses numbers that are not finite, or further from 0 than allowed. */
  void requireWithin(String name, float most, String allowed) {
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) <= most)) {
        throw new IllegalArgumentException("the tensor \"" + name + "\" holds " + values[i] + " at place " + i
            + "; all numbers must be " + allowed);
      }
    }
  }
}
