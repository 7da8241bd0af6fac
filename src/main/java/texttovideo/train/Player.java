package texttovideo.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.model.Discriminator;
import texttovideo.model.Floats;

/**
 * One discriminator's side of the game: its losses, its optimiser, and what it tells the generator. The losses are hinges
 * (Lim and Ye 2017, "Geometric GAN", section 4), with mismatched texts as a third kind of example (Reed et al. 2016,
 * "Generative Adversarial Text to Image Synthesis", section 4.2) and the words that a clip shows beside them.
 */
final class Player {
  private static final float MISMATCHED = 0.5f;      // the rest of the weight of false pairs is on generated clips

  private final Discriminator discriminator;
  private final AdamOptimizer optimizer;
  private final WordLoss words;
  private final Noise noise;
  private final long[] shape;      // of one clip's ink: [channels, H, W]

  /** What one step measured. */
  record Loss(double loss, double words) {
  }

  /** The generator's losses, and the gradient {@code [N, channels, H, W]} at its clips. */
  record Advice(double score, double words, float[] atInk) {
  }

  Player(Discriminator discriminator, WordLoss words, Noise noise, long... shape) {
    this.discriminator = discriminator;
    this.optimizer = new AdamOptimizer(discriminator);
    this.words = words;
    this.noise = noise;
    this.shape = shape;
  }

  Discriminator discriminator() {
    return discriminator;
  }

  AdamOptimizer optimizer() {
    return optimizer;
  }

  /** One step of the discriminator: true clips with their texts up; generated clips, and true ones with other texts, down. */
  Loss learn(float[] real, float[] fake, int[][] texts, int[][] others, SplittableRandom random, int step, double rate) {
    int clips = texts.length;
    INDArray ink = Floats.toArray(batch(2 * clips), real, fake);
    int[][] pairs = concat(texts, texts, others);
    Discriminator.Judgement judged = discriminator.forward(ink, noise.of(ink.shape(), random), pairs);
    float[] atScores = new float[pairs.length];
    double loss = hinge(judged.scores(), atScores, 0, clips, -1, 1f / clips)
        + hinge(judged.scores(), atScores, clips, 2 * clips, 1, (1 - MISMATCHED) / clips);
    int mismatched = 0;
    for (int n = 0; n < clips; n++) {
      mismatched += Arrays.equals(texts[n], others[n]) ? 0 : 1;
    }
    for (int n = 0; n < clips; n++) {
      if (!Arrays.equals(texts[n], others[n])) {
        loss += hinge(judged.scores(), atScores, 2 * clips + n, 2 * clips + n + 1, 1, MISMATCHED / mismatched);
      }
    }
    float[] atWords = new float[judged.words().length];
    double wordLoss = words.of(judged.words(), texts, atWords);
    discriminator.backward(atScores, atWords, true);
    optimizer.step(step, rate);
    return new Loss(loss, wordLoss);
  }

  /** What would raise the score of generated clips, and show the words of their texts. */
  Advice advise(float[] fake, int[][] texts, SplittableRandom random) {
    int clips = texts.length;
    INDArray ink = Floats.toArray(batch(clips), fake);
    Discriminator.Judgement judged = discriminator.forward(ink, noise.of(ink.shape(), random), texts);
    float[] atScores = new float[clips];
    Arrays.fill(atScores, -1f / clips);
    double score = 0;
    for (float each : judged.scores()) {
      score += each / clips;
    }
    float[] atWords = new float[judged.words().length];
    double wordLoss = words.of(judged.words(), texts, atWords);
    return new Advice(score, wordLoss, Floats.of(discriminator.backward(atScores, atWords, false)));
  }

  /** The weighted sum of {@code max(0, 1 + sign * score)} over some scores; their gradients are set. */
  private static double hinge(float[] scores, float[] atScores, int from, int to, int sign, float weight) {
    double loss = 0;
    for (int i = from; i < to; i++) {
      double margin = 1 + sign * scores[i];
      loss += weight * Math.max(0, margin);
      atScores[i] = margin > 0 ? sign * weight : 0;
    }
    return loss;
  }

  private long[] batch(int clips) {
    return new long[] {clips, shape[0], shape[1], shape[2]};
  }

  private static int[][] concat(int[][]... parts) {
    return Arrays.stream(parts).flatMap(Arrays::stream).toArray(int[][]::new);
  }
}
