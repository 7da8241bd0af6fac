package texttovideo.eval;

import java.text.NumberFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;
import texttovideo.eval.Prediction.Match;
import texttovideo.eval.PromptAccuracy.Row;
import texttovideo.text.Motion;

/** Writes evaluated clips as tables. */
final class AccuracyTables {
  private AccuracyTables() {
  }

  /** One row a group: how many clips, the share right in each respect, the share fully right and its 95% interval. */
  static Table shares(String name, Map<String, List<Row>> groups) {
    List<List<Row>> rows = List.copyOf(groups.values());
    List<Interval> intervals = rows.stream().map(group -> Interval.wilson(count(group, Match::full), group.size()))
        .toList();
    return Table.create("prompt accuracy by " + name,
        StringColumn.create(name, groups.keySet()),
        IntColumn.create("clips", rows.stream().mapToInt(List::size).toArray()),
        share("shape", rows, Match::shape),
        share("colour", rows, Match::colour),
        share("size", rows, Match::size),
        share("motion", rows, Match::motion),
        share("one object", rows, Match::oneObject),
        share("full", rows, Match::full),
        percent("full from", intervals.stream().mapToDouble(Interval::low)),
        percent("full to", intervals.stream().mapToDouble(Interval::high)));
  }

  /** One row a motion that was asked for, one column a motion that is shown, and one for none of them. */
  static Table confusion(List<Row> rows) {
    List<Motion> asked = Arrays.stream(Motion.values())
        .filter(motion -> rows.stream().anyMatch(row -> row.prompt().motion() == motion)).toList();
    Table table = Table.create("motion asked for and shown",
        StringColumn.create("asked", asked.stream().map(AccuracyTables::name).toList()));
    for (Motion shown : Motion.values()) {
      table.addColumns(IntColumn.create(name(shown), counts(rows, asked, shown)));
    }
    return table.addColumns(IntColumn.create("none", counts(rows, asked, null)));
  }

  private static int[] counts(List<Row> rows, List<Motion> asked, Motion shown) {
    return asked.stream().mapToInt(motion -> (int) rows.stream()
        .filter(row -> row.prompt().motion() == motion && row.prediction().motion() == shown).count()).toArray();
  }

  private static String name(Motion motion) {
    return motion.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static DoubleColumn share(String name, List<List<Row>> groups, Predicate<Match> right) {
    return percent(name, groups.stream().mapToDouble(group -> (double) count(group, right) / group.size()));
  }

  /** Shares 0..1 that a table prints as percents with one decimal, whatever the language of the machine. */
  private static DoubleColumn percent(String name, DoubleStream shares) {
    return column(name, shares, NumberFormat.getPercentInstance(Locale.ROOT), 1);
  }

  /** Numbers that a table prints in a format with so many decimals. */
  static DoubleColumn column(String name, DoubleStream values, NumberFormat format, int decimals) {
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    DoubleColumn column = DoubleColumn.create(name, values.toArray());
    column.setPrintFormatter(new NumberColumnFormatter(format));
    return column;
  }

  private static int count(List<Row> group, Predicate<Match> right) {
    return (int) group.stream().map(Row::match).filter(right).count();
  }
}
