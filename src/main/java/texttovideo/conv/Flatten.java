package texttovideo.conv;

import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.nn.Gradients;
import texttovideo.nn.Layer;

/** Every value as a feature of its own: {@code [N, C, H, W] -> [N, C*H*W]}. */
public final class Flatten implements Layer<INDArray> {
  @Override
  public Layer.Pass<INDArray> forward(INDArray x) {
    return new Pass(x.shape(), x.reshape(x.size(0), x.length() / x.size(0)));
  }

  private record Pass(long[] shape, INDArray output) implements Layer.Pass<INDArray> {
    @Override
    public INDArray backward(INDArray dOutput, Gradients gradients) {
      return dOutput.reshape(dOutput.size(0), shape[1], shape[2], shape[3]);
    }
  }
}
