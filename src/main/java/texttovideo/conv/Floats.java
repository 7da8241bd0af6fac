package texttovideo.conv;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import texttovideo.nn.Parameter;
import texttovideo.nn.Rows;

/** Moves numbers between Java arrays and ND4J's memory in one block copy each. */
public final class Floats {
  private Floats() {
  }

  /** The values of an array, or of a view of one, in row-major order. */
  public static float[] of(INDArray array) {
    INDArray dense = array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
    float[] values = new float[Math.toIntExact(dense.length())];
    memory(dense).get(values);
    return values;
  }

  /** Adds the values of an array in row-major order. */
  public static void add(INDArray array, float[] to) {
    Rows.addScaled(to, 1, of(array));
  }

  /**
   * The memory of a dense row-major array, or of whole rows of one.
   *
   * @throws IllegalArgumentException if its numbers lie apart or in another order
   */
  static FloatPointer memory(INDArray array) {
    if (array.ordering() != 'c' || array.elementWiseStride() != 1) {
      throw new IllegalArgumentException("numbers must lie one after the other in row-major order, not as "
          + array.shapeInfoToString());
    }
    return new FloatPointer(array.data().addressPointer());
  }

  /** A new row-major array whose numbers are yet to be written. */
  public static INDArray empty(long... shape) {
    return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
  }

  /** A new array of the given shape with the given values in row-major order, the parts one after the other. */
  public static INDArray toArray(long[] shape, float[]... parts) {
    INDArray array = empty(shape);
    if (Arrays.stream(parts).mapToLong(part -> part.length).sum() != array.length()) {
      throw new IllegalArgumentException("the shape " + Arrays.toString(shape) + " holds " + array.length()
          + " numbers, not " + Arrays.stream(parts).mapToLong(part -> part.length).sum());
    }
    FloatPointer to = memory(array);
    for (float[] part : parts) {
      to.put(part);
      to = to.getPointer(part.length);
    }
    return array;
  }

  /** A new array of the given shape with the given values in row-major order. */
  public static INDArray toArray(float[] values, long... shape) {
    return toArray(shape, values);
  }

  /** A new array with a copy of a parameter's values. */
  static INDArray toArray(Parameter parameter) {
    return toArray(parameter.values(), Arrays.stream(parameter.shape()).asLongStream().toArray());
  }

  /** A new array of rows of one length. */
  public static INDArray toArray(float[][] rows) {
    return toArray(new long[] {rows.length, rows[0].length}, rows);
  }

  /** The rows of a matrix. */
  public static float[][] rows(INDArray matrix) {
    float[] values = of(matrix);
    int width = values.length / matrix.rows();
    float[][] rows = new float[matrix.rows()][];
    Arrays.setAll(rows, n -> Arrays.copyOfRange(values, n * width, (n + 1) * width));
    return rows;
  }

  /** A view of the last rows of an array. */
  static INDArray lastRows(INDArray array, long count) {
    long rows = array.size(0);
    return count == rows ? array : array.get(NDArrayIndex.interval(rows - count, rows));
  }

  /** A copy of the columns {@code from} to {@code to - 1} of a matrix, row-major. */
  public static INDArray columns(INDArray matrix, long from, long to) {
    return matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
  }

  /** One array behind the other. */
  public static float[] join(float[] first, float[] second) {
    float[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
