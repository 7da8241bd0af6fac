package texttovideo.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MismatchedTextsTest {
  private static final int[][] TEXTS = {{1, 2, 3, 0, 0}, {1, 2, 4, 5, 0}, {6, 7, 8, 9, 0}, {6, 7, 9, 0, 0}};
  private static final int[] FAR = {6, 2, 8, 9, 0};
  private static final int[] ONE_WORD_MORE = {1, 2, 3, 4, 0};
  private static final int[] ONE_OTHER_WORD = {1, 7, 3, 0, 0};

  private static int[][] draw(double hardShare, int[]... others) {
    return MismatchedTexts.draw(new TrainingBatch(TEXTS, others, new float[0]), hardShare, new SplittableRandom(1));
  }

  @Test
  void hardNegativesDifferInTheFewestWords() {
    assertArrayEquals(ONE_WORD_MORE, draw(0.25, FAR, ONE_OTHER_WORD, TEXTS[0], ONE_WORD_MORE)[0]);
    assertArrayEquals(ONE_OTHER_WORD, draw(0.25, FAR, ONE_OTHER_WORD, TEXTS[0])[0]);
  }

  @Test
  void theOthersAreTextsOfTheBatchButNotTheClipsOwn() {
    for (double hardShare : new double[] {0, 0.5}) {
      int[][] drawn = draw(hardShare, ONE_WORD_MORE, FAR);
      for (int n = (int) (hardShare * TEXTS.length); n < TEXTS.length; n++) {
        int[] text = drawn[n];
        assertFalse(Arrays.equals(TEXTS[n], text));
        assertFalse(Arrays.stream(TEXTS).noneMatch(known -> Arrays.equals(known, text)));
      }
    }
  }

  @Test
  void whereAllTextsAreOneAClipKeepsItsOwn() {
    assertArrayEquals(TEXTS[0], draw(0.25, TEXTS[0], TEXTS[0].clone())[0]);
  }
}
