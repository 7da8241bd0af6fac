package texttovideo.model;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import texttovideo.conv.Branches;
import texttovideo.conv.Conv2d;
import texttovideo.conv.Flatten;
import texttovideo.conv.Floats;
import texttovideo.conv.Nd4jDense;
import texttovideo.conv.Nd4jLeakyRelu;
import texttovideo.conv.SumAndNormPool;
import texttovideo.conv.Sums;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;
import texttovideo.nn.Parameters;
import texttovideo.nn.Sequential;

/**
 * Tells real clips that match their text from all others, by a score, and names the words that a clip shows. The score has
 * the form of Miyato and Koyama 2018, "cGANs with Projection Discriminator", equation 5: a linear reading of the clip's
 * features plus their inner product with the text's.
 */
public final class Discriminator {
  private static final int FEATURES = 128;        // D
  private static final int EMBEDDING = 128;       // E
  private static final double INK_SCALE = 2;      // brings the ink, 0 almost everywhere, nearer to unit spread

  private final Layer<INDArray> trunk;            // ink [M, channels, H, W] -> features [M, D]
  private final TextEncoder text;                 // tokens [K][L] -> [K][D]
  private final Nd4jDense score;                  // [K, D] -> [K, 1]
  private final Nd4jDense auxiliary;              // [M, D] -> [M, V]
  private final double projection = 2 / Math.sqrt(FEATURES);
  private final Parameters parameters;

  private Discriminator(int vocabulary, Initializer start, Layer<INDArray> trunk) {
    this.trunk = trunk;
    text = new TextEncoder(start, vocabulary, EMBEDDING, FEATURES);
    score = new Nd4jDense(start, FEATURES, 1, 0.5);
    auxiliary = new Nd4jDense(start, FEATURES, vocabulary, 1);
    parameters = new Parameters().add("trunk", trunk.parameters()).add("text", text.parameters())
        .add("score", score.parameters()).add("auxiliary", auxiliary.parameters());
  }

  /**
   * Sees whole clips, half size, the frames as channels: motion, and the shape at large. Where a feature is matters for a
   * path, so a thin map of positions joins the sums and norms.
   *
   * @param shape      the clips; a size that is a multiple of 16
   * @param vocabulary {@code V}
   */
  public static Discriminator ofClips(ClipGenerator.Shape shape, int vocabulary, Initializer start) {
    int positions = 12;
    int cells = shape.pixels() / 8 * (shape.pixels() / 8);
    return new Discriminator(vocabulary, start, new Sequential<>(
        new Conv2d(start, shape.frames(), 32, 4, 2, 1), new Nd4jLeakyRelu(),
        new Conv2d(start, 32, 64, 4, 2, 1), new Nd4jLeakyRelu(),
        new Conv2d(start, 64, 96, 3, 1, 1), new Nd4jLeakyRelu(),
        new Branches(new SumAndNormPool(), new Sequential<>(new Conv2d(start, 96, positions, 1, 1, 1), new Flatten())),
        new Nd4jDense(start, 2 * 96 + positions * cells, FEATURES, 1), new Nd4jLeakyRelu()));
  }

  /** Sees two neighbouring frames, full size, in colour: what the object looks like, and which way it turns. */
  public static Discriminator ofPairs(ClipGenerator.Shape shape, int vocabulary, Initializer start) {
    return new Discriminator(vocabulary, start, new Sequential<>(
        new Conv2d(start, 2 * shape.channels(), 16, 4, 2, 1), new Nd4jLeakyRelu(),
        new Conv2d(start, 16, 32, 4, 2, 1), new Nd4jLeakyRelu(),
        new Conv2d(start, 32, 64, 4, 2, 1), new Nd4jLeakyRelu(),
        new Conv2d(start, 64, 96, 3, 1, 1), new Nd4jLeakyRelu(),
        new SumAndNormPool(),
        new Nd4jDense(start, 2 * 96, FEATURES, 1), new Nd4jLeakyRelu()));
  }

  /** All that training changes. */
  public Parameters parameters() {
    return parameters;
  }

  /**
   * Scores clips with texts.
   *
   * @param ink    {@code [M, channels, H, W]} in [0, 1]
   * @param noise  added to the scaled ink, same shape: blurs the line between real and generated clips, which two sharp
   *               sets would never cross (Arjovsky and Bottou 2017, "Towards Principled Methods for Training GANs", 3.1)
   * @param tokens {@code [K][L]}, K >= M; text {@code i} goes with clip {@code i mod M}
   */
  public Pass forward(INDArray ink, INDArray noise, int[][] tokens) {
    if (tokens.length < ink.size(0) || ink.size(0) != noise.size(0)) {
      throw new IllegalArgumentException("a discriminator needs noise for each clip and at least one text, not "
          + noise.size(0) + " and " + tokens.length + " for " + ink.size(0) + " clips");
    }
    return new Pass(ink, noise, tokens);
  }

  /** One forward pass. It belongs to one thread, and to the workspace that was open when it was made. */
  public final class Pass {
    private final int clips;                       // M
    private final Layer.Pass<INDArray> trunkPass;
    private final TextEncoder.Pass textPass;
    private final Layer.Pass<INDArray> scorePass;
    private final Layer.Pass<INDArray> auxiliaryPass;
    private final INDArray paired;                 // [K, D]: the features of each pair's clip
    private final INDArray texts;                  // [K, D]
    private final float[] scores;
    private final float[] words;

    private Pass(INDArray ink, INDArray noise, int[][] tokens) {
      clips = (int) ink.size(0);
      trunkPass = trunk.forward(ink.mul(INK_SCALE).addi(noise));
      textPass = text.forward(tokens);
      INDArray features = trunkPass.output();
      texts = Floats.toArray(textPass.features());
      paired = tokens.length == clips ? features : Nd4j.concat(0, features, rows(features, 0, tokens.length - clips));
      scorePass = score.forward(paired);
      auxiliaryPass = auxiliary.forward(features);
      scores = Floats.of(scorePass.output().add(Sums.ofRows(paired.mul(texts)).muli(projection)));
      words = Floats.of(auxiliaryPass.output());
    }

    /** {@code [K]}, high for a real clip with a matching text; clip {@code i mod M} is paired with text {@code i}. */
    public float[] scores() {
      return scores;
    }

    /** {@code [M, V]}, the logit that a clip shows what a word says. */
    public float[] words() {
      return words;
    }

    /**
     * Adds to the parameters' gradients.
     *
     * @param dScores {@code [K]}
     * @param dWords  {@code [M, V]}
     */
    public void backward(float[] dScores, float[] dWords, Gradients gradients) {
      int pairs = dScores.length;
      INDArray dScore = Floats.toArray(dScores, pairs, 1);
      INDArray dPaired = scorePass.backward(dScore, gradients).addi(texts.mul(dScore).muli(projection));
      INDArray dFeatures = auxiliaryPass.backward(Floats.toArray(dWords, clips, dWords.length / clips), gradients)
          .addi(rows(dPaired, 0, clips));
      if (pairs > clips) {
        rows(dFeatures, 0, pairs - clips).addi(rows(dPaired, clips, pairs));
      }
      textPass.backward(Floats.rows(paired.mul(dScore).muli(projection)), gradients);
      trunkPass.learn(dFeatures, gradients);
    }

    /**
     * The gradient {@code [n, channels, H, W]} at the ink of the last n clips, each with the text that it came with first; the
     * parameters learn nothing.
     *
     * @param dScores {@code [n]}
     * @param dWords  {@code [n, V]}
     */
    public INDArray inkGradient(float[] dScores, float[] dWords) {
      int last = dScores.length;
      INDArray dScore = Floats.toArray(dScores, last, 1);
      INDArray dFeatures = scorePass.backward(dScore, Gradients.NONE)
          .addi(rows(texts, clips - last, clips).mul(dScore).muli(projection))
          .addi(auxiliaryPass.backward(Floats.toArray(dWords, last, dWords.length / last), Gradients.NONE));
      return trunkPass.backward(dFeatures, Gradients.NONE).muli(INK_SCALE);
    }
  }

  private static INDArray rows(INDArray array, int from, int to) {
    return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }
}
