package texttovideo.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.conv.Floats;
import texttovideo.model.Discriminator;
import texttovideo.nn.Adam;
import texttovideo.nn.Gradients;
import texttovideo.nn.Rows;

/**
 * One discriminator's side of the game: its losses, its optimiser, and the gradient that it gives the generator. Its false pairs
 * are generated clips and real clips with other texts (Reed et al. 2016, section 4.2); beside the score it learns which words a
 * clip shows.
 */
final class DiscriminatorTrainer {
  // 0.5, not 0.9: a GAN's target moves, so old gradients mislead (Radford et al. 2016, section 3).
  private static final double BETA_1 = 0.5;

  private final Discriminator discriminator;
  private final Adam optimizer;
  private final AuxiliaryLoss auxiliary;
  private final NoisePool noise;
  private final GanSettings settings;
  private final float generatorWeight;     // how much the generator learns from this discriminator
  private final long[] shape;              // of one clip's ink: [channels, H, W]

  /** The discriminator's losses in one step: of its scores, and of the words of real clips. */
  record Loss(double score, double words) {
  }

  /**
   * What the generator hears of its clips.
   *
   * @param score their mean score
   * @param words their auxiliary loss: how far they are from showing their words
   * @param dInk  the gradient {@code [N, channels, H, W]} of the generator's loss at their ink
   */
  record Feedback(double score, double words, float[] dInk) {
  }

  /** One step of a discriminator. */
  record StepResult(Loss loss, Feedback feedback) {
  }

  DiscriminatorTrainer(Discriminator discriminator, WordTargets targets, NoisePool noise, GanSettings settings,
      double generatorWeight, long... shape) {
    this.discriminator = discriminator;
    this.optimizer = new Adam(discriminator.parameters());
    this.auxiliary = new AuxiliaryLoss(targets);
    this.noise = noise;
    this.settings = settings;
    this.generatorWeight = (float) generatorWeight;
    this.shape = shape;
  }

  Discriminator discriminator() {
    return discriminator;
  }

  Adam optimizer() {
    return optimizer;
  }

  /**
   * One step: real clips with their texts, generated clips with the same texts, and real clips with other texts pass through the
   * discriminator together; from one forward pass the generator gets its gradient, and the discriminator learns. So both sides
   * move at once: the gradient is of the discriminator as it was.
   *
   * @param real       {@code [N, channels, H, W]}
   * @param fake       likewise
   * @param texts      {@code [N][L]}
   * @param mismatched {@code [N][L]}: other texts for the real clips
   */
  StepResult step(float[] real, float[] fake, int[][] texts, int[][] mismatched, int step, double rate,
      SplittableRandom random) {
    INDArray ink = Floats.toArray(new long[] {2L * texts.length, shape[0], shape[1], shape[2]}, real, fake);
    int[][] pairs = Stream.of(texts, texts, mismatched).flatMap(Arrays::stream).toArray(int[][]::new);
    Discriminator.Pass pass = discriminator.forward(ink, noise.of(ink.shape(), random), pairs);
    Feedback feedback = feedback(pass, texts);
    Gradients gradients = new Gradients();
    Loss loss = learn(pass, texts, mismatched, gradients);
    optimizer.step(gradients, step, rate, BETA_1);
    return new StepResult(loss, feedback);
  }

  /** What would raise the score of generated clips, and show the words of their texts. */
  private Feedback feedback(Discriminator.Pass pass, int[][] texts) {
    int clips = texts.length;
    float[] dScores = new float[clips];
    double mean = 0;
    for (int n = 0; n < clips; n++) {
      float score = pass.scores()[clips + n];
      mean += score / clips;
      dScores[n] = generatorWeight * (float) settings.loss().generatorSlope(score) / clips;
    }
    int logits = pass.words().length / 2;
    float[] dWords = new float[logits];
    double words = auxiliary.loss(Arrays.copyOfRange(pass.words(), logits, 2 * logits), logits / clips, texts, dWords);
    Rows.scaleAndShift(dWords, generatorWeight, 0, dWords);
    return new Feedback(mean, words, Floats.of(pass.inkGradient(dScores, dWords)));
  }

  /** Real clips with their texts up; generated clips, and real ones with other texts, down. */
  private Loss learn(Discriminator.Pass pass, int[][] texts, int[][] mismatched, Gradients gradients) {
    int clips = texts.length;
    float[] scores = pass.scores();
    float[] weights = weights(texts, mismatched);
    float[] dScores = new float[scores.length];
    double loss = 0;
    for (int i = 0; i < scores.length; i++) {
      boolean isReal = i < clips;
      loss += weights[i] * (isReal ? settings.loss().real(scores[i]) : settings.loss().fake(scores[i]));
      dScores[i] = weights[i]
          * (float) (isReal ? settings.loss().realSlope(scores[i]) : settings.loss().fakeSlope(scores[i]));
    }
    float[] dWords = new float[pass.words().length];
    int vocabulary = dWords.length / (2 * clips);
    double words = auxiliary.loss(pass.words(), vocabulary, texts, dWords);
    auxiliary.addFake(settings.fakeWords(), pass.words(), vocabulary, texts, dWords);
    pass.backward(dScores, dWords, gradients);
    return new Loss(loss, words);
  }

  /**
   * How much each pair counts {@code [3N]}: real pairs 1 together, false pairs 1 together, of which the mismatched ones have their
   * share. A text that happens to be the clip's own again is no false pair.
   */
  private float[] weights(int[][] texts, int[][] mismatched) {
    int clips = texts.length;
    boolean[] other = new boolean[clips];
    int others = 0;
    for (int n = 0; n < clips; n++) {
      other[n] = !Arrays.equals(texts[n], mismatched[n]);
      others += other[n] ? 1 : 0;
    }
    float[] weights = new float[3 * clips];
    Arrays.fill(weights, 0, clips, 1f / clips);
    Arrays.fill(weights, clips, 2 * clips, (float) (1 - settings.mismatchedShare()) / clips);
    for (int n = 0; n < clips; n++) {
      weights[2 * clips + n] = other[n] ? (float) settings.mismatchedShare() / others : 0;
    }
    return weights;
  }
}
