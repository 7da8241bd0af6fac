package texttovideo.eval;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

/**
 * Where clips start, held against where true clips of the same prompt start: a generator that draws every clip in the same
 * place can be fully right and know one clip a prompt. Starts are measured in the first frame, as {@link Evaluator} sees it.
 */
public final class StartPositions {
  /** Two sets of starts are alike if chance makes two sets as different as they are this often. */
  public static final double LEVEL = 0.05;

  private static final int FEWEST = 2;      // starts that can be compared

  private static final Evaluator EVALUATOR = new Evaluator();

  /**
   * One prompt and direction.
   *
   * @param spread standard deviation of the starts, true ones' being 1
   * @param shift  how far the mean is off, in standard deviations of the true starts
   * @param p      of the two-sample Kolmogorov-Smirnov test, in [0, 1]
   * @param chance the same of another set of true starts
   */
  private record Comparison(double spread, double shift, double p, double chance) {
    static Comparison of(double[] generated, double[] real, double[] moreReal) {
      KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
      double chance = test.kolmogorovSmirnovTest(moreReal, real);
      if (generated.length < FEWEST) {
        return new Comparison(Double.NaN, Double.NaN, 0, chance);
      }
      double deviation = Math.sqrt(StatUtils.variance(real));
      return new Comparison(Math.sqrt(StatUtils.variance(generated)) / deviation,
          Math.abs(StatUtils.mean(generated) - StatUtils.mean(real)) / deviation,
          test.kolmogorovSmirnovTest(generated, real), chance);
    }
  }

  private StartPositions() {
  }

  /**
   * Compares starts across and down, prompt by prompt: one row a phrase, and one for all. Every set of clips has seeds of its
   * own: sets that shared them would be lucky or unlucky together. A second set of true clips is compared like the generated
   * ones, to show what chance alone does: even of two true sets one comparison in 20 fails. Surely unlike are those that fail
   * at {@link #LEVEL} divided by the number of all comparisons (Bonferroni's correction): chance makes one such in 20 tables.
   *
   * @param prompts   complete prompts, at least 1
   * @param seeds     clips a prompt, at least 2
   * @param generated prompt and seed to clip; the first of its frames counts. Where fewer than 2 clips of a prompt show
   *                  something in it, the starts are surely unlike, and spread and shift are not known (NaN)
   * @param real      prompt and seed to true clip
   */
  public static Table compare(List<Prompt> prompts, int seeds, BiFunction<Prompt, Long, Clip> generated,
      BiFunction<Prompt, Long, Clip> real) {
    Map<String, List<Comparison>> groups = compared(prompts, seeds, generated, real);
    List<Comparison> all = groups.values().stream().flatMap(List::stream).toList();
    groups.put("all", all);
    List<List<Comparison>> rows = List.copyOf(groups.values());
    double sure = LEVEL / all.size();
    return Table.create("starts against true clips' starts",
        StringColumn.create("phrase", groups.keySet()),
        IntColumn.create("comparisons", rows.stream().mapToInt(List::size).toArray()),
        count("alike", rows, c -> c.p() > LEVEL), count("true alike", rows, c -> c.chance() > LEVEL),
        count("surely unlike", rows, c -> c.p() <= sure),
        percentiles("spread", rows, Comparison::spread, 50), percentiles("lowest tenth", rows, Comparison::spread, 10),
        percentiles("shift", rows, Comparison::shift, 50));
  }

  private static Map<String, List<Comparison>> compared(List<Prompt> prompts, int seeds,
      BiFunction<Prompt, Long, Clip> generated, BiFunction<Prompt, Long, Clip> real) {
    if (prompts.isEmpty() || seeds < FEWEST) {
      throw new IllegalArgumentException("starts are compared for at least 1 prompt and " + FEWEST
          + " clips a prompt, not " + prompts.size() + " and " + seeds);
    }
    Map<String, List<Comparison>> groups = new LinkedHashMap<>();
    long seed = 0;
    for (Prompt prompt : prompts) {
      List<Measurement> of = measured(prompt, seed, seeds, generated);
      List<Measurement> against = measured(prompt, seed + seeds, seeds, real);
      List<Measurement> control = measured(prompt, seed + 2L * seeds, seeds, real);
      seed += 3L * seeds;
      for (ToDoubleFunction<Measurement> axis : List.<ToDoubleFunction<Measurement>>of(m -> m.x()[0], m -> m.y()[0])) {
        Comparison comparison = Comparison.of(along(axis, of), along(axis, against), along(axis, control));
        groups.computeIfAbsent(prompt.phrase(), name -> new ArrayList<>()).add(comparison);
      }
    }
    return groups;
  }

  /**
   * How widely clips of a prompt start, held against true clips of it: standard deviations across and down, true ones' being 1.
   * 0 where fewer than 2 clips of a prompt show something in the first frame: clips that show nothing do not vary.
   *
   * @param prompts   complete prompts, at least 1
   * @param seeds     clips a prompt, at least 2
   * @param generated prompt and seed to clip
   * @param real      prompt and seed to true clip
   * @return two numbers a prompt
   */
  public static double[] spreads(List<Prompt> prompts, int seeds, BiFunction<Prompt, Long, Clip> generated,
      BiFunction<Prompt, Long, Clip> real) {
    return compared(prompts, seeds, generated, real).values().stream().flatMap(List::stream)
        .mapToDouble(Comparison::spread).map(spread -> Double.isNaN(spread) ? 0 : spread).toArray();
  }

  private static List<Measurement> measured(Prompt prompt, long seed, int count, BiFunction<Prompt, Long, Clip> maker) {
    return ClipBatches.map(count, i -> maker.apply(prompt, seed + i), EVALUATOR::measure).stream()
        .filter(measurement -> measurement.objects()[0] > 0).toList();
  }

  private static double[] along(ToDoubleFunction<Measurement> axis, List<Measurement> starts) {
    return starts.stream().mapToDouble(axis).toArray();
  }

  private static IntColumn count(String name, List<List<Comparison>> rows, Predicate<Comparison> which) {
    return IntColumn.create(name, rows.stream().mapToInt(row -> (int) row.stream().filter(which).count()).toArray());
  }

  /** A column that prints two decimals, whatever the language of the machine. */
  private static DoubleColumn percentiles(String name, List<List<Comparison>> rows, ToDoubleFunction<Comparison> of,
      double percent) {
    return AccuracyTables.column(name, rows.stream()
        .mapToDouble(row -> StatUtils.percentile(row.stream().mapToDouble(of).toArray(), percent)),
        NumberFormat.getInstance(Locale.ROOT), 2);
  }
}
