package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.Table;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Size;
import texttovideo.video.Clip;

class OverlapTest {
  private static final Prompt UP = Prompt.parse("a small red circle moving up");

  @Test
  void aTrueClipOverlapsWithItselfWhereverItStarts() {
    for (Prompt prompt : TrueClips.every(13)) {
      double overlap = Overlap.of(TrueClips.clip(prompt, 21), prompt);
      assertTrue(overlap > 0.985 && overlap <= 1, () -> prompt + ": " + overlap);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 128", "10, 256", "5, 64", "30, 64"})
  void anyLengthAndSizeIsComparedAlike(int frames, int pixels) {
    assertTrue(Overlap.of(Renderer.clip(TrueClips.scene(UP, 22), frames, pixels, 30), UP) > 0.985);
  }

  @Test
  void aPathThatLeavesItsOwnByAPixelOverlapsLess() {
    Clip clip = TrueClips.clip(UP, 23);
    double overlap = Overlap.of(bent(clip), UP);
    assertTrue(overlap > 0.8 && overlap < 0.95, () -> "every other frame a pixel aside: " + overlap);
    assertTrue(new Evaluator().predict(bent(clip)).matches(UP).full());
  }

  @Test
  void anotherSizeShapeOrMotionOverlapsLess() {
    Prompt large = Prompt.parse("a large red circle moving up");
    assertTrue(Overlap.of(TrueClips.clip(large, 24), UP) < 49 / 121.0,
        "the share of the areas, less what the mark leaves open");
    Scene scene = TrueClips.scene(UP, 24);
    for (Motion motion : Motion.values()) {
      double overlap = Overlap.of(Renderer.clip(new Scene(scene.shape(), scene.colour(), Size.SMALL, motion, 30, 35)), UP);
      assertEquals(motion == Motion.UP, overlap > 0.985, () -> motion + ": " + overlap);
      assertTrue(motion == Motion.UP || overlap < 0.9, () -> motion + ": " + overlap);
    }
  }

  @Test
  void paleInkCountsForAsMuchAsThereIs() {
    assertEquals(0.7, Overlap.of(Altered.pale(TrueClips.clip(UP, 25), 0.7), UP), 0.02);
  }

  @Test
  void blankFramesOverlapWithNothing() {
    Clip clip = TrueClips.clip(UP, 26);
    assertEquals(0, Overlap.of(Altered.blank(clip), UP));
    assertEquals(0.9, Overlap.of(Altered.switched(clip, Altered.blank(clip), 9), UP), 0.01);
  }

  @Test
  void theTableHasARowForEachShapeAndSizeAndOneForAll() {
    List<Long> seeds = new ArrayList<>();
    List<Prompt> prompts = List.of(UP, Prompt.parse("a large blue square shrinking"),
        Prompt.parse("a small black circle moving down"));
    Table table = Overlap.compare(prompts, 2, (prompt, seed) -> {
      seeds.add(seed);
      return prompt.size() == Size.LARGE ? Altered.blank(TrueClips.clip(prompt, seed)) : TrueClips.clip(prompt, seed);
    }, TrueClips::clip);
    assertEquals(List.of("circle", "square", "all"), table.stringColumn("shape").asList());
    assertEquals(List.of("small", "large", "all"), table.stringColumn("size").asList());
    assertEquals(List.of(4, 2, 6), table.intColumn("clips").asList());
    assertEquals(0, table.doubleColumn("overlap").get(1));
    assertEquals(2 / 3.0, table.doubleColumn("overlap").get(2), 0.01);
    assertEquals(0, table.doubleColumn("smallest").get(2));
    table.doubleColumn("true clips").forEach(mean -> assertTrue(mean > 0.985 && mean <= 1, table::print));
    assertEquals(6, new HashSet<>(seeds).size());
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    Prompt open = Prompt.parse("a circle moving up");
    assertThrows(IllegalArgumentException.class, () -> Overlap.of(TrueClips.clip(UP, 1), open));
    assertThrows(IllegalArgumentException.class, () -> Overlap.compare(List.of(UP), 0, TrueClips::clip, TrueClips::clip));
    assertThrows(IllegalArgumentException.class, () -> Overlap.compare(List.of(), 1, TrueClips::clip, TrueClips::clip));
  }

  /** Every other frame one pixel further right. */
  private static Clip bent(Clip clip) {
    return new Clip(IntStream.range(0, clip.length()).mapToObj(f -> {
      byte[] frame = clip.frames().get(f).clone();
      if (f % 2 == 1) {
        System.arraycopy(clip.frames().get(f), 0, frame, 3, frame.length - 3);
      }
      return frame;
    }).toList(), clip.height(), clip.width(), clip.fps());
  }
}
