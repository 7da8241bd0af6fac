package texttovideo.model;

import org.bytedeco.javacpp.FloatPointer;
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

  /** A new array of the given shape with the given values in row-major order. */
  public static INDArray toArray(float[] values, long... shape) {
    INDArray array = Nd4j.createUninitialized(org.nd4j.linalg.api.buffer.DataType.FLOAT, shape, 'c');
    ((FloatPointer) array.data().pointer()).put(values);
    return array;
  }
}
