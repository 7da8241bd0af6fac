package texttovideo.model;

import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How much of each feature there is, wherever it is: {@code [N, C, H, W] -> [N, C]}, the sum over the pixels divided by 8
 * (not by their number: a shape fills few of them, and a mean would drown it).
 */
final class SumPool implements Layer {
  private static final double DIVISOR = 8;

  private long[] shape;

  @Override
  public INDArray forward(INDArray x) {
    shape = x.shape();
    return Sums.ofRows(x.reshape(shape[0] * shape[1], shape[2] * shape[3])).divi(DIVISOR).reshape(shape[0], shape[1]);
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    long clips = gradient.size(0);
    INDArray atInput = Nd4j.zeros(DataType.FLOAT, clips * shape[1], shape[2] * shape[3]);
    atInput.addi(gradient.div(DIVISOR).reshape(-1, 1));
    return atInput.reshape(clips, shape[1], shape[2], shape[3]);
  }

  @Override
  public Map<String, Parameter> parameters() {
    return Map.of();
  }
}
