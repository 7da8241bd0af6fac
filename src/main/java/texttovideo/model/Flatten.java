package texttovideo.model;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every value as a feature of its own: {@code [N, C, H, W] -> [N, C*H*W]}. */
final class Flatten implements Layer {
  private long[] shape;

  @Override
  public INDArray forward(INDArray x) {
    shape = x.shape();
    return x.reshape(shape[0], x.length() / shape[0]);
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    return gradient.reshape(gradient.size(0), shape[1], shape[2], shape[3]);
  }

  @Override
  public Map<String, Parameter> parameters() {
    return Map.of();
  }
}
