package texttovideo.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import texttovideo.nn.GradientCheck;

class AuxiliaryLossTest {
  private static final int V = 7;
  private static final int[][] TOKENS = {{1, 2, 3, 0}, {4, 2, 6, 5}, {5, 0, 0, 0}};
  private static final WordTargets SOME = new WordTargets() {
    @Override
    public double weight(int word, int[] caption) {
      return word == 0 ? 0 : word == 2 ? 3 : 1;
    }
  };

  private final SplittableRandom random = new SplittableRandom(2);
  private final float[] logits = GradientCheck.normals(6 * V, random);

  @Test
  void gradientIsTheSlopeOfTheLoss() {
    AuxiliaryLoss loss = new AuxiliaryLoss(SOME);
    float[] dLogits = new float[3 * V];
    float[] some = GradientCheck.normals(3 * V, random);
    loss.loss(some, V, TOKENS, dLogits);
    new GradientCheck(random, () -> loss.loss(some, V, TOKENS, new float[3 * V])).check("logits", some, dLogits);
  }

  /** A real clip's logits learn from both ends; a generated one's only down, at the words of its text. */
  @Test
  void generatedClipsTeachThatTheyDoNotShowTheirWords() {
    float[] dLogits = new float[6 * V];
    new AuxiliaryLoss(SOME).addFake(0.5, logits, V, TOKENS, dLogits);
    for (int n = 0; n < 6; n++) {
      for (int v = 0; v < V; v++) {
        boolean said = n >= 3 && v > 0 && SOME.shown(v, TOKENS[n - 3]);
        assertEquals(said, dLogits[n * V + v] > 0, "clip " + n + ", word " + v);
      }
    }
    double expected = 0.5 * 3 * GanLoss.sigmoid(logits[3 * V + 2]) / (4 * 3);
    assertEquals(expected, dLogits[3 * V + 2], 1e-6);
  }

  @Test
  void onlyWordsOfTheCaptionAreShownAndPaddingCountsForNothing() {
    assertTrue(WordTargets.alike().shown(2, TOKENS[0]));
    assertEquals(0, WordTargets.alike().weight(0, TOKENS[0]));
    assertEquals(1, WordTargets.alike().weight(6, TOKENS[0]));
    assertEquals(0, new AuxiliaryLoss(WordTargets.none()).loss(logits, V, TOKENS, new float[6 * V]));
  }
}
