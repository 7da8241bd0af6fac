package texttovideo.model;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Whether each feature is there at all: {@code [N, C, H, W] -> [N, C]}, the largest value over the pixels. */
final class MaxPool implements Layer {
  private long[] shape;
  private int[] largest;      // [N*C]: the place of the largest pixel

  @Override
  public INDArray forward(INDArray x) {
    shape = x.shape();
    largest = new int[(int) (shape[0] * shape[1])];
    float[] values = Floats.of(x);
    float[] maxima = new float[largest.length];
    int size = values.length / largest.length;
    for (int i = 0; i < largest.length; i++) {
      int best = i * size;
      for (int p = best + 1; p < (i + 1) * size; p++) {
        best = values[p] > values[best] ? p : best;
      }
      largest[i] = best;
      maxima[i] = values[best];
    }
    return Floats.toArray(maxima, shape[0], shape[1]);
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    long clips = gradient.size(0);
    int skipped = (int) ((shape[0] - clips) * shape[1]);
    float[] incoming = Floats.of(gradient);
    float[] atInput = new float[(int) (clips * shape[1] * shape[2] * shape[3])];
    int size = (int) (shape[2] * shape[3]);
    for (int i = 0; i < incoming.length; i++) {
      atInput[largest[skipped + i] - skipped * size] = incoming[i];
    }
    return Floats.toArray(atInput, clips, shape[1], shape[2], shape[3]);
  }

  @Override
  public Map<String, Parameter> parameters() {
    return Map.of();
  }
}
