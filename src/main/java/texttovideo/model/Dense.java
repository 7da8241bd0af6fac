package texttovideo.model;

import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@code y = x W + b}: {@code [N, in] -> [N, out]}. */
final class Dense implements Layer {
  private final Parameter weight;
  private final Parameter bias;
  private INDArray input;

  /** @param scale how large the outputs start, relative to the inputs; 0 starts the layer silent */
  Dense(SplittableRandom random, int in, int out, double scale) {
    weight = Parameter.he(random, in, scale, in, out);
    bias = Parameter.zeros(1, out);
  }

  @Override
  public INDArray forward(INDArray x) {
    input = x;
    return x.mmul(weight.value()).addi(bias.value());
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    if (learn) {
      Nd4j.gemm(input, gradient, weight.gradient(), true, false, 1, 1);
      bias.gradient().addi(Sums.ofColumns(gradient));
    }
    return Nd4j.gemm(gradient, weight.value(), false, true);
  }

  @Override
  public Map<String, Parameter> parameters() {
    return new Parameters().add("weight", weight).add("bias", bias).byName();
  }
}
