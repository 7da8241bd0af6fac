package texttovideo.model;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How strongly each feature is there, wherever it is: {@code [N, C, H, W] -> [N, C]}, half the root of the summed squares over
 * the pixels (Sermanet et al. 2012, "Convolutional Neural Networks Applied to House Numbers Digit Classification", section
 * 2.2: Lp pooling). Not the maximum: a square whose one corner is cut off has a circle's slanted edge, and three corners left,
 * so the maximum of "corner" stays and nothing is gained by cutting the next; generators stayed there. Here each corner counts.
 */
final class NormPool implements Layer {
  private static final float DIVISOR = 2;
  private static final float SMALLEST = 1e-6f;      // under the root: its slope is infinite at 0

  private long[] shape;
  private float[] values;     // [N*C*H*W]
  private float[] norms;      // [N*C]

  @Override
  public INDArray forward(INDArray x) {
    shape = x.shape();
    values = Floats.of(x);
    norms = new float[(int) (shape[0] * shape[1])];
    int size = values.length / norms.length;
    for (int i = 0; i < norms.length; i++) {
      float squares = SMALLEST;
      for (int p = i * size; p < (i + 1) * size; p++) {
        squares += values[p] * values[p];
      }
      norms[i] = (float) Math.sqrt(squares) / DIVISOR;
    }
    return Floats.toArray(norms, shape[0], shape[1]);
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    long clips = gradient.size(0);
    int skipped = (int) ((shape[0] - clips) * shape[1]);
    float[] incoming = Floats.of(gradient);
    int size = values.length / norms.length;
    float[] atInput = new float[incoming.length * size];
    for (int i = 0; i < incoming.length; i++) {
      float slope = incoming[i] / (DIVISOR * DIVISOR * norms[skipped + i]);
      for (int p = i * size; p < (i + 1) * size; p++) {
        atInput[p] = slope * values[skipped * size + p];
      }
    }
    return Floats.toArray(atInput, clips, shape[1], shape[2], shape[3]);
  }

  @Override
  public Map<String, Parameter> parameters() {
    return Map.of();
  }
}
