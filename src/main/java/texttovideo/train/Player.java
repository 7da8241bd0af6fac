package texttovideo.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.model.Discriminator;
import texttovideo.model.Floats;

/**
 * One discriminator's side of the game: its losses, its optimiser, and what it tells the generator. Its false pairs are
 * generated clips and, as in Reed et al. 2016, "Generative Adversarial Text to Image Synthesis", section 4.2, true clips with
 * other texts; beside the score it learns which words a clip shows.
 */
final class Player {
  private final Discriminator discriminator;
  private final AdamOptimizer optimizer;
  private final WordLoss words;
  private final Noise noise;
  private final TrainingConfig config;
  private final float mismatchedShare;     // of the weight of false pairs; the rest is on generated clips
  private final boolean heard;             // whether the generator listens
  private final long[] shape;              // of one clip's ink: [channels, H, W]

  /** What one step of a discriminator measured. */
  record Loss(double loss, double words) {
  }

  /** The generator's losses, and the gradient {@code [N, channels, H, W]} at its clips. */
  record Advice(double score, double words, float[] atInk) {
  }

  /** One step of a discriminator, and what it told the generator. */
  record Move(Loss loss, Advice advice) {
  }

  /** @param ablated what is left out when this player's advice is */
  Player(Discriminator discriminator, WordLoss words, Noise noise, TrainingConfig config, Ablation ablated, long... shape) {
    this.discriminator = discriminator;
    this.optimizer = new AdamOptimizer(discriminator);
    this.words = words;
    this.noise = noise;
    this.config = config;
    this.mismatchedShare = config.without() == Ablation.MISMATCHED_TEXTS ? 0 : 0.5f;
    this.heard = config.without() != ablated;
    this.shape = shape;
  }

  Discriminator discriminator() {
    return discriminator;
  }

  AdamOptimizer optimizer() {
    return optimizer;
  }

  /**
   * One move of the discriminator: true clips with their texts, generated clips with the same texts, and true clips with other
   * texts pass through it together; from what it said the generator is advised, and it learns. So both players move at once:
   * the advice is of the discriminator as it was.
   */
  Move play(float[] real, float[] fake, int[][] texts, int[][] others, SplittableRandom random, int step) {
    INDArray ink = Floats.toArray(new long[] {2 * texts.length, shape[0], shape[1], shape[2]}, real, fake);
    int[][] pairs = Stream.of(texts, texts, others).flatMap(Arrays::stream).toArray(int[][]::new);
    Discriminator.Judgement judged = discriminator.forward(ink, noise.of(ink.shape(), random), pairs);
    Advice advice = advise(judged, texts);
    Loss loss = learn(judged, texts, others);
    optimizer.step(step, config.rate(step));
    return new Move(loss, advice);
  }

  /** What would raise the score of generated clips, and show the words of their texts. */
  private Advice advise(Discriminator.Judgement judged, int[][] texts) {
    int clips = texts.length;
    float[] atScores = new float[clips];
    double mean = 0;
    for (int n = 0; n < clips; n++) {
      float score = judged.scores()[clips + n];
      mean += score / clips;
      atScores[n] = (float) config.loss().generatorSlope(score) / clips;
    }
    int logits = judged.words().length / 2;
    float[] atWords = new float[logits];
    double wordLoss = words.of(Arrays.copyOfRange(judged.words(), logits, 2 * logits), texts, atWords);
    if (!heard) {
      Arrays.fill(atScores, 0);
      Arrays.fill(atWords, 0);
    }
    return new Advice(mean, wordLoss, Floats.of(discriminator.gradientAtInk(atScores, atWords)));
  }

  /** True clips with their texts up; generated clips, and true ones with other texts, down. */
  private Loss learn(Discriminator.Judgement judged, int[][] texts, int[][] others) {
    int clips = texts.length;
    GanLoss game = config.loss();
    int mismatches = (int) IntStream.range(0, clips).filter(n -> !Arrays.equals(texts[n], others[n])).count();
    float[] atScores = new float[judged.scores().length];
    double loss = 0;
    for (int i = 0; i < atScores.length; i++) {
      float score = judged.scores()[i];
      boolean isTrue = i < clips;
      float weight = isTrue ? 1f / clips
          : i < 2 * clips ? (1 - mismatchedShare) / clips
          : Arrays.equals(texts[i % clips], others[i % clips]) ? 0 : mismatchedShare / mismatches;
      loss += weight * (isTrue ? game.real(score) : game.fake(score));
      atScores[i] = weight * (float) (isTrue ? game.realSlope(score) : game.fakeSlope(score));
    }
    float[] atWords = new float[judged.words().length];
    double wordLoss = words.of(judged.words(), texts, atWords);
    words.atMade(judged.words(), texts, atWords);
    discriminator.backward(atScores, atWords);
    return new Loss(loss, wordLoss);
  }
}
