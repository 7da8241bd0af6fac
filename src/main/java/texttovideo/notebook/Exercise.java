package texttovideo.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A task for the reader that checks itself: it tries the reader's function on inputs the reader does not see, against
 * the right answer or against what must hold of every answer.
 *
 * <p>No stub passes: the right answers must differ between the inputs, and every mistake the author names must be
 * caught, or {@link #check} refuses to judge at all. Exercises are values: every method returns a new one.
 *
 * @param <I> what the function takes
 * @param <O> what it returns
 */
public final class Exercise<I, O> {
  private static final int INPUTS = 20;
  private static final double TOLERANCE = 1e-5;  // float arithmetic in another order

  private final Task<I> task;
  private final Function<I, O> answer;           // null where only rules decide
  private final List<Rule<I, O>> rules;
  private final List<Mistake<I>> mistakes;
  private final String hint;
  private final double tolerance;

  private record Rule<I, O>(String words, BiPredicate<I, O> holds) {
  }

  private record Mistake<I>(Function<? super I, ?> function, String hint) {
  }

  private Exercise(Task<I> task, Function<I, O> answer, List<Rule<I, O>> rules, List<Mistake<I>> mistakes, String hint,
      double tolerance) {
    this.task = task;
    this.answer = answer;
    this.rules = List.copyOf(rules);
    this.mistakes = List.copyOf(mistakes);
    this.hint = hint;
    this.tolerance = tolerance;
  }

  /** Begins an exercise. */
  public static Name named(String name) {
    return new Name(name);
  }

  /** An exercise that has a name. */
  public record Name(String name) {
    /** The inputs to try: called 20 times, with the same random numbers in every process. */
    public <I> Task<I> given(Function<SplittableRandom, I> input) {
      return new Task<>(name, input);
    }
  }

  /** An exercise that has a name and inputs. */
  public record Task<I>(String name, Function<SplittableRandom, I> input) {
    /** What the right function returns. */
    public <O> Exercise<I, O> answer(Function<I, O> right) {
      return new Exercise<>(this, right, List.of(), List.of(), "", TOLERANCE);
    }

    /** What must hold where many answers are right. Such an exercise needs a {@link Exercise#mistake} it catches. */
    public <O> Exercise<I, O> rule(String words, BiPredicate<I, O> holds) {
      return new Exercise<>(this, null, List.of(new Rule<>(words, holds)), List.of(), "", TOLERANCE);
    }

    private List<I> inputs() {
      SplittableRandom random = new SplittableRandom(name.hashCode());
      return Stream.generate(() -> input.apply(random.split())).limit(INPUTS).toList();
    }
  }

  /** Another thing that must hold of every answer, in words that follow "but": {@code "it lies outside [-1, 1]"}. */
  public Exercise<I, O> rule(String words, BiPredicate<I, O> holds) {
    return new Exercise<>(task, answer, plus(rules, new Rule<>(words, holds)), mistakes, hint, tolerance);
  }

  /** A wrong function that readers write, and what to tell those who did. */
  public Exercise<I, O> mistake(Function<? super I, ?> wrong, String hint) {
    return new Exercise<>(task, answer, rules, plus(mistakes, new Mistake<>(wrong, hint)), this.hint, tolerance);
  }

  /** What to tell readers whose answer is wrong in any other way. */
  public Exercise<I, O> hint(String hint) {
    return new Exercise<>(task, answer, rules, mistakes, hint, tolerance);
  }

  /** How far numbers may be from the right ones, of 1 or of themselves where they are larger; 0.00001 otherwise. */
  public Exercise<I, O> within(double tolerance) {
    return new Exercise<>(task, answer, rules, mistakes, hint, tolerance);
  }

  /**
   * Tries the reader's function. An exception that it throws is part of the result.
   *
   * @throws IllegalStateException if this exercise would let a stub or one of its own mistakes pass
   */
  public CheckResult check(Function<? super I, ?> mine) {
    requireSharp();
    Optional<String> fault = fault(mine);
    if (fault.isEmpty()) {
      return new CheckResult(task.name, true, "right on all " + INPUTS + " inputs tried.");
    }
    String told = mistakes.stream().filter(mistake -> agree(mistake.function, mine)).map(Mistake::hint)
        .findFirst().orElse(hint);
    return new CheckResult(task.name, false, fault.get() + (told.isEmpty() ? "." : ". Hint: " + told));
  }

  private void requireSharp() {
    List<I> inputs = task.inputs();
    if (answer != null && inputs.stream().allMatch(input -> same(answer.apply(input), answer.apply(inputs.get(0))))) {
      throw dull("has one answer for all inputs: a stub passes");
    }
    if (answer == null && mistakes.isEmpty()) {
      throw dull("has only rules: name a mistake they catch");
    }
    for (Mistake<I> mistake : mistakes) {
      if (fault(mistake.function).isEmpty()) {
        throw dull("does not catch its mistake: " + mistake.hint);
      }
    }
  }

  private IllegalStateException dull(String reason) {
    return new IllegalStateException("the exercise \"" + task.name + "\" " + reason);
  }

  /** What is wrong with a function, on the first input where something is. */
  private Optional<String> fault(Function<? super I, ?> function) {
    List<I> inputs = task.inputs();
    List<I> own = task.inputs();                 // a function that changes its input cannot spoil the right answer
    return IntStream.range(0, INPUTS).mapToObj(i -> fault(function, own.get(i), inputs.get(i)))
        .flatMap(Optional::stream).findFirst();
  }

  @SuppressWarnings("unchecked")
  private Optional<String> fault(Function<? super I, ?> function, I own, I input) {
    String begin = "for " + AnswerComparison.words(input) + " ";
    Object mine;
    try {
      mine = function.apply(own);
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.of(begin + "it fails with " + e);
    }
    String got = begin + "it gives " + AnswerComparison.words(mine);
    if (mine == null) {
      return Optional.of(got);
    }
    if (answer != null && !same(answer.apply(input), mine)) {
      Object right = answer.apply(input);
      return Optional.of(got + ", but right is " + AnswerComparison.words(right)
          + AnswerComparison.hiddenDifference(right, mine, tolerance));
    }
    try {
      return rules.stream().filter(rule -> !rule.holds.test(input, (O) mine)).map(rule -> got + ", but " + rule.words)
          .findFirst();
    } catch (ClassCastException e) {
      return Optional.of(got + ", which is a " + mine.getClass().getSimpleName());
    }
  }

  private boolean agree(Function<? super I, ?> wrong, Function<? super I, ?> mine) {
    List<I> inputs = task.inputs();
    List<I> own = task.inputs();
    try {
      return IntStream.range(0, INPUTS).allMatch(i -> same(wrong.apply(inputs.get(i)), mine.apply(own.get(i))));
    } catch (RuntimeException | StackOverflowError e) {
      return false;                              // one of them fails: the general hint fits better
    }
  }

  private boolean same(Object expected, Object actual) {
    return AnswerComparison.same(expected, actual, tolerance);
  }

  private static <T> List<T> plus(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
