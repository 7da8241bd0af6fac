package texttovideo.conv;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;

/** A square convolution: {@code [N, in, H, W] -> [N, out, H/stride, W/stride]}. */
public final class Conv2d extends WeightedLayer {
  private final int stride;
  private final int[] settings;

  /**
   * A convolution with zero padding of {@code (kernel - 1) / 2}.
   *
   * @param scale how large the outputs start, relative to the inputs
   */
  public Conv2d(Initializer start, int in, int out, int kernel, int stride, double scale) {
    super(start.he(in * kernel * kernel, scale, kernel, kernel, in, out), start.zeros(out));
    this.stride = stride;
    int padding = (kernel - 1) / 2;
    // kernel, stride, padding and dilation in y and x; then: explicit padding, channels first, weights [k, k, in, out]
    settings = new int[] {kernel, kernel, stride, stride, padding, padding, 1, 1, 0, 0, 0};
  }

  @Override
  public Layer.Pass<INDArray> forward(INDArray x) {
    INDArray w = Floats.toArray(weight);
    INDArray y = Floats.empty(x.size(0), bias.length(), x.size(2) / stride, x.size(3) / stride);
    execute("conv2d", new INDArray[] {x, w, Floats.toArray(bias)}, y);
    return new Pass(x, w, y);
  }

  private final class Pass extends WeightedPass {
    Pass(INDArray x, INDArray w, INDArray y) {
      super(x, w, y);
    }

    @Override
    public INDArray backward(INDArray dY, Gradients gradients) {
      INDArray dX = Floats.empty(dY.size(0), x.size(1), x.size(2), x.size(3));
      if (gradients.wanted()) {
        INDArray dWeight = Floats.empty(w.shape());
        INDArray dBias = Floats.empty(bias.length());
        execute("conv2d_bp", new INDArray[] {x, w, Floats.toArray(bias), dY}, dX, dWeight, dBias);
        Floats.add(dWeight, gradients.of(weight));
        Floats.add(dBias, gradients.of(bias));
      } else {
        // The transposed convolution alone: half the work of conv2d_bp, which always computes all three gradients.
        execute("deconv2d", new INDArray[] {dY, w}, dX);
      }
      return dX;
    }

    /**
     * Without the gradient at the input, which takes longest where the channels are few, and which {@code conv2d_bp} gives in
     * any case: a step of both discriminators took 28 ms more with it. The weights of a transposed convolution have the same
     * gradient, input and gradient at the output in each other's place; what is computed beside it there is a forward pass.
     */
    @Override
    public void learn(INDArray dY, Gradients gradients) {
      INDArray dWeight = Floats.empty(w.shape());
      execute("deconv2d_bp", new INDArray[] {dY, w, x}, Floats.empty(dY.shape()), dWeight);
      Floats.add(dWeight, gradients.of(weight));
      Floats.add(Sums.ofChannels(dY), gradients.of(bias));
    }
  }

  private void execute(String operation, INDArray[] inputs, INDArray... outputs) {
    Nd4j.exec(DynamicCustomOp.builder(operation).addInputs(inputs).addOutputs(outputs)
        .addIntegerArguments(settings).build());
  }
}
