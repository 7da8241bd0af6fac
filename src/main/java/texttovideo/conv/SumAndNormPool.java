package texttovideo.conv;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.nn.Gradients;
import texttovideo.nn.Layer;
import texttovideo.nn.Rows;

/**
 * How much of each feature there is, and how strong it is, wherever it is: {@code [N, C, H, W] -> [N, 2C]}.
 *
 * <p>First the sums over the pixels, divided by 8 (not by their number: a shape fills few of them, and a mean would drown it).
 * Then half the roots of the summed squares (Sermanet et al. 2012, "Convolutional Neural Networks Applied to House Numbers
 * Digit Classification", section 2.2: Lp pooling). Not maxima: a square whose one corner is cut off has a circle's slanted edge,
 * and three corners left, so the maximum of "corner" stays and nothing is gained by cutting the next; generators stayed there.
 * Here each corner counts.
 */
public final class SumAndNormPool implements Layer<INDArray> {
  private static final float SUM_DIVISOR = 8;
  private static final float NORM_DIVISOR = 2;
  private static final float SMALLEST = 1e-6f;      // under the root: its slope is infinite at 0

  @Override
  public Layer.Pass<INDArray> forward(INDArray x) {
    int channels = (int) x.size(1);
    float[] map = new float[(int) (x.size(2) * x.size(3))];
    float[] pooled = new float[2 * channels * (int) x.size(0)];
    FloatPointer memory = Floats.memory(x);
    for (int i = 0; i < pooled.length / 2; i++) {
      memory.position((long) i * map.length).get(map);
      pooled[sum(i, channels)] = Rows.sum(map) / SUM_DIVISOR;
      pooled[norm(i, channels)] = (float) Math.sqrt(Rows.dot(map, map) + SMALLEST) / NORM_DIVISOR;
    }
    return new Pass(x, pooled, Floats.toArray(pooled, x.size(0), 2L * channels));
  }

  /**
   * One forward pass.
   *
   * @param input  {@code [N, C, H, W]}
   * @param pooled {@code [N, 2C]}, the numbers of the output
   */
  private record Pass(INDArray input, float[] pooled, INDArray output) implements Layer.Pass<INDArray> {
    @Override
    public INDArray backward(INDArray dOutput, Gradients gradients) {
      long clips = dOutput.size(0);
      int channels = (int) input.size(1);
      int skipped = (int) (input.size(0) - clips) * channels;
      float[] map = new float[(int) (input.size(2) * input.size(3))];
      float[] dPooled = Floats.of(dOutput);
      INDArray dInput = Floats.empty(clips, channels, input.size(2), input.size(3));
      FloatPointer from = Floats.memory(Floats.lastRows(input, clips));
      FloatPointer to = Floats.memory(dInput);
      for (int i = 0; i < dPooled.length / 2; i++) {
        float slope = dPooled[norm(i, channels)] / (NORM_DIVISOR * NORM_DIVISOR * pooled[norm(skipped + i, channels)]);
        from.position((long) i * map.length).get(map);
        Rows.scaleAndShift(map, slope, dPooled[sum(i, channels)] / SUM_DIVISOR, map);
        to.position((long) i * map.length).put(map);
      }
      return dInput;
    }
  }

  /** Where the sum of map i, counted over all clips, stands among the pooled numbers. */
  private static int sum(int i, int channels) {
    return i / channels * 2 * channels + i % channels;
  }

  private static int norm(int i, int channels) {
    return sum(i, channels) + channels;
  }
}
