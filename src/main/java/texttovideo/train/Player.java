package texttovideo.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.model.Discriminator;
import texttovideo.model.Floats;

/**
 * One discriminator's side of the game: its losses, its optimiser, and what it tells the generator. Its false pairs are generated
 * clips and, as in Reed et al. 2016, "Generative Adversarial Text to Image Synthesis", section 4.2, true clips with other
 * texts; beside the score it learns which words a clip shows.
 */
final class Player {
  private final Discriminator discriminator;
  private final AdamOptimizer optimizer;
  private final WordLoss words;
  private final Noise noise;
  private final TrainingConfig config;
  private final float mismatchedShare;     // of the weight of false pairs; the rest is on generated clips
  private final float heard;               // 1, or 0 if the generator does not listen
  private final long[] shape;              // of one clip's ink: [channels, H, W]

  /**
   * What one step measured, and what it tells the generator.
   *
   * @param loss      of the discriminator
   * @param wordsTrue the word loss on true clips
   * @param score     the mean score of generated clips
   * @param wordsMade the word loss on generated clips
   * @param atInk     the gradient {@code [N, channels, H, W]} at generated clips of what the generator wants: a higher score,
   *     and to show the words of its texts
   */
  record Move(double loss, double wordsTrue, double score, double wordsMade, float[] atInk) {
  }

  /** @param ablated what is left out when this player's advice is */
  Player(Discriminator discriminator, WordLoss words, Noise noise, TrainingConfig config, Ablation ablated, long... shape) {
    this.discriminator = discriminator;
    this.optimizer = new AdamOptimizer(discriminator);
    this.words = words;
    this.noise = noise;
    this.config = config;
    this.mismatchedShare = config.without() == Ablation.MISMATCHED_TEXTS ? 0 : 0.5f;
    this.heard = config.without() == ablated ? 0 : 1;
    this.shape = shape;
  }

  Discriminator discriminator() {
    return discriminator;
  }

  AdamOptimizer optimizer() {
    return optimizer;
  }

  /**
   * One step of the discriminator: true clips with their texts up; generated clips, and true ones with other texts, down. Both
   * players move at once: the generator is told what the discriminator thought before it learnt.
   *
   * @param wordless of so many generated clips, the first, the generator is told the score alone
   */
  Move play(float[] real, float[] fake, int[][] texts, int[][] others, int wordless, SplittableRandom random, int step) {
    int clips = texts.length;
    INDArray ink = Floats.toArray(new long[] {2 * clips, shape[0], shape[1], shape[2]}, real, fake);
    int[][] pairs = Stream.of(texts, texts, others).flatMap(Arrays::stream).toArray(int[][]::new);
    Discriminator.Judgement judged = discriminator.forward(ink, noise.of(ink.shape(), random), pairs);

    float[] atFakeScores = new float[clips];
    float[] atFakeWords = new float[judged.words().length / 2];
    double score = 0;
    for (int n = 0; n < clips; n++) {
      double each = judged.scores()[clips + n];
      score += each / clips;
      atFakeScores[n] = (float) config.loss().generatorSlope(each) / clips;
    }
    double wordsMade = words.of(Arrays.copyOfRange(judged.words(), atFakeWords.length, 2 * atFakeWords.length), texts,
        atFakeWords);
    Arrays.fill(atFakeWords, 0, atFakeWords.length / clips * wordless, 0);
    float[] atInk = Floats.of(discriminator.gradientAtInk(atFakeScores, atFakeWords).muli(heard));

    float[] atScores = new float[pairs.length];
    double loss = judge(judged.scores(), atScores, pairs, texts);
    float[] atWords = new float[judged.words().length];
    double wordsTrue = words.of(judged.words(), texts, atWords);
    discriminator.backward(atScores, atWords);
    optimizer.step(step, config.rate(step));
    return new Move(loss, wordsTrue, score, wordsMade, atInk);
  }

  /** The loss of scores of true pairs, generated clips and mismatched pairs, as many each; their gradients are set. */
  private double judge(float[] scores, float[] atScores, int[][] pairs, int[][] texts) {
    int clips = texts.length;
    GanLoss of = config.loss();
    int mismatches = (int) IntStream.range(0, clips).filter(n -> !Arrays.equals(texts[n], pairs[2 * clips + n])).count();
    double loss = 0;
    for (int i = 0; i < scores.length; i++) {
      boolean isTrue = i < clips;
      float weight = isTrue ? 1f / clips
          : i < 2 * clips ? (1 - mismatchedShare) / clips
          : Arrays.equals(texts[i - 2 * clips], pairs[i]) ? 0 : mismatchedShare / mismatches;
      loss += weight * (isTrue ? of.real(scores[i]) : of.fake(scores[i]));
      atScores[i] = weight * (float) (isTrue ? of.realSlope(scores[i]) : of.fakeSlope(scores[i]));
    }
    return loss;
  }
}
