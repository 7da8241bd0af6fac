package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

class CopiesTest {
  private static final List<Prompt> PROMPTS = List.of(Prompt.parse("a small red circle moving up"),
      Prompt.parse("a large blue square rotating clockwise"));
  private static final int CLIPS = 40;
  private static final int BEFORE = 1000;      // seeds of training clips come after

  private static Clip training(int i) {
    return TrueClips.clip(PROMPTS.get(i % PROMPTS.size()), BEFORE + i);
  }

  private static Table compare(BiFunction<Prompt, Long, Clip> generated) {
    return Copies.compare(PROMPTS, 3, generated, TrueClips::clip, CLIPS, CopiesTest::training);
  }

  private static double median(Table table, String kind) {
    return table.where(table.stringColumn("clips are").isEqualTo(kind)).doubleColumn("median").get(0);
  }

  @Test
  void copiesLieAtZeroAndFreshClipsDoNot() {
    Table table = compare((prompt, seed) -> training(PROMPTS.indexOf(prompt) + 2 * Math.toIntExact(seed)));
    assertEquals(0, median(table, "generated"));
    assertTrue(median(table, "generated, redrawn") < 2, table::print);
    assertTrue(median(table, "true clips, fresh") > 4, table::print);
  }

  @Test
  void pathsOfPaleCopiesAreFoundWhereTheyAreRedrawn() {
    Table table = compare((prompt, seed) -> pale(training(PROMPTS.indexOf(prompt) + 2 * Math.toIntExact(seed))));
    assertTrue(median(table, "generated") > 4, table::print);
    assertTrue(median(table, "generated, redrawn") < 2, table::print);
  }

  @Test
  void clipsThatShowNothingAreNotRedrawn() {
    Table table = compare((prompt, seed) -> white(training(0)));
    assertEquals(List.of(6, 0, 6), table.intColumn("clips").asList());
  }

  @Test
  void nothingToLookAtIsRefused() {
    assertThrows(IllegalArgumentException.class,
        () -> Copies.compare(List.of(), 1, TrueClips::clip, TrueClips::clip, CLIPS, CopiesTest::training));
    assertThrows(IllegalArgumentException.class,
        () -> Copies.compare(PROMPTS, 0, TrueClips::clip, TrueClips::clip, CLIPS, CopiesTest::training));
  }

  private static Clip pale(Clip clip) {
    return changed(clip, 0.7);
  }

  private static Clip white(Clip clip) {
    return changed(clip, 0);
  }

  /** The clip with so much of its ink. */
  private static Clip changed(Clip clip, double ink) {
    return new Clip(clip.frames().stream().map(frame -> {
      byte[] changed = frame.clone();
      for (int i = 0; i < changed.length; i++) {
        changed[i] = (byte) Math.round(255 - ink * (255 - (frame[i] & 0xff)));
      }
      return changed;
    }).toList(), clip.height(), clip.width(), clip.fps());
  }
}
