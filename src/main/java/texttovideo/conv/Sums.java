package texttovideo.conv;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sums of a matrix as products with ones. ND4J's own sums and maxima along a dimension hand a temporary array of dimensions to
 * native code, which may be collected while it is read: one training run in many died of that.
 */
public final class Sums {
  private Sums() {
  }

  /** The sum of each column: {@code [N, C] -> [1, C]}. */
  public static INDArray ofColumns(INDArray matrix) {
    return Nd4j.ones(DataType.FLOAT, 1, matrix.rows()).mmul(matrix);
  }

  /** The sum of each row: {@code [N, C] -> [N, 1]}. */
  public static INDArray ofRows(INDArray matrix) {
    return matrix.mmul(Nd4j.ones(DataType.FLOAT, matrix.columns(), 1));
  }

  /** The sum of each channel over clips and pixels: {@code [N, C, H, W] -> [1, C]}. */
  public static INDArray ofChannels(INDArray maps) {
    INDArray byMap = ofRows(maps.reshape(-1, maps.size(2) * maps.size(3)));
    return ofColumns(byMap.reshape(-1, maps.size(1)));
  }
}
