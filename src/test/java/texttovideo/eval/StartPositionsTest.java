package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

class StartPositionsTest {
  private static final List<Prompt> PROMPTS = List.of(Prompt.parse("a small red circle moving up"),
      Prompt.parse("a large blue square rotating clockwise"));

  @Test
  void trueStartsAreAlike() {
    Table table = StartPositions.compare(PROMPTS, 100, TrueClips::clip, TrueClips::clip);
    assertEquals(List.of("moving up", "rotating clockwise", "all"), table.stringColumn("phrase").asList());
    assertEquals(4, table.intColumn("comparisons").get(2));
    assertEquals(4, table.intColumn("alike").get(2), table::printAll);
    assertEquals(0, table.intColumn("surely unlike").get(2), table::printAll);
  }

  @Test
  void clipsThatAllStartInOnePlaceAreNotAlike() {
    Table table = StartPositions.compare(PROMPTS, 100, (prompt, seed) -> TrueClips.clip(prompt, 1L), TrueClips::clip);
    assertEquals(0, table.intColumn("alike").get(2), table::printAll);
    assertEquals(4, table.intColumn("true alike").get(2), table::printAll);
    assertEquals(4, table.intColumn("surely unlike").get(2), table::printAll);
    assertTrue(table.doubleColumn("spread").get(2) < 1e-6, table::printAll);
  }

  @Test
  void noTwoSetsOfClipsShareASeed() {
    List<Long> seeds = new ArrayList<>();
    BiFunction<Prompt, Long, Clip> noted = (prompt, seed) -> {
      seeds.add(seed);
      return TrueClips.clip(prompt, seed);
    };
    StartPositions.compare(PROMPTS, 20, noted, noted);
    assertEquals(PROMPTS.size() * 3 * 20, Set.copyOf(seeds).size());
  }

  @Test
  void aModelThatShowsNothingStartsNowhereAlike() {
    Table table = StartPositions.compare(PROMPTS, 20, (prompt, seed) -> Altered.blank(TrueClips.clip(prompt, seed)),
        TrueClips::clip);
    assertEquals(0, table.intColumn("alike").get(2), table::printAll);
    assertEquals(4, table.intColumn("surely unlike").get(2), table::printAll);
    assertTrue(table.doubleColumn("spread").isMissing(2), table::printAll);
  }

  @Test
  void aSingleClipAPromptIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> StartPositions.compare(PROMPTS, 1, TrueClips::clip, TrueClips::clip));
  }
}
