package texttovideo.model;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Tells true clips that match their text from all others, by a score, and names the words that a clip shows. The score has
 * the form of Miyato and Koyama 2018, "cGANs with Projection Discriminator", equation 5: a linear reading of the clip's
 * features plus their inner product with the text's.
 */
public final class Discriminator extends Network {
  private static final double INK_SCALE = 2;      // brings the ink, 0 almost everywhere, nearer to unit spread

  private final Sequential trunk;                 // ink [M, channels, H, W] -> features [M, D]
  private final TextEncoder text;                 // tokens [K, L] -> [K, D]
  private final Dense realness;                   // [K, D] -> [K, 1]
  private final Dense words;                      // [M, D] -> [M, V]
  private final double projection;
  private int clips;                              // M
  private INDArray paired;                        // [K, D]: the features of each pair's clip
  private INDArray texts;                         // [K, D]

  /**
   * What a discriminator says of M clips and K >= M texts.
   *
   * @param scores {@code [K]}, high for a true clip with a matching text; clip {@code i mod M} is paired with text {@code i}
   * @param words  {@code [M, V]}, the logit that a clip shows what a word says
   */
  public record Judgement(float[] scores, float[] words) {
  }

  private Discriminator(ModelConfig config, SplittableRandom random, Sequential trunk) {
    this.trunk = trunk;
    int features = config.discriminatorFeatures();
    text = new TextEncoder(random, config, features);
    realness = new Dense(random, features, 1, 0.5);
    words = new Dense(random, features, config.vocabulary(), 1);
    projection = 2 / Math.sqrt(features);
    add("trunk", trunk.parameters());
    add("text", text.parameters());
    add("realness", realness.parameters());
    add("words", words.parameters());
    pack();
  }

  /**
   * Sees whole clips, half size, the frames as channels: motion, and the shape at large. Where a feature is matters for a
   * path, so a thin map of places joins the sums and norms.
   */
  public static Discriminator ofClips(ModelConfig config, SplittableRandom random) {
    int places = 12;
    int cells = config.pixels() / 8 * (config.pixels() / 8);
    return new Discriminator(config, random, new Sequential(
        new Conv2d(random, config.frames(), 32, 4, 2), new LeakyRelu(),
        new Conv2d(random, 32, 64, 4, 2), new LeakyRelu(),
        new Conv2d(random, 64, 96, 3, 1), new LeakyRelu(),
        new Branches(new SumAndNormPool(), new Sequential(new Conv2d(random, 96, places, 1, 1), new Flatten())),
        new Dense(random, 2 * 96 + places * cells, config.discriminatorFeatures(), 1), new LeakyRelu()));
  }

  /** Sees two neighbouring frames, full size, in colour: what the thing looks like, and which way it turns. */
  public static Discriminator ofPairs(ModelConfig config, SplittableRandom random) {
    return new Discriminator(config, random, new Sequential(
        new Conv2d(random, Views.PAIR, 16, 4, 2), new LeakyRelu(),
        new Conv2d(random, 16, 32, 4, 2), new LeakyRelu(),
        new Conv2d(random, 32, 64, 4, 2), new LeakyRelu(),
        new Conv2d(random, 64, 96, 3, 1), new LeakyRelu(),
        new SumAndNormPool(),
        new Dense(random, 2 * 96, config.discriminatorFeatures(), 1), new LeakyRelu()));
  }

  /**
   * Judges clips with texts.
   *
   * @param ink    {@code [M, channels, H, W]} in [0, 1]
   * @param noise  added to the scaled ink, same shape: blurs the line between true and generated clips, which two sharp
   *               sets would never cross (Arjovsky and Bottou 2017, "Towards Principled Methods for Training GANs", 3.1)
   * @param tokens {@code [K, L]}; text {@code i} goes with clip {@code i mod M}
   */
  public Judgement forward(INDArray ink, INDArray noise, int[][] tokens) {
    clips = (int) ink.size(0);
    INDArray features = trunk.forward(ink.mul(INK_SCALE).addi(noise));
    texts = text.forward(tokens);
    paired = tokens.length == clips ? features : Nd4j.concat(0, features, rows(features, 0, tokens.length - clips));
    INDArray scores = realness.forward(paired).add(Sums.ofRows(paired.mul(texts)).muli(projection));
    return new Judgement(Floats.of(scores), Floats.of(words.forward(features)));
  }

  /**
   * Adds to the parameters' gradients, from those at what the last {@link #forward} said.
   *
   * @param atScores {@code [K]}
   * @param atWords  {@code [M, V]}
   */
  public void backward(float[] atScores, float[] atWords) {
    int pairs = atScores.length;
    INDArray atScore = Floats.toArray(atScores, pairs, 1);
    INDArray atPaired = realness.backward(atScore, true).addi(texts.mul(atScore).muli(projection));
    INDArray atFeatures = words.backward(Floats.toArray(atWords, clips, atWords.length / clips), true)
        .addi(rows(atPaired, 0, clips));
    if (pairs > clips) {
      rows(atFeatures, 0, pairs - clips).addi(rows(atPaired, clips, pairs));
    }
    text.backward(paired.mul(atScore).muli(projection));
    trunk.learn(atFeatures);
  }

  /**
   * The gradient {@code [n, channels, H, W]} at the ink of the last n clips of the last {@link #forward}, each with the text
   * that it came with first; the parameters learn nothing.
   *
   * @param atScores {@code [n]}
   * @param atWords  {@code [n, V]}
   */
  public INDArray gradientAtInk(float[] atScores, float[] atWords) {
    int last = atScores.length;
    INDArray atScore = Floats.toArray(atScores, last, 1);
    INDArray atFeatures = realness.backward(atScore, false)
        .addi(rows(texts, clips - last, clips).mul(atScore).muli(projection))
        .addi(words.backward(Floats.toArray(atWords, last, atWords.length / last), false));
    return trunk.backward(atFeatures, false).muli(INK_SCALE);
  }

  private static INDArray rows(INDArray array, int from, int to) {
    return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }
}
