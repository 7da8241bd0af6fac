package texttovideo.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;
import texttovideo.text.Prompt;

class StartsTest {
  private static final List<Prompt> PROMPTS = List.of(Prompt.parse("a small red circle moving up"),
      Prompt.parse("a large blue square rotating clockwise"));

  @Test
  void trueStartsAreAlike() {
    Table table = Starts.compare(PROMPTS, 100, TrueClips::clip, TrueClips::clip);
    assertEquals(List.of("moving up", "rotating clockwise", "all"), table.stringColumn("phrase").asList());
    assertEquals(4, table.intColumn("comparisons").get(2));
    assertEquals(4, table.intColumn("alike").get(2), table::printAll);
  }

  @Test
  void clipsThatAllStartInOnePlaceAreNotAlike() {
    Table table = Starts.compare(PROMPTS, 100, (prompt, seed) -> TrueClips.clip(prompt, 1L), TrueClips::clip);
    assertEquals(0, table.intColumn("alike").get(2), table::printAll);
    assertTrue(table.doubleColumn("spread").get(2) < 1e-6, table::printAll);
  }
}
