package texttovideo.conv;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;

/** {@code y = x W + b}: {@code [N, in] -> [N, out]}, as {@link texttovideo.nn.Dense} but for large matrices. */
public final class Nd4jDense extends WeightedLayer {
  /** @param scale how large the outputs start, relative to the inputs; 0 starts the layer silent */
  public Nd4jDense(Initializer start, int in, int out, double scale) {
    super(start.he(in, scale, in, out), start.zeros(out));
  }

  @Override
  public Layer.Pass<INDArray> forward(INDArray x) {
    INDArray w = Floats.toArray(weight);
    return new Pass(x, w, x.mmul(w).addi(Floats.toArray(bias.values(), 1, bias.length())));
  }

  private final class Pass extends WeightedPass {
    Pass(INDArray x, INDArray w, INDArray y) {
      super(x, w, y);
    }

    @Override
    public INDArray backward(INDArray dY, Gradients gradients) {
      if (gradients.wanted()) {
        Floats.add(Nd4j.gemm(x, dY, true, false), gradients.of(weight));
        Floats.add(Sums.ofColumns(dY), gradients.of(bias));
      }
      return Nd4j.gemm(dY, w, false, true);
    }
  }
}
