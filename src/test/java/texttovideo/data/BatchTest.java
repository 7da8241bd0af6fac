package texttovideo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import texttovideo.model.Floats;
import texttovideo.scene.Renderer;
import texttovideo.text.Vocabulary;
import texttovideo.video.Clip;

class BatchTest {
  private static final Manifest MANIFEST = Manifest.synthesize(100, 1);

  @Test
  void batchHoldsTheClipsInMinusOneToOne() {
    Batch batch = Batch.of(MANIFEST, new int[] {3, 5}, Vocabulary.ofGrammar());
    assertArrayEquals(new long[] {2, 10, 64, 64, 3}, batch.frames().shape());
    assertEquals(1, batch.frames().maxNumber().floatValue());
    assertTrue(batch.frames().minNumber().floatValue() >= -1);
    float[] units = Floats.of(batch.frames());
    int at = ((10 + 4) * 64 + 30) * 64 * 3 + 20 * 3 + 1;
    assertEquals(MANIFEST.clip(5).value(4, 30, 20, 1) / 127.5f - 1, units[at], 1e-6);
  }

  @Test
  void batchGivesItsClipsBackToThePixel() {
    Batch batch = Batch.of(MANIFEST, new int[] {3, 5}, Vocabulary.ofGrammar());
    assertEquals(List.of(MANIFEST.clip(3), MANIFEST.clip(5)), Batch.clips(batch.frames()));
  }

  @Test
  void clipsOfDifferentSizesAreNoBatch() {
    List<Clip> clips = List.of(MANIFEST.clip(0), Renderer.clip(MANIFEST.scene(0), 10, 32, 10));
    String message = assertThrows(IllegalArgumentException.class, () -> Batch.frames(clips)).getMessage();
    assertTrue(message.contains("32x32"), message);
  }

  @Test
  void batchIsTheSameFromTheSameRandomState() {
    int[] rows = MANIFEST.rows(Split.TRAINING);
    Vocabulary vocabulary = Vocabulary.ofGrammar();
    Batch one = Batch.draw(MANIFEST, rows, 4, vocabulary, new SplittableRandom(9));
    Batch two = Batch.draw(MANIFEST, rows, 4, vocabulary, new SplittableRandom(9));
    assertArrayEquals(one.tokens(), two.tokens());
    assertEquals(one.frames(), two.frames());
  }
}
