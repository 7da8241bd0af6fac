package texttovideo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import texttovideo.model.Floats;
import texttovideo.scene.Renderer;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Vocabulary;
import texttovideo.video.Clip;

class DataTest {
  private static final Manifest MANIFEST = Manifest.synthesize(10_000, 1);

  @TempDir
  private Path folder;

  @Test
  void tenThousandRowsAreTenThousandDifferentClips() {
    assertEquals(10_000, IntStream.range(0, 10_000).parallel().mapToObj(MANIFEST::clip)
        .map(clip -> clip.frames().stream().map(Arrays::hashCode).toList()).distinct().count());
  }

  @Test
  void everyClipIsDrawnAgainToThePixelFromTheSavedTable() throws IOException {
    Path file = folder.resolve("clips.csv");
    MANIFEST.save(file);
    Manifest loaded = Manifest.load(file);
    for (int row = 0; row < 10_000; row += 97) {
      assertEquals(MANIFEST.scene(row), loaded.scene(row));
      assertEquals(MANIFEST.clip(row), loaded.clip(row));
    }
  }

  @Test
  void rowDependsOnTheSeedAndItsNumberOnly() {
    assertEquals(MANIFEST.scene(41), Manifest.synthesize(42, 1).scene(41));
    assertFalse(MANIFEST.scene(41).equals(Manifest.synthesize(42, 2).scene(41)));
  }

  @Test
  void everyPromptIsInTheTable() {
    assertEquals(720, IntStream.range(0, 10_000).mapToObj(MANIFEST::prompt).distinct().count());
  }

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

  @Test
  void fileThatIsNoManifestIsRefusedWithTheColumnsItNeeds() throws IOException {
    Path file = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
    String message = assertThrows(IllegalArgumentException.class, () -> Manifest.load(file)).getMessage();
    assertTrue(message.contains("prompt"), message);
  }

  @Test
  void dataSetOfNoClipsIsRefused() {
    assertTrue(assertThrows(IllegalArgumentException.class, () -> Manifest.synthesize(0, 1)).getMessage().contains("0"));
  }
}
