package texttovideo.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table as lines for a terminal: texts at the left, numbers at the right, narrow enough for one screen. */
final class TextTable {
  private TextTable() {
  }

  /** The table under its name, each line ended. */
  static String of(Table table) {
    List<List<String>> columns = table.columns().stream().map(TextTable::cells).toList();
    String lines = IntStream.rangeClosed(0, table.rowCount())
        .mapToObj(line -> "  " + columns.stream().map(cells -> cells.get(line)).collect(Collectors.joining("  ")))
        .map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    return table.name() + "\n" + lines;
  }

  /** A column's name and its values, all of one width. */
  private static List<String> cells(Column<?> column) {
    List<String> cells = Stream.concat(Stream.of(column.name()),
        IntStream.range(0, column.size()).mapToObj(row -> text(column, row))).toList();
    int width = cells.stream().mapToInt(String::length).max().orElseThrow();
    String form = "%" + (column instanceof StringColumn ? "-" : "") + width + "s";
    return cells.stream().map(cell -> String.format(Locale.ROOT, form, cell)).toList();
  }

  /** Tablesaw formats whole numbers with the digits of the locale in which their column was made. */
  private static String text(Column<?> column, int row) {
    return ErrorMessages.oneLine(column instanceof IntColumn && !column.isMissing(row) ? column.getUnformattedString(row)
        : column.getString(row));
  }
}
