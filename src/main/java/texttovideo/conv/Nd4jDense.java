package texttovideo.conv;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;
import texttovideo.nn.Parameter;
import texttovideo.nn.Parameters;

/** {@code y = x W + b}: {@code [N, in] -> [N, out]}, as {@link texttovideo.nn.Dense} but for large matrices. */
public final class Nd4jDense implements Layer<INDArray> {
  private final Parameter weight;   // [in, out]
  private final Parameter bias;     // [out]

  /** @param scale how large the outputs start, relative to the inputs; 0 starts the layer silent */
  public Nd4jDense(Initializer start, int in, int out, double scale) {
    weight = start.he(in, scale, in, out);
    bias = start.zeros(out);
  }

  @Override
  public Layer.Pass<INDArray> forward(INDArray x) {
    INDArray w = Floats.toArray(weight);
    return new Pass(x, w, x.mmul(w).addi(Floats.toArray(bias.values(), 1, bias.length())));
  }

  private final class Pass implements Layer.Pass<INDArray> {
    private final INDArray x;
    private final INDArray w;
    private final INDArray y;

    Pass(INDArray x, INDArray w, INDArray y) {
      this.x = x;
      this.w = w;
      this.y = y;
    }

    @Override
    public INDArray output() {
      return y;
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

  @Override
  public Map<String, Parameter> parameters() {
    return new Parameters().add("weight", weight).add("bias", bias).byName();
  }
}
