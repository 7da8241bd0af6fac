package texttovideo.model;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Whether each feature is there at all: {@code [N, C, H, W] -> [N, C]}, the largest value over the pixels. */
final class MaxPool implements Layer {
  private INDArray pixels;    // [N*C, H*W]
  private INDArray largest;   // [N*C, 1]
  private long[] shape;

  @Override
  public INDArray forward(INDArray x) {
    shape = x.shape();
    pixels = x.reshape(shape[0] * shape[1], shape[2] * shape[3]);
    largest = pixels.max(true, 1);
    return largest.reshape(shape[0], shape[1]);
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    // The largest pixel gets the gradient; where several are as large, each does.
    float[] values = Floats.of(pixels);
    float[] most = Floats.of(largest);
    float[] incoming = Floats.of(gradient);
    float[] atInput = new float[values.length];
    int size = values.length / most.length;
    for (int i = 0; i < values.length; i++) {
      if (values[i] == most[i / size]) {
        atInput[i] = incoming[i / size];
      }
    }
    return Floats.toArray(atInput, shape);
  }

  @Override
  public Map<String, Parameter> parameters() {
    return Map.of();
  }
}
