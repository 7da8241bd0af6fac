package texttovideo.model;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Moves numbers between Java arrays and ND4J's memory in one block copy each. */
public final class Floats {
  private Floats() {
  }

  /** The values of an array in row-major order. */
  public static float[] of(INDArray array) {
    INDArray dense = array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
    float[] values = new float[Math.toIntExact(dense.length())];
    ((FloatPointer) dense.data().pointer()).get(values);
    return values;
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

  /** A live view of a dense row-major array's memory. */
  public static FloatBuffer buffer(INDArray array) {
    return array.data().pointer().asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** A new row-major array whose numbers are yet to be written. */
  static INDArray empty(long... shape) {
    return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
  }

  /** A new array of the given shape with the given values in row-major order, the parts one after the other. */
  public static INDArray toArray(long[] shape, float[]... parts) {
    INDArray array = empty(shape);
    FloatPointer to = new FloatPointer((FloatPointer) array.data().pointer());
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
}
