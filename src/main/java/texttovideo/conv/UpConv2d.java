package texttovideo.conv;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;
import texttovideo.nn.Rows;

/**
 * Every pixel becomes 2x2, then a 3x3 convolution: {@code [N, in, H, W] -> [N, out, 2H, 2W]} (Odena et al. 2016,
 * "Deconvolution and Checkerboard Artifacts"). Neighbouring weights often meet copies of one pixel, so it is
 * computed as one transposed convolution of 4x4 whose weights are sums of the 3x3: 4 products a pixel in place of 9, and no
 * large copies.
 */
public final class UpConv2d extends WeightedLayer {
  private static final int SMALL = 3;
  private static final int LARGE = 4;
  /** Along one axis: which of the 3 weights are added up in each of the 4. */
  private static final int[][] SUMMED = {{2}, {1, 2}, {0, 1}, {0}};
  // kernel, stride, padding and dilation in y and x; then: explicit padding, channels first, weights [k, k, out, in]
  private static final int[] SETTINGS = {LARGE, LARGE, 2, 2, 1, 1, 1, 1, 0, 0, 0};

  private final int channels;       // in * out

  /** @param scale how large the outputs start, relative to the inputs */
  public UpConv2d(Initializer start, int in, int out, double scale) {
    super(start.he(in * SMALL * SMALL, scale, SMALL, SMALL, out, in), start.zeros(out));
    channels = in * out;
  }

  @Override
  public Layer.Pass<INDArray> forward(INDArray x) {
    int[] shape = weight.shape();
    INDArray w = Floats.toArray(large(weight.values()), LARGE, LARGE, shape[2], shape[3]);
    INDArray y = Floats.empty(x.size(0), shape[2], 2 * x.size(2), 2 * x.size(3));
    execute("deconv2d", new INDArray[] {x, w}, y);
    addBias(y);
    return new Pass(x, w, y);
  }

  /** Not left to {@code deconv2d}, which adds a bias number by number and takes two to three times as long with it. */
  private void addBias(INDArray y) {
    float[] map = new float[(int) (y.size(2) * y.size(3))];
    FloatPointer memory = Floats.memory(y);
    for (int i = 0; i < y.size(0) * y.size(1); i++) {
      memory.position((long) i * map.length).get(map);
      Rows.scaleAndShift(map, 1, bias.values()[i % bias.length()], map);
      memory.put(map);
    }
  }

  private final class Pass extends WeightedPass {
    Pass(INDArray x, INDArray w, INDArray y) {
      super(x, w, y);
    }

    @Override
    public INDArray backward(INDArray dY, Gradients gradients) {
      INDArray dX = Floats.empty(x.shape());
      if (!gradients.wanted()) {
        execute("conv2d", new INDArray[] {dY, w}, dX);
        return dX;
      }
      INDArray dWeight = Floats.empty(w.shape());
      execute("deconv2d_bp", new INDArray[] {x, w, dY}, dX, dWeight);
      addSmall(Floats.of(dWeight), gradients.of(weight));
      Floats.add(Sums.ofChannels(dY), gradients.of(bias));
      return dX;
    }
  }

  /** The weights of the transposed convolution: {@code [3, 3, ...] -> [4, 4, ...]}. */
  private float[] large(float[] small) {
    float[] large = new float[LARGE * LARGE * channels];
    eachSum((to, from) -> {
      for (int i = 0; i < channels; i++) {
        large[to + i] += small[from + i];
      }
    });
    return large;
  }

  /** The way back of {@link #large}. */
  private void addSmall(float[] dLarge, float[] dSmall) {
    eachSum((from, to) -> {
      for (int i = 0; i < channels; i++) {
        dSmall[to + i] += dLarge[from + i];
      }
    });
  }

  private interface Summand {
    void add(int large, int small);
  }

  private void eachSum(Summand summand) {
    for (int at = 0; at < LARGE * LARGE; at++) {
      for (int down : SUMMED[at / LARGE]) {
        for (int across : SUMMED[at % LARGE]) {
          summand.add(at * channels, (down * SMALL + across) * channels);
        }
      }
    }
  }

  private static void execute(String operation, INDArray[] inputs, INDArray... outputs) {
    Nd4j.exec(DynamicCustomOp.builder(operation).addInputs(inputs).addOutputs(outputs)
        .addIntegerArguments(SETTINGS).build());
  }
}
