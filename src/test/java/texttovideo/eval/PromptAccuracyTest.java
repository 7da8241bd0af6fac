package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;
import texttovideo.eval.PromptAccuracy.Row;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Shape;
import texttovideo.text.Size;

class PromptAccuracyTest {
  private static final Prompt UP = Prompt.parse("a small red circle moving up");
  private static final Prompt DOWN = Prompt.parse("a small red circle moving down");
  private static final Prediction SHOWS_UP = new Prediction(Shape.CIRCLE, Colour.RED, Size.SMALL, Motion.UP, true);
  private static final Prediction SHOWS_NOTHING = new Prediction(null, null, null, null, false);
  private static final PromptAccuracy ACCURACY = new PromptAccuracy(List.of(
      new Row(UP, "seen", 1, SHOWS_UP), new Row(UP, "seen", 2, SHOWS_UP),
      new Row(DOWN, "seen", 1, SHOWS_UP), new Row(DOWN, "unseen", 1, SHOWS_NOTHING)));

  @Test
  void theSplitTableCountsEachAttributeAndAllTogether() {
    Table table = ACCURACY.bySplit();
    assertEquals(List.of("seen", "unseen", "all"), table.stringColumn("split").asList());
    assertEquals(List.of(3, 1, 4), table.intColumn("clips").asList());
    assertEquals(List.of(1.0, 0.0, 0.75), table.doubleColumn("shape").asList());
    assertEquals(List.of(2 / 3.0, 0.0, 0.5), table.doubleColumn("motion").asList());
    assertEquals(List.of(2 / 3.0, 0.0, 0.5), table.doubleColumn("full").asList());
    assertEquals(0.5, ACCURACY.full());
  }

  @Test
  void theIntervalHoldsTheShare() {
    Table table = ACCURACY.bySplit();
    for (int row = 0; row < table.rowCount(); row++) {
      assertTrue(table.doubleColumn("full from").get(row) <= table.doubleColumn("full").get(row));
      assertTrue(table.doubleColumn("full to").get(row) >= table.doubleColumn("full").get(row));
    }
  }

  @Test
  void wilsonsIntervalAgreesWithPublishedValues() {
    assertEquals(0.0, Interval.wilson(0, 10).low(), 1e-12);
    assertEquals(0.2775, Interval.wilson(0, 10).high(), 1e-4);
    assertEquals(0.2366, Interval.wilson(5, 10).low(), 1e-4);
    assertEquals(0.7634, Interval.wilson(5, 10).high(), 1e-4);
    assertEquals(1.0, Interval.wilson(3600, 3600).high());
    assertThrows(IllegalArgumentException.class, () -> Interval.wilson(0, 0));
    assertThrows(IllegalArgumentException.class, () -> Interval.wilson(11, 10));
  }

  @Test
  void clipsThatAreRightTogetherCountOnce() {
    List<double[]> single = new ArrayList<>();
    List<double[]> fourfold = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      double right = i % 5 == 0 ? 0 : 1;
      single.add(new double[] {right});
      fourfold.add(new double[] {right, right, right, right});
    }
    assertEquals(Interval.ofGroups(single, 1), Interval.ofGroups(fourfold, 1));
    Interval naive = Interval.wilson(160, 200);
    Interval honest = Interval.ofGroups(fourfold, 1);
    assertTrue(honest.high() - honest.low() > 1.7 * (naive.high() - naive.low()));
  }

  @Test
  void theIntervalOverGroupsKeepsItsPromiseWhereThatOverClipsDoesNot() {
    SplittableRandom random = new SplittableRandom(3);
    int overGroups = 0;
    int overClips = 0;
    for (int sample = 0; sample < 200; sample++) {
      List<double[]> groups = new ArrayList<>();
      int hits = 0;
      for (int i = 0; i < 60; i++) {
        double right = random.nextDouble() < 0.7 ? 1 : 0;
        groups.add(new double[] {right, right, right, right});
        hits += (int) (4 * right);
      }
      overGroups += contains(Interval.ofGroups(groups, sample), 0.7) ? 1 : 0;
      overClips += contains(Interval.wilson(hits, 240), 0.7) ? 1 : 0;
    }
    assertTrue(overGroups >= 180, overGroups + " of 200");
    assertTrue(overClips < 160, overClips + " of 200");
  }

  private static boolean contains(Interval interval, double truth) {
    return interval.low() <= truth && truth <= interval.high();
  }

  @Test
  void whereAllClipsAreRightTheGroupsAreCounted() {
    PromptAccuracy right = new PromptAccuracy(ACCURACY.rows().subList(0, 2));
    assertEquals(Interval.wilson(1, 1), right.full(Prompt::sentence));
    assertEquals(0, ACCURACY.full(Prompt::sentence).low());     // of the two sentences, one is always wrong
    assertEquals(1, ACCURACY.full(Prompt::sentence).high());
    assertThrows(IllegalArgumentException.class, () -> Interval.ofGroups(List.of(), 1));
    assertThrows(IllegalArgumentException.class, () -> Interval.ofGroups(List.of(new double[0]), 1));
  }

  @Test
  void theConfusionTableTellsWhatIsShownInstead() {
    Table table = ACCURACY.confusion();
    assertEquals(List.of("up", "down"), table.stringColumn("asked").asList());
    assertEquals(List.of(2, 1), table.intColumn("up").asList());
    assertEquals(List.of(0, 0), table.intColumn("down").asList());
    assertEquals(List.of(0, 1), table.intColumn("none").asList());
    assertEquals(1 + Motion.values().length + 1, table.columnCount());
  }

  @Test
  void everyWordAndPhraseThatWasAskedHasARow() {
    assertEquals(List.of("moving up", "moving down"), ACCURACY.byMotion().stringColumn("phrase").asList());
    assertEquals(List.of("circle", "red", "small"), ACCURACY.byAttribute().stringColumn("word").asList());
  }

  @Test
  void everyPromptIsMadeOnceForEverySeed() {
    PromptAccuracy accuracy = PromptAccuracy.of("true", List.of(UP, DOWN), List.of(1L, 2L, 3L), TrueClips::clip);
    assertEquals(List.of(UP, DOWN, UP, DOWN, UP, DOWN), accuracy.rows().stream().map(PromptAccuracy.Row::prompt).toList());
    assertEquals(1, accuracy.full());
  }

  @Test
  void noTwoClipsShareASeed() {
    List<Long> seeds = new ArrayList<>();
    PromptAccuracy accuracy = PromptAccuracy.of("true", Prompt.all().subList(0, 100), List.of(1L, 2L), (prompt, seed) -> {
      seeds.add(seed);
      return TrueClips.clip(prompt, seed);
    });
    assertEquals(200, new HashSet<>(seeds).size());
    assertEquals(seeds, accuracy.rows().stream().map(PromptAccuracy.Row::seed).toList());
  }

  @Test
  void noClipsHaveNoShares() {
    assertThrows(IllegalArgumentException.class, () -> new PromptAccuracy(List.of()));
    assertThrows(IllegalArgumentException.class, () -> PromptAccuracy.of("true", List.of(), List.of(1L), TrueClips::clip));
  }

  @Test
  void everyPromptNeedsItsClip() {
    assertThrows(IllegalArgumentException.class, () -> PromptAccuracy.of("true", List.of(UP, DOWN), 1, List.of()));
  }

  @Test
  void sharesArePrintedAsPercents() {
    assertTrue(ACCURACY.bySplit().printAll().contains("66.7%"), ACCURACY.bySplit().printAll());
  }

  @Test
  void shufflingThePromptsLeavesWhatLuckGives() {
    PromptAccuracy real = PromptAccuracy.of("true", Prompt.all(), List.of(1L), TrueClips::clip);
    PromptAccuracy control = real.withShuffledPrompts(1);
    assertEquals(1, real.full());
    assertTrue(control.full() < 0.01, () -> "still fully right: " + control.full());
    assertEquals(control.rows(), real.withShuffledPrompts(1).rows());
  }

  @Test
  void twoEvaluationsAddUp() {
    assertEquals(8, ACCURACY.and(ACCURACY).rows().size());
  }
}
