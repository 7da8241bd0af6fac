package texttovideo.model;

import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** A square convolution: {@code [N, in, H, W] -> [N, out, H/stride, W/stride]}. */
final class Conv2d implements Layer {
  private final Parameter weight;   // [kernel, kernel, in, out]
  private final Parameter bias;     // [out]
  private final int stride;
  private final int[] settings;
  private INDArray input;

  Conv2d(SplittableRandom random, int in, int out, int kernel, int stride) {
    weight = Parameter.he(random, in * kernel * kernel, 1, kernel, kernel, in, out);
    bias = Parameter.zeros(out);
    this.stride = stride;
    int padding = (kernel - 1) / 2;
    // kernel, stride, padding and dilation in y and x; then: explicit padding, channels first, weights [k, k, in, out]
    settings = new int[] {kernel, kernel, stride, stride, padding, padding, 1, 1, 0, 0, 0};
  }

  @Override
  public INDArray forward(INDArray x) {
    input = x;
    INDArray y = Floats.empty(x.size(0), weight.shape()[3], x.size(2) / stride, x.size(3) / stride);
    execute("conv2d", new INDArray[] {x, weight.value(), bias.value()}, y);
    return y;
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    INDArray atInput = Floats.empty(gradient.size(0), input.size(1), input.size(2), input.size(3));
    if (learn) {
      INDArray atWeight = Floats.empty(weight.shape());
      INDArray atBias = Floats.empty(bias.shape());
      execute("conv2d_bp", new INDArray[] {input, weight.value(), bias.value(), gradient}, atInput, atWeight, atBias);
      weight.gradient().addi(atWeight);
      bias.gradient().addi(atBias);
    } else {
      // The transposed convolution alone: half the work of conv2d_bp, which always computes all three gradients.
      execute("deconv2d", new INDArray[] {gradient, weight.value()}, atInput);
    }
    return atInput;
  }

  /**
   * Without the gradient at the input, which takes longest where the channels are few, and which {@code conv2d_bp} gives in
   * any case. The weights of a transposed convolution have the same gradient, input and gradient at the output in each other's
   * place; what is computed beside it there is a forward pass.
   */
  @Override
  public void learn(INDArray gradient) {
    INDArray atWeight = Floats.empty(weight.shape());
    execute("deconv2d_bp", new INDArray[] {gradient, weight.value(), input}, Floats.empty(gradient.shape()), atWeight);
    weight.gradient().addi(atWeight);
    INDArray byClip = Sums.ofRows(gradient.reshape(-1, gradient.size(2) * gradient.size(3)));
    bias.gradient().addi(Sums.ofColumns(byClip.reshape(-1, gradient.size(1))).reshape(bias.shape()));
  }

  @Override
  public Map<String, Parameter> parameters() {
    return new Parameters().add("weight", weight).add("bias", bias).byName();
  }

  private void execute(String operation, INDArray[] inputs, INDArray... outputs) {
    Nd4j.exec(DynamicCustomOp.builder(operation).addInputs(inputs).addOutputs(outputs)
        .addIntegerArguments(settings).build());
  }
}
