package texttovideo.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class ExerciseTest {
  private final Exercise<Integer, Double> half = Exercise.named("half").given(random -> random.nextInt(100))
      .answer(n -> n / 2.0)
      .mistake(n -> n / 2, "n / 2 of whole numbers is a whole number")
      .hint("half of 3 is 1.5");

  @Test
  void theRightFunctionPassesInAnyNumberType() {
    assertTrue(half.check(n -> n * 0.5).passed());
    assertTrue(half.check(n -> n * 0.5f).passed());
  }

  @Test
  void stubsFail() {
    assertFalse(half.check(n -> 0).passed());
    assertFalse(half.check(n -> n).passed());
    assertTrue(half.check(n -> null).message().contains("gives null"));
  }

  @Test
  void aNamedMistakeGetsItsOwnHint() {
    assertTrue(half.check(n -> n / 2).message().endsWith("is a whole number"));
    assertTrue(half.check(n -> n * 2).message().endsWith("half of 3 is 1.5"));
  }

  @Test
  void theResultNamesInputAndBothAnswers() {
    CheckResult checked = Exercise.named("next").given(random -> 5 + random.nextInt(2)).answer(n -> n + 1)
        .check(n -> n == 5 ? 7 : n + 1);
    assertTrue(checked.message().startsWith("for 5 it gives 7, but right is 6"), checked.message());
  }

  private record Pair(int[] all, int[][] rows, String name) {
  }

  @Test
  void recordsShowWhatTheirArraysHold() {
    assertEquals("Pair[all=[1, 2], rows=[[3]], name=\"x\"]",
        AnswerComparison.words(new Pair(new int[] {1, 2}, new int[][] {{3}}, "x")));
  }

  private record Disc(double x, String name) {
  }

  @Test
  void recordsShowShortNumbers() {
    assertEquals("Disc[x=7.64, name=\"x\"]", AnswerComparison.words(new Disc(7.636530958384315, "x")));
  }

  @Test
  void longAnswersThatBeginAlikeShowWhereTheyDiffer() {
    CheckResult checked = Exercise.named("one at a place").given(random -> 100 + random.nextInt(2)).answer(n -> {
      double[] mask = new double[200];
      mask[n] = 1;
      return mask;
    }).check(n -> new double[200]);
    assertTrue(checked.message().matches(".*\\(200 elements\\); element 10[01] is 0 and should be 1\\."), checked.message());
    assertEquals("", AnswerComparison.hiddenDifference(new int[] {1, 2}, new int[] {1, 3}, 0));
  }

  @Test
  void anExceptionIsAResult() {
    CheckResult checked = half.check(n -> List.of().get(n));
    assertFalse(checked.passed());
    assertTrue(checked.message().contains("IndexOutOfBounds"), checked.message());
    assertFalse(half.check(ExerciseTest::endless).passed());
  }

  @SuppressWarnings("InfiniteRecursion")         // the stack must overflow
  private static int endless(int n) {
    return endless(n + 1);
  }

  @Test
  void anExerciseThatAStubPassesRefusesToJudge() {
    var constant = Exercise.named("constant").given(random -> random.nextInt(100)).answer(n -> 1);
    assertThrows(IllegalStateException.class, () -> constant.check(n -> 1));
    var loose = Exercise.named("loose").given(random -> random.nextInt(100)).rule("it is negative", (n, m) -> true);
    assertThrows(IllegalStateException.class, () -> loose.check(n -> 1));
    var blind = loose.mistake(n -> -n, "minus n is negative");
    assertThrows(IllegalStateException.class, () -> blind.check(n -> 1));
  }

  @Test
  void rulesAcceptEveryAnswerThatKeepsThem() {
    var wide = Exercise.named("in range").given(random -> random.nextDouble())
        .rule("it lies outside [-1, 1]", (Double u, Double v) -> v >= -1 && v <= 1)
        .mistake(u -> 3 * u, "too wide");
    assertTrue(wide.check(u -> 2 * u - 1).passed());
    assertTrue(wide.check(u -> 3 * u).message().contains("but it lies outside [-1, 1]. Hint: too wide"));
    assertTrue(wide.check(u -> "text").message().contains("which is a String"));
  }

  @Test
  void aFunctionThatSpoilsItsInputCannotSpoilTheAnswer() {
    var sum = Exercise.named("sum").given(random -> random.doubles(5).toArray()).answer(xs -> Arrays.stream(xs).sum());
    assertFalse(sum.check(xs -> {
      Arrays.fill(xs, 0);
      return 0.0;
    }).passed());
  }

  @Test
  void arraysAreComparedByElementAndShape() {
    assertTrue(AnswerComparison.same(new float[] {1, 2}, List.of(1.0, 2.0000001), 1e-5));
    assertFalse(AnswerComparison.same(new float[] {1, 2}, new float[] {1, 2, 3}, 1e-5));
    assertFalse(AnswerComparison.same(new double[] {Double.NaN}, new double[] {1}, 1e-5));
    assertTrue(AnswerComparison.same(new double[] {Double.NaN}, new double[] {Double.NaN}, 1e-5));
    assertTrue(AnswerComparison.same(Nd4j.ones(2, 3), Nd4j.ones(2, 3), 1e-5));
    assertFalse(AnswerComparison.same(Nd4j.ones(2, 3), Nd4j.ones(3, 2), 1e-5));
    assertFalse(AnswerComparison.same(Nd4j.ones(2, 3), Nd4j.ones(2, 3).put(0, 1, 2), 1e-5));
  }

  @Test
  void aSolutionThatFailsThrows() {
    assertEquals(true, half.check(n -> n / 2.0).orThrow().passed());
    assertThrows(IllegalStateException.class, () -> half.check(n -> n).orThrow());
  }

  @Test
  void theSameFunctionGetsTheSameResultAgain() {
    assertEquals(half.check(n -> n), half.check(n -> n));
  }
}
