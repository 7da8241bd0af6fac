package texttovideo.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

/**
 * How often clips do what their prompts ask, as tables. Every share is of clips, 0..1.
 *
 * @param rows one evaluated clip each
 */
public record PromptAccuracy(List<Row> rows) {
  private static final Evaluator EVALUATOR = new Evaluator();

  /**
   * One evaluated clip.
   *
   * @param prompt  what was asked
   * @param split   the name of the split that the prompt belongs to
   * @param seed    the noise it was made from
   * @param prediction what it shows
   */
  public record Row(Prompt prompt, String split, long seed, Prediction prediction) {
    /** In which respects the clip matches the prompt. */
    public Prediction.Match match() {
      return prediction.matches(prompt);
    }
  }

  /** Keeps its own copy of the rows; none at all are refused, for they have no shares. */
  public PromptAccuracy {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("prompt accuracy is a share of at least 1 clip, not of 0");
    }
    rows = List.copyOf(rows);
  }

  /**
   * Makes and evaluates one clip for every prompt and seed. Clips are made one after the other, in the calling thread,
   * seed by seed; they are evaluated on all cores, a few at a time, and not kept.
   *
   * @param seeds each stands for as many seeds as there are prompts, {@code seed * prompts.size() + place in the list}: a seed
   *              decides where a clip starts, and no two of these clips should start alike
   * @param maker prompt and seed to clip: a model, or the renderer of true clips
   */
  public static PromptAccuracy of(String split, List<Prompt> prompts, List<Long> seeds,
      BiFunction<Prompt, Long, Clip> maker) {
    List<Row> rows = new ArrayList<>();
    for (long seed : seeds) {
      long first = seed * prompts.size();
      List<Prediction> predictions =
          ClipBatches.map(prompts.size(), i -> maker.apply(prompts.get(i), first + i), EVALUATOR::predict);
      for (int i = 0; i < prompts.size(); i++) {
        rows.add(new Row(prompts.get(i), split, first + i, predictions.get(i)));
      }
    }
    return new PromptAccuracy(rows);
  }

  /**
   * Evaluates one clip for every prompt, on all cores.
   *
   * @param first the seed of the first clip; the others' follow it
   * @param clips what was made, in the order of the prompts
   */
  public static PromptAccuracy of(String split, List<Prompt> prompts, long first, List<Clip> clips) {
    if (prompts.size() != clips.size()) {
      throw new IllegalArgumentException(prompts.size() + " prompts need as many clips, not " + clips.size());
    }
    return new PromptAccuracy(IntStream.range(0, clips.size()).parallel()
        .mapToObj(i -> new Row(prompts.get(i), split, first + i, EVALUATOR.predict(clips.get(i)))).toList());
  }

  /** These clips and others together. */
  public PromptAccuracy and(PromptAccuracy other) {
    return new PromptAccuracy(Stream.concat(rows.stream(), other.rows.stream()).toList());
  }

  /**
   * The control: the same clips held against each other's prompts. What is left is what luck gives; an evaluator that looked
   * at anything but the clip would keep more.
   */
  public PromptAccuracy withShuffledPrompts(long seed) {
    List<Prompt> prompts = new ArrayList<>(rows.stream().map(Row::prompt).toList());
    Collections.shuffle(prompts, new Random(seed));
    return new PromptAccuracy(IntStream.range(0, rows.size()).mapToObj(i -> {
      Row row = rows.get(i);
      return new Row(prompts.get(i), row.split(), row.seed(), row.prediction());
    }).toList());
  }

  /** The share of clips that are fully right: shape, colour, size, motion, and exactly one object. */
  public double full() {
    return rows.stream().filter(row -> row.match().full()).count() / (double) rows.size();
  }

  /**
   * The 95% interval of {@link #full} where the clips of one group are right or wrong together: a bootstrap over groups. Where
   * all clips agree it is Wilson's interval of the number of groups, for a bootstrap sees no luck there.
   *
   * @param group what clips have in common, {@code Prompt::sentence} for instance
   */
  public Interval full(Function<Prompt, ?> group) {
    List<double[]> groups = grouped(row -> String.valueOf(group.apply(row.prompt()))).values().stream()
        .map(members -> members.stream().mapToDouble(row -> row.match().full() ? 1 : 0).toArray()).toList();
    double share = full();
    return share > 0 && share < 1 ? Interval.ofGroups(groups, groups.size())
        : Interval.wilson(share == 1 ? groups.size() : 0, groups.size());
  }

  /** One row a split and one for all, with the 95% interval of the share that is fully right. */
  public Table bySplit() {
    Map<String, List<Row>> groups = grouped(Row::split);
    if (groups.size() > 1) {
      groups.put("all", rows);
    }
    return AccuracyTables.shares("split", groups);
  }

  /** One row a motion phrase that was asked for. */
  public Table byMotion() {
    return AccuracyTables.shares("phrase", grouped(row -> row.prompt().phrase()));
  }

  /** One row a shape, colour and size that was asked for. */
  public Table byAttribute() {
    Map<String, List<Row>> groups = grouped(row -> row.prompt().shape().word());
    groups.putAll(grouped(row -> row.prompt().colour() == null ? "any colour" : row.prompt().colour().word()));
    groups.putAll(grouped(row -> row.prompt().size() == null ? "any size" : row.prompt().size().word()));
    return AccuracyTables.shares("word", groups);
  }

  /** What is shown instead: one row a motion asked for, one column a motion shown, counts of clips. */
  public Table confusion() {
    return AccuracyTables.confusion(rows);
  }

  private Map<String, List<Row>> grouped(Function<Row, String> by) {
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      groups.computeIfAbsent(by.apply(row), name -> new ArrayList<>()).add(row);
    }
    return groups;
  }
}
