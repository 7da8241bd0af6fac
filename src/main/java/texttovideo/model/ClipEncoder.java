package texttovideo.model;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import texttovideo.conv.Conv2d;
import texttovideo.conv.Flatten;
import texttovideo.conv.Floats;
import texttovideo.conv.Nd4jDense;
import texttovideo.conv.Nd4jLeakyRelu;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;
import texttovideo.nn.Parallel;
import texttovideo.nn.Parameters;
import texttovideo.nn.Sequential;

/**
 * Reads a clip and its text into 2Z numbers: those that say what of the clip the text leaves open, and how sure of each it
 * is. It exists while training only (Larsen et al. 2016, "Autoencoding beyond pixels using a learned similarity metric").
 */
public final class ClipEncoder {
  private static final int TEXT_FEATURES = 32;
  private static final int HIDDEN = 128;
  private static final int MAPS = 32;

  private final WordPairEncoder text;
  private final Layer<INDArray> trunk;            // ink [N, F*C, H/2, W/2] -> [N, MAPS * H/8 * W/8]
  private final Layer<INDArray> output;           // [N, MAPS * H/8 * W/8 + TEXT_FEATURES] -> [N, 2Z]
  private final Parameters parameters;

  /**
   * @param shape      the clips; a size that is a multiple of 16
   * @param vocabulary {@code V}
   * @param codes      {@code Z}
   */
  public ClipEncoder(ClipGenerator.Shape shape, int vocabulary, int codes, Initializer start) {
    int cells = shape.pixels() / 8 * (shape.pixels() / 8);
    text = new WordPairEncoder(start, vocabulary, TEXT_FEATURES);
    trunk = new Sequential<>(
        new Conv2d(start, shape.frames() * shape.channels(), 48, 4, 2, 1), new Nd4jLeakyRelu(),
        new Conv2d(start, 48, 64, 4, 2, 1), new Nd4jLeakyRelu(),
        new Conv2d(start, 64, MAPS, 3, 1, 1), new Nd4jLeakyRelu(), new Flatten());
    output = new Sequential<>(new Nd4jDense(start, MAPS * cells + TEXT_FEATURES, HIDDEN, 1), new Nd4jLeakyRelu(),
        new Nd4jDense(start, HIDDEN, 2 * codes, 0.3));
    parameters = new Parameters().add("text", text.parameters()).add("trunk", trunk.parameters())
        .add("output", output.parameters());
  }

  /** All that training changes. */
  public Parameters parameters() {
    return parameters;
  }

  /**
   * What it sees of clips: ink in [0, 2] at half size, all frames and colours as channels, {@code [N, F*C, H/2, W/2]}.
   *
   * @param frames {@code [N, F, C, H, W]} in [-1, 1]
   */
  public static float[] inputs(float[] frames, ClipGenerator.Shape shape, Parallel parallel) {
    int half = shape.pixels() / 2;
    int pictures = shape.frames() * shape.channels();
    float[] inputs = new float[frames.length / 4];
    parallel.run(frames.length / shape.length(), n -> {
      for (int row = n * pictures * half; row < (n + 1) * pictures * half; row++) {
        int upper = 4 * row * half;
        int lower = upper + 2 * half;
        for (int x = 0; x < half; x++) {
          inputs[row * half + x] = 1 - (frames[upper + 2 * x] + frames[upper + 2 * x + 1]
              + frames[lower + 2 * x] + frames[lower + 2 * x + 1]) / 4;
        }
      }
    });
    return inputs;
  }

  /**
   * Reads clips with their texts.
   *
   * @param inputs {@code [N, F*C, H/2, W/2]}, of {@link #inputs}
   * @param tokens {@code [N][L]}
   */
  public Pass forward(INDArray inputs, int[][] tokens) {
    return new Pass(inputs, tokens);
  }

  /** One forward pass. It belongs to one thread, and to the workspace that was open when it was made. */
  public final class Pass {
    private final WordPairEncoder.Pass textPass;
    private final Layer.Pass<INDArray> trunkPass;
    private final Layer.Pass<INDArray> outputPass;

    private Pass(INDArray inputs, int[][] tokens) {
      textPass = text.forward(tokens);
      trunkPass = trunk.forward(inputs);
      outputPass = output.forward(Nd4j.concat(1, trunkPass.output(), textPass.features()));
    }

    /** {@code [N][2Z]}. */
    public float[][] output() {
      return Floats.rows(outputPass.output());
    }

    /** Adds to the parameters' gradients, from the gradient {@code [N][2Z]} at the output. */
    public void backward(float[][] dOutput, Gradients gradients) {
      INDArray dRead = outputPass.backward(Floats.toArray(dOutput), gradients);
      long maps = trunkPass.output().size(1);
      textPass.backward(Floats.columns(dRead, maps, maps + TEXT_FEATURES), gradients);
      trunkPass.learn(Floats.columns(dRead, 0, maps), gradients);
    }
  }
}
