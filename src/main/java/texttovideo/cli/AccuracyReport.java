package texttovideo.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import texttovideo.eval.Prediction;
import texttovideo.eval.PromptAccuracy.Row;
import texttovideo.eval.PromptAccuracy;
import texttovideo.text.Motion;
import texttovideo.text.Shape;

/** Puts judged clips into words for a terminal, and into rows for a file. */
final class AccuracyReport {
  private static final int FEW = 10;
  private static final List<String> NOT_OF_THE_REFERENCE = List.of("moving up", "moving up-right");

  private final PromptAccuracy accuracy;

  AccuracyReport(PromptAccuracy accuracy) {
    this.accuracy = accuracy;
  }

  /** Prompt accuracy by split and by motion, and which motions were taken for others. */
  String tables() {
    List<Row> inOrder = accuracy.rows().stream()
        .sorted(Comparator.comparing(row -> Motion.allPhrases().indexOf(row.prompt().phrase()))).toList();
    return TextTable.of(accuracy.bySplit()) + "\n" + TextTable.of(new PromptAccuracy(inOrder).byMotion()) + "\n"
        + confusions();
  }

  /** A share as {@code 98.6%}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private String confusions() {
    Map<String, Long> counts = accuracy.rows().stream().filter(row -> !row.match().motion())
        .collect(Collectors.groupingBy(row -> word(row.prompt().motion()) + " -> " + word(row.prediction().motion()),
            TreeMap::new, Collectors.counting()));
    if (counts.isEmpty()) {
      return "motion asked for -> shown: no motion was taken for another\n";
    }
    return "motion asked for -> shown, where they differ\n" + counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(entry -> String.format(Locale.ROOT,
            "  %5d  %s\n", entry.getValue(), entry.getKey())).collect(Collectors.joining());
  }

  /** The first clips that are not fully right, and what they show. */
  String wrong() {
    List<Row> wrong = accuracy.rows().stream().filter(row -> !row.match().full()).toList();
    if (wrong.isEmpty()) {
      return "every clip is fully right";
    }
    String first = wrong.stream().limit(FEW).map(row -> String.format(Locale.ROOT, "\n  %s (seed %d): %s",
        row.prompt().sentence(), row.seed(), shown(row.prediction()))).collect(Collectors.joining());
    return "not fully right (asked for: shown)" + first
        + (wrong.size() > FEW ? "\n  and " + (wrong.size() - FEW) + " more; --csv FILE lists them all" : "");
  }

  /** The weakest of the reference's 18 prompts, which are about circles of any size and colour. */
  String worstReferencePrompt() {
    Map<String, List<Row>> groups = accuracy.rows().stream()
        .filter(row -> row.prompt().shape() == Shape.CIRCLE && !NOT_OF_THE_REFERENCE.contains(row.prompt().phrase()))
        .collect(Collectors.groupingBy(row -> row.prompt().phrase(), LinkedHashMap::new, Collectors.toList()));
    Map.Entry<String, List<Row>> worst = groups.entrySet().stream()
        .min(Comparator.comparingDouble(group -> new PromptAccuracy(group.getValue()).full())).orElseThrow();
    return String.format(Locale.ROOT,
        "worst of the %d reference prompts: circle %s, %s of %d clips fully right\n", groups.size(),
        worst.getKey(), percent(new PromptAccuracy(worst.getValue()).full()), worst.getValue().size());
  }

  /** One row a judged clip: what was asked, and what is shown; {@code unclear} where it cannot be told. */
  Table rows() {
    List<Row> rows = accuracy.rows();
    return Table.create("judged clips",
        texts("prompt", row -> row.prompt().sentence()), texts("split", Row::split),
        LongColumn.create("seed", rows.stream().mapToLong(Row::seed).toArray()),
        texts("shape", row -> word(row.prediction().shape())), texts("colour", row -> word(row.prediction().colour())),
        texts("size", row -> word(row.prediction().size())), texts("motion", row -> word(row.prediction().motion())),
        BooleanColumn.create("one object", rows.stream().map(row -> row.prediction().oneObject()).toList()),
        BooleanColumn.create("full", rows.stream().map(row -> row.match().full()).toList()));
  }

  private StringColumn texts(String name, Function<Row, String> text) {
    return StringColumn.create(name, accuracy.rows().stream().map(text));
  }

  private static String shown(Prediction prediction) {
    return String.format(Locale.ROOT,
        "%s %s %s, %s%s", word(prediction.size()), word(prediction.colour()), word(prediction.shape()),
        word(prediction.motion()), prediction.oneObject() ? "" : ", not one object throughout");
  }

  private static String word(Enum<?> value) {
    return value == null ? "unclear" : value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
