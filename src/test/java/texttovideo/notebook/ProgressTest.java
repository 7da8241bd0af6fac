package texttovideo.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import texttovideo.plot.Charts;
import texttovideo.plot.ShortNumber;

class ProgressTest {
  @Test
  void theBarStandsWhereTheLoopDoes() {
    Progress progress = Progress.of("Training <quick>", 50);
    progress.update(20, "loss 0.9");
    assertTrue(progress.html().contains("Training &lt;quick&gt; <progress value=\"20\" max=\"50\">"), progress.html());
    assertTrue(progress.toString().startsWith("Training <quick>: 20 of 50, 0:0"), progress.toString());
    assertTrue(progress.toString().endsWith(" left, loss 0.9"), progress.toString());
  }

  @Test
  void stepsAddUpAndNeverPassTheTotal() {
    Progress progress = Progress.of("x", 2);
    for (int i = 0; i < 3; i++) {
      progress.step();
    }
    progress.close();
    assertTrue(progress.toString().startsWith("x: 2 of 2, done in "), progress.toString());
  }

  @Test
  void aLoopThatEndsEarlySaysSo() {
    Progress progress = Progress.of("x", 9);
    progress.step();
    progress.close();
    assertTrue(progress.toString().startsWith("x: 1 of 9, stopped after "), progress.toString());
  }

  @Test
  void anInterruptEndsTheLoopAndIsLeftForOthersToSee() {
    Progress progress = Progress.of("x", 9);
    assertTrue(progress.wanted());
    Thread.currentThread().interrupt();
    assertFalse(progress.wanted());
    assertTrue(Thread.interrupted());
  }

  @Test
  void aLoopThatGoesOnReckonsWithoutTheStepsDoneBefore() {
    Progress progress = Progress.of("x", 9, 4);
    assertTrue(progress.toString().startsWith("x: 4 of 9, "), progress.toString());
    assertFalse(progress.toString().contains("left"), progress.toString());
    progress.step();
    assertTrue(progress.toString().startsWith("x: 5 of 9, "), progress.toString());
    assertTrue(progress.toString().contains(" left"), progress.toString());
    assertThrows(IllegalArgumentException.class, () -> Progress.of("x", 9, 10));
  }

  @Test
  void timesAreClocks() {
    assertEquals("0:07", Progress.clock(7));
    assertEquals("12:05", Progress.clock(725));
    assertEquals("1:00:01", Progress.clock(3601));
  }

  @Test
  void noStepsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Progress.of("x", 0));
  }

  @Test
  void nothingDependsOnTheLocale() {
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertEquals("12:05", Progress.clock(725));
      assertTrue(Progress.of("x", 12).toString().startsWith("x: 0 of 12, 0:00 so far"));
      assertEquals("12,346", ShortNumber.of(12345.6));
      Table table = Table.create("t", IntColumn.create("n", 1234, 2), DoubleColumn.create("x", 0.5, 2));
      assertTrue(TableHtml.of(table).contains(">1234</td><td style=\"text-align:right\">0.5</td>"), TableHtml.of(table));
      assertEquals(Locale.ROOT, Charts.lines("t", "x", "y", Map.of("a", new double[][] {{0}, {1}})).getStyler().getLocale());
    } finally {
      Locale.setDefault(usual);
    }
  }
}
