package texttovideo.model;

import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How much of each feature there is, and how strong it is, wherever it is: {@code [N, C, H, W] -> [N, 2C]}.
 *
 * <p>First the sums over the pixels, divided by 8 (not by their number: a shape fills few of them, and a mean would drown it).
 * Then half the roots of the summed squares (Sermanet et al. 2012, "Convolutional Neural Networks Applied to House Numbers
 * Digit Classification", section 2.2: Lp pooling). Not maxima: a square whose one corner is cut off has a circle's slanted edge,
 * and three corners left, so the maximum of "corner" stays and nothing is gained by cutting the next; generators stayed there.
 * Here each corner counts.
 */
final class SumAndNormPool implements Layer {
  private static final float SUM_DIVISOR = 8;
  private static final float NORM_DIVISOR = 2;
  private static final float SMALLEST = 1e-6f;      // under the root: its slope is infinite at 0

  private long[] shape;
  private int channels;       // C
  private float[] values;     // [N*C*H*W]
  private float[] pooled;     // [N, 2C]

  @Override
  public INDArray forward(INDArray x) {
    shape = x.shape();
    channels = (int) shape[1];
    values = Floats.of(x);
    pooled = new float[2 * channels * (int) shape[0]];
    int size = (int) (shape[2] * shape[3]);
    for (int i = 0; i < pooled.length / 2; i++) {
      float[] map = Arrays.copyOfRange(values, i * size, (i + 1) * size);
      pooled[sum(i)] = Rows.sum(map) / SUM_DIVISOR;
      pooled[norm(i)] = (float) Math.sqrt(Rows.dot(map, map) + SMALLEST) / NORM_DIVISOR;
    }
    return Floats.toArray(pooled, shape[0], 2 * channels);
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    long clips = gradient.size(0);
    int skipped = (int) (shape[0] - clips) * channels;
    float[] atPooled = Floats.of(gradient);
    int size = (int) (shape[2] * shape[3]);
    float[] atInput = new float[atPooled.length / 2 * size];
    for (int i = 0; i < atPooled.length / 2; i++) {
      float slope = atPooled[norm(i)] / (NORM_DIVISOR * NORM_DIVISOR * pooled[norm(skipped + i)]);
      float[] map = Arrays.copyOfRange(values, (skipped + i) * size, (skipped + i + 1) * size);
      Rows.scaleAndShift(map, slope, atPooled[sum(i)] / SUM_DIVISOR, map);
      System.arraycopy(map, 0, atInput, i * size, size);
    }
    return Floats.toArray(atInput, clips, channels, shape[2], shape[3]);
  }

  @Override
  public Map<String, Parameter> parameters() {
    return Map.of();
  }

  /** Where the sum of map i, counted over all clips, stands among the pooled numbers. */
  private int sum(int i) {
    return i / channels * 2 * channels + i % channels;
  }

  private int norm(int i) {
    return sum(i) + channels;
  }
}
