package texttovideo.model;

import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

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
      weight.gradient().addi(input.transpose().mmul(gradient));
      bias.gradient().addi(Sums.ofColumns(gradient));
    }
    return gradient.mmul(weight.value().transpose());
  }

  @Override
  public Map<String, Parameter> parameters() {
    return new Parameters().add("weight", weight).add("bias", bias).byName();
  }
}
