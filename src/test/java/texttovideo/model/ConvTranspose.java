package texttovideo.model;

import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** A transposed convolution of 4x4 that doubles height and width: {@code [N, in, H, W] -> [N, out, 2H, 2W]}. */
final class ConvTranspose implements Layer {
  private static final int KERNEL = 4;
  // kernel, stride, padding and dilation in y and x; then: explicit padding, channels first, weights [k, k, out, in]
  private static final int[] SETTINGS = {KERNEL, KERNEL, 2, 2, 1, 1, 1, 1, 0, 0, 0};

  private final Parameter weight;
  private final Parameter bias;
  private INDArray input;

  ConvTranspose(SplittableRandom random, int in, int out, double scale) {
    weight = Parameter.he(random, in * KERNEL, scale, KERNEL, KERNEL, out, in);     // a quarter of the kernel meets a pixel
    bias = Parameter.zeros(out);
  }

  @Override
  public INDArray forward(INDArray x) {
    input = x;
    INDArray y = empty(x.size(0), bias.length(), 2 * x.size(2), 2 * x.size(3));
    execute("deconv2d", new INDArray[] {x, weight.value(), bias.value()}, y);
    return y;
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    INDArray atInput = empty(input.shape());
    INDArray atWeight = empty(weight.shape());
    INDArray atBias = empty(bias.shape());
    execute("deconv2d_bp", new INDArray[] {input, weight.value(), bias.value(), gradient}, atInput, atWeight, atBias);
    if (learn) {
      weight.gradient().addi(atWeight);
      bias.gradient().addi(atBias);
    }
    return atInput;
  }

  @Override
  public Map<String, Parameter> parameters() {
    return new Parameters().add("weight", weight).add("bias", bias).byName();
  }

  private static void execute(String operation, INDArray[] inputs, INDArray... outputs) {
    Nd4j.exec(DynamicCustomOp.builder(operation).addInputs(inputs).addOutputs(outputs)
        .addIntegerArguments(SETTINGS).build());
  }

  private static INDArray empty(long... shape) {
    return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
  }
}
