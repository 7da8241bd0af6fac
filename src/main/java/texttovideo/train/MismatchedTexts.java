package texttovideo.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;

/**
 * Wrong texts for real clips: that a clip does not match them is what a discriminator learns to read texts from (Reed et al. 2016,
 * "Generative Adversarial Text to Image Synthesis", section 4.2). The text of any other clip is mostly wrong in every word, and one
 * word is enough to see that; so a share of them are hard negatives: of many texts the one most like the clip's own (as Faghri
 * et al. 2018, "VSE++", section 3.2, whose likeness is learnt; here it counts words).
 */
final class MismatchedTexts {
  private MismatchedTexts() {
  }

  /**
   * Draws a wrong text for each clip of a batch, {@code [N][L]}. The first clips get hard negatives, the others the text of
   * another clip of the batch. Where all texts are one, a clip gets its own.
   *
   * @param hardShare share of clips with a hard negative, in [0, 1]
   */
  static int[][] draw(TrainingBatch batch, double hardShare, SplittableRandom random) {
    int[][] texts = batch.tokens();
    int[][] mismatched = new int[texts.length][];
    int places = random.nextInt(1, texts.length);
    for (int n = 0; n < texts.length; n++) {
      mismatched[n] = n < hardShare * texts.length ? mostAlike(texts[n], batch.others()) : texts[(n + places) % texts.length];
    }
    return mismatched;
  }

  /** The other text that differs in the fewest words, the first of equals; the text itself if there is no other. */
  private static int[] mostAlike(int[] text, int[][] others) {
    return Arrays.stream(others).filter(other -> !Arrays.equals(other, text))
        .min(Comparator.comparingLong(other -> missing(text, other) + missing(other, text))).orElse(text);
  }

  /** How many words of a text another does not have; padding, if it has any, is one more word. */
  private static long missing(int[] text, int[] other) {
    return Arrays.stream(text).filter(word -> Arrays.stream(other).noneMatch(known -> known == word)).count();
  }
}
