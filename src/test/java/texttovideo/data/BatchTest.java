package texttovideo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import texttovideo.scene.Renderer;
import texttovideo.text.GrammarTokenizer;
import texttovideo.video.Clip;

class BatchTest {
  private static final Manifest MANIFEST = Manifest.synthesize(100, 1);

  @Test
  void batchHoldsTheClipsInMinusOneToOne() {
    Batch batch = Batch.of(MANIFEST, new int[] {3, 5}, new GrammarTokenizer());
    float[] units = batch.frames();
    assertEquals(2 * 10 * 3 * 64 * 64, units.length, "[N, F, C, H, W]");
    for (float unit : units) {
      assertTrue(unit >= -1 && unit <= 1, "unit " + unit);
    }
    int at = (((10 + 4) * 3 + 1) * 64 + 30) * 64 + 20;
    assertEquals(MANIFEST.clip(5).value(4, 30, 20, 1) / 127.5f - 1, units[at], 1e-6);
  }

  @Test
  void batchGivesItsClipsBackToThePixel() {
    Batch batch = Batch.of(MANIFEST, new int[] {3, 5}, new GrammarTokenizer());
    assertEquals(List.of(MANIFEST.clip(3), MANIFEST.clip(5)), Batch.clips(batch.frames(), MANIFEST.clip(3)));
  }

  @Test
  void clipsOfDifferentSizesAreNoBatch() {
    List<Clip> clips = List.of(MANIFEST.clip(0), Renderer.clip(MANIFEST.scene(0), 10, 32, 10));
    String message = assertThrows(IllegalArgumentException.class, () -> Batch.frames(clips, 3)).getMessage();
    assertTrue(message.contains("32x32"), message);
  }

  @Test
  void batchIsTheSameFromTheSameRandomState() {
    int[] rows = MANIFEST.rows(Split.TRAINING);
    GrammarTokenizer tokenizer = new GrammarTokenizer();
    Batch one = Batch.draw(MANIFEST, rows, 4, tokenizer, new SplittableRandom(9));
    Batch two = Batch.draw(MANIFEST, rows, 4, tokenizer, new SplittableRandom(9));
    assertArrayEquals(one.tokens(), two.tokens());
    assertArrayEquals(one.frames(), two.frames());
  }

  /** Of clips in a view of a larger array, exactly those come back. */
  @Test
  void partOfABatchGivesThatPartBack() {
    Batch batch = Batch.of(MANIFEST, new int[] {3, 5, 7}, new GrammarTokenizer());
    float[] last = Arrays.copyOfRange(batch.frames(), 2 * 10 * 3 * 64 * 64, 3 * 10 * 3 * 64 * 64);
    assertEquals(List.of(MANIFEST.clip(7)), Batch.clips(last, MANIFEST.clip(3)));
  }

  @Test
  void oneChannelIsTheMeanOfTheColours() {
    float[] grey = Batch.frames(List.of(MANIFEST.clip(3)), 1);
    Clip clip = MANIFEST.clip(3);
    int at = (4 * 64 + 30) * 64 + 20;
    double mean = (clip.value(4, 30, 20, 0) + clip.value(4, 30, 20, 1) + clip.value(4, 30, 20, 2)) / 3.0;
    assertEquals(10 * 64 * 64, grey.length);
    assertEquals(mean / 127.5 - 1, grey[at], 1e-6);
  }
}
