package texttovideo.lessons;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import texttovideo.data.Batch;
import texttovideo.model.ClipGenerator;
import texttovideo.text.GrammarTokenizer;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;
import texttovideo.video.PixelScale;

/**
 * Completes clips of which some pixels are hidden: searches sentences and noise for what the trained generator would have to
 * draw to match those that are there (the idea of Yeh et al. 2017, "Semantic image inpainting with deep generative
 * models", with a search in place of gradients, as our noise has two numbers only).
 */
public final class Completion {
  private static final int GRID = 7;              // values of each noise number that one round tries
  private static final double REACH = 1.2;        // of the first round; starts near the edge lie a little outside [-1, 1]
  private static final int ROUNDS = 4;            // after the first, each with half the reach
  private static final int FINALISTS = 4;         // sentences that are refined

  private final ClipGenerator generator;
  private final GrammarTokenizer tokenizer;

  /**
   * What fits best.
   *
   * @param noise the generator's two noise numbers
   * @param miss  the mean squared difference over the visible pixels, of units in [-1, 1]
   * @param clip  all frames as the generator draws them
   */
  public record Found(Prompt prompt, float[] noise, double miss, Clip clip) {
  }

  private record Guess(Prompt prompt, float[] noise, double miss) {
  }

  /** Completes with a trained generator. */
  public Completion(ClipGenerator generator, GrammarTokenizer tokenizer) {
    this.generator = generator;
    this.tokenizer = tokenizer;
  }

  /**
   * Searches the sentences given, complete ones.
   *
   * @param masked  a clip of the training length and size
   * @param mask    the pixels that may be looked at; the others are never read
   */
  public Found search(Clip masked, Mask mask, List<Prompt> prompts) {
    int[] visible = visible(masked, mask);
    if (visible.length == 0 || prompts.isEmpty()) {
      throw new IllegalArgumentException("a search needs something visible and a sentence to try, not " + visible.length
          + " numbers and " + prompts.size() + " sentences");
    }
    List<Guess> finalists = prompts.stream().map(prompt -> round(masked, visible, prompt, new float[2], REACH))
        .sorted(Comparator.comparingDouble(Guess::miss)).limit(FINALISTS).toList();
    Guess best = finalists.stream().map(guess -> refined(masked, visible, guess))
        .min(Comparator.comparingDouble(Guess::miss)).orElseThrow();
    float[] frames = generator.forward(new int[][] {tokenizer.encode(best.prompt)}, best.noise).frames();
    return new Found(best.prompt, best.noise, best.miss, Batch.clips(frames, masked).get(0));
  }

  private Guess refined(Clip masked, int[] visible, Guess guess) {
    Guess best = guess;
    double reach = REACH;
    for (int i = 0; i < ROUNDS; i++) {
      reach /= 2;
      Guess next = round(masked, visible, best.prompt, best.noise, reach);
      best = next.miss < best.miss ? next : best;
    }
    return best;
  }

  /** The best noise of a square grid around a centre. */
  private Guess round(Clip masked, int[] visible, Prompt prompt, float[] centre, double reach) {
    int tries = GRID * GRID;
    float[] noise = new float[2 * tries];
    int[][] tokens = new int[tries][];
    Arrays.fill(tokens, tokenizer.encode(prompt));
    for (int i = 0; i < tries; i++) {
      int row = i / GRID;
      noise[2 * i] = centre[0] + (float) (reach * (2.0 * (i % GRID) / (GRID - 1) - 1));
      noise[2 * i + 1] = centre[1] + (float) (reach * (2.0 * row / (GRID - 1) - 1));
    }
    double[] misses = misses(masked, visible, generator.forward(tokens, noise).frames(), tries);
    int best = 0;
    for (int i = 1; i < tries; i++) {
      best = misses[i] < misses[best] ? i : best;
    }
    return new Guess(prompt, Arrays.copyOfRange(noise, 2 * best, 2 * best + 2), misses[best]);
  }

  /** Where the visible numbers stand in the row of all numbers of the clip, frame after frame. */
  private static int[] visible(Clip masked, Mask mask) {
    int width = masked.width();
    int frame = masked.height() * width * 3;
    return IntStream.range(0, masked.length() * frame)
        .filter(i -> mask.shows(i / frame, i % frame / 3 / width, i % frame / 3 % width)).toArray();
  }

  private static double[] misses(Clip masked, int[] visible, float[] drawn, int tries) {
    int area = masked.height() * masked.width();
    int frame = area * 3;
    int clip = masked.length() * frame;
    double[] misses = new double[tries];
    for (int i = 0; i < tries; i++) {
      double sum = 0;
      for (int k : visible) {
        int unit = k / frame * frame + k % 3 * area + k % frame / 3;      // channels come before pixels in frames
        double difference = drawn[i * clip + unit] - PixelScale.toUnit(masked.frames().get(k / frame)[k % frame] & 255);
        sum += difference * difference;
      }
      misses[i] = sum / visible.length;
    }
    return misses;
  }
}
