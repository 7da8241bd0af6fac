package texttovideo.notebook;

import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import texttovideo.plot.ShortNumber;

/** A Tablesaw table: its first rows, numbers to the right and with one number of decimals a column. */
final class TableHtml {
  private static final int WHOLE = 25;           // rows of a table that is shown in full
  private static final int FIRST = 10;           // rows shown of a longer one

  private TableHtml() {
  }

  static String of(Table table) {
    int rows = table.rowCount() <= WHOLE ? table.rowCount() : FIRST;
    StringBuilder html = new StringBuilder("<table><caption style=\"text-align:left;white-space:nowrap\">")
        .append(caption(table, rows)).append("</caption><thead><tr>");
    table.columns().forEach(column -> html.append(cell("th scope=\"col\"", column, Html.escape(column.name()))));
    html.append("</tr></thead><tbody>");
    int[] decimals = table.columns().stream().mapToInt(column -> decimals(column, rows)).toArray();
    for (int row = 0; row < rows; row++) {
      html.append("<tr>");
      for (int c = 0; c < decimals.length; c++) {
        Column<?> column = table.column(c);
        html.append(cell("td", column, Html.escape(text(column, row, decimals[c]))));
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  /** The same rows and digits, as Tablesaw prints a table. */
  static String text(Table table) {
    int rows = table.rowCount() <= WHOLE ? table.rowCount() : FIRST;
    Table shown = Table.create(table.name());
    for (Column<?> column : table.columns()) {
      int decimals = decimals(column, rows);
      shown.addColumns(isFraction(column) ? StringColumn.create(column.name(),
          IntStream.range(0, rows).mapToObj(row -> text(column, row, decimals))) : column.first(rows));
    }
    return shown.print(WHOLE) + (rows < table.rowCount() ? "\n... " + (table.rowCount() - rows) + " more rows" : "");
  }

  private static String caption(Table table, int rows) {
    String name = table.name() == null || table.name().isBlank() ? "table" : Html.escape(table.name());
    return name + ": " + String.format(Locale.ROOT, "%,d %s, %,d %s", table.rowCount(),
        table.rowCount() == 1 ? "row" : "rows", table.columnCount(), table.columnCount() == 1 ? "column" : "columns")
        + (rows < table.rowCount() ? "; the first " + rows : "");
  }

  private static String cell(String tag, Column<?> column, String text) {
    String side = column instanceof NumericColumn ? "right" : "left";
    return "<" + tag + " style=\"text-align:" + side + "\">" + text + "</" + tag.split(" ", 2)[0] + ">";
  }

  private static String text(Column<?> column, int row, int decimals) {
    if (column.isMissing(row)) {
      return "";
    }
    return isFraction(column)
        ? decimals < 0 ? ShortNumber.of(number(column, row)) : String.format(Locale.ROOT, "%,." + decimals + "f",
            number(column, row))
        : column.getUnformattedString(row);
  }

  /** The most decimals that a shown number needs; -1 where some number is too large or small to stand beside others. */
  private static int decimals(Column<?> column, int rows) {
    if (!isFraction(column)) {
      return 0;
    }
    String[] texts = IntStream.range(0, rows).filter(row -> !column.isMissing(row))
        .mapToObj(row -> ShortNumber.of(number(column, row))).toArray(String[]::new);
    int most = 0;
    for (String text : texts) {
      if (!text.matches("[-,0-9.]+")) {
        return -1;
      }
      most = Math.max(most, text.contains(".") ? text.length() - text.indexOf('.') - 1 : 0);
    }
    return most;
  }

  private static boolean isFraction(Column<?> column) {
    return column instanceof DoubleColumn || column instanceof FloatColumn;
  }

  private static double number(Column<?> column, int row) {
    return ((NumericColumn<?>) column).getDouble(row);
  }
}
