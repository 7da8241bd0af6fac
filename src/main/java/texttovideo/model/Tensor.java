package texttovideo.model;

import java.util.Arrays;

/**
 * Numbers with a shape, outside ND4J: what a model file holds.
 *
 * @param shape  the lengths of the axes
 * @param values the numbers in row-major order
 */
public record Tensor(long[] shape, float[] values) {
  /** Checks that the shape holds as many numbers as there are. */
  public Tensor {
    long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (length != values.length) {
      throw new IllegalArgumentException("the shape " + Arrays.toString(shape) + " holds " + length + " numbers, not "
          + values.length);
    }
  }
}
