package texttovideo.model;

import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
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

  private INDArray input;     // [N, C, H, W]
  private int channels;       // C
  private float[] map;        // [H*W]
  private float[] pooled;     // [N, 2C]

  @Override
  public INDArray forward(INDArray x) {
    input = x;
    channels = (int) x.size(1);
    map = new float[(int) (x.size(2) * x.size(3))];
    pooled = new float[2 * channels * (int) x.size(0)];
    FloatPointer memory = Floats.memory(x);
    for (int i = 0; i < pooled.length / 2; i++) {
      memory.position((long) i * map.length).get(map);
      pooled[sum(i)] = Rows.sum(map) / SUM_DIVISOR;
      pooled[norm(i)] = (float) Math.sqrt(Rows.dot(map, map) + SMALLEST) / NORM_DIVISOR;
    }
    return Floats.toArray(pooled, x.size(0), 2 * channels);
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    long clips = gradient.size(0);
    int skipped = (int) (input.size(0) - clips) * channels;
    float[] atPooled = Floats.of(gradient);
    INDArray atInput = Floats.empty(clips, channels, input.size(2), input.size(3));
    FloatPointer from = Floats.memory(Layer.lastRows(input, clips));
    FloatPointer to = Floats.memory(atInput);
    for (int i = 0; i < atPooled.length / 2; i++) {
      float slope = atPooled[norm(i)] / (NORM_DIVISOR * NORM_DIVISOR * pooled[norm(skipped + i)]);
      from.position((long) i * map.length).get(map);
      Rows.scaleAndShift(map, slope, atPooled[sum(i)] / SUM_DIVISOR, map);
      to.position((long) i * map.length).put(map);
    }
    return atInput;
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
