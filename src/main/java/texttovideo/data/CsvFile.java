package texttovideo.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;
import texttovideo.video.AtomicFile;

/**
 * Tables as UTF-8 text with commas, as RFC 4180 says: a cell with a comma, a quote or a line break stands in quotes. Read are also
 * semicolons and tabs in the place of commas, as spreadsheets write them where the comma parts whole numbers from decimals.
 */
public final class CsvFile {
  private static final String SEPARATORS = ",;\t";
  private static final String BYTE_ORDER_MARK = "\uFEFF";     // some editors begin a UTF-8 file with it

  private CsvFile() {
  }

  /**
   * A row of a file.
   *
   * @param line  the number of the line that it begins on, from 1
   * @param cells its texts
   */
  public record Row(int line, List<String> cells) {
  }

  /** Writes rows of texts, whole or not at all. */
  public static void write(List<List<String>> rows, Path file) throws IOException {
    AtomicFile.write(file, text(rows).getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a table, its column names first, whole or not at all. */
  public static void write(Table table, Path file) throws IOException {
    write(rows(table), file);
  }

  /** The text of a table, its column names first. */
  public static String text(Table table) {
    return text(rows(table));
  }

  private static List<List<String>> rows(Table table) {
    List<List<String>> rows = new ArrayList<>(List.of(table.columnNames()));
    for (int row = 0; row < table.rowCount(); row++) {
      int of = row;
      rows.add(table.columns().stream().map(column -> column.getUnformattedString(of)).toList());
    }
    return rows;
  }

  private static String text(List<List<String>> rows) {
    return rows.stream().map(cells -> cells.stream().map(CsvFile::quoted).collect(Collectors.joining(",")) + "\n")
        .collect(Collectors.joining());
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> "\"\r\n".indexOf(c) >= 0 || SEPARATORS.indexOf(c) >= 0) && cell.equals(cell.strip());
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /**
   * Reads a file. Empty lines are no rows. What parts its cells is the first comma, semicolon or tab outside of quotes.
   *
   * @throws IOException if the file cannot be read or is no table in UTF-8; the message names it, the line and what is wrong
   */
  public static List<Row> read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + " is no file");       // a device may have no end
    }
    try {
      String text = Files.readString(file);
      if (text.indexOf('\0') >= 0) {              // UTF-16 without its mark reads as UTF-8, every other letter 0
        throw new IOException(file + " is not UTF-8 text: it holds letters of number 0; save it as CSV in UTF-8");
      }
      return new Parser(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, file).rows();
    } catch (CharacterCodingException error) {
      throw new IOException(file + " is not UTF-8 text: save it as CSV in UTF-8", error);
    } catch (OutOfMemoryError error) {
      throw new IOException(file + " of " + Files.size(file) + " bytes takes more memory than Java has: make it smaller, or "
          + "give Java more, as in java -Xmx4g -jar ...", error);
    }
  }

  /** Takes a text apart, character by character. */
  private static final class Parser {
    private final String text;
    private final Path file;
    private final char separator;
    private int at;
    private int line = 1;

    Parser(String text, Path file) {
      this.text = text;
      this.file = file;
      separator = separator(text);
    }

    /** The first that stands in the first row outside of quotes. */
    private static char separator(String text) {
      int begin = 0;
      while (begin < text.length() && "\r\n".indexOf(text.charAt(begin)) >= 0) {
        begin++;
      }
      boolean quoted = false;
      for (int i = begin; i < text.length() && (quoted || "\r\n".indexOf(text.charAt(i)) < 0); i++) {
        char c = text.charAt(i);
        quoted ^= c == '"';
        if (!quoted && SEPARATORS.indexOf(c) >= 0) {
          return c;
        }
      }
      return SEPARATORS.charAt(0);
    }

    private boolean endsCell(char c) {
      return c == separator || c == '\r' || c == '\n';
    }

    List<Row> rows() throws IOException {
      List<Row> rows = new ArrayList<>();
      while (at < text.length()) {
        Row row = row();
        if (row.cells.size() > 1 || !row.cells.get(0).isEmpty()) {
          rows.add(row);
        }
      }
      for (Row row : rows) {
        int cells = rows.get(0).cells.size();
        if (row.cells.size() != cells) {
          throw new IOException(file + ", line " + row.line + ": " + row.cells.size() + " cells, but " + cells + " columns"
              + (row.cells.size() > cells ? "; a cell with a " + name(separator) + " in it stands in quotes" : ""));
        }
      }
      return rows;
    }

    private Row row() throws IOException {
      int begins = line;
      List<String> cells = new ArrayList<>();
      do {
        cells.add(at < text.length() && text.charAt(at) == '"' ? quotedCell() : plainCell());
      } while (at < text.length() && text.charAt(at++) == separator);
      if (at < text.length() && text.charAt(at - 1) == '\r' && text.charAt(at) == '\n') {
        at++;
      }
      line++;
      return new Row(begins, cells);
    }

    private String plainCell() {
      int from = at;
      while (at < text.length() && !endsCell(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private String quotedCell() throws IOException {
      int begins = line;
      StringBuilder cell = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"' && (at + 1 == text.length() || text.charAt(at + 1) != '"')) {
          at++;
          requireEnd();
          return cell.toString();
        }
        at += c == '"' ? 1 : 0;
        line += c == '\n' ? 1 : 0;
        cell.append(c);
      }
      throw new IOException(file + ", line " + begins + ": a quote is never closed");
    }

    private void requireEnd() throws IOException {
      if (at < text.length() && !endsCell(text.charAt(at))) {
        throw new IOException(file + ", line " + line + ": a quote ends before its cell does");
      }
    }

    private static String name(char separator) {
      return separator == ',' ? "comma" : separator == ';' ? "semicolon" : "tab";
    }
  }

  /**
   * The place of every column in a row, -1 where it is missing.
   *
   * @param file its name in error messages
   * @throws IOException if a column is there twice: which of them is meant?
   */
  public static int[] places(List<String> names, List<String> columns, Path file) throws IOException {
    for (String column : columns) {
      if (names.indexOf(column) != names.lastIndexOf(column)) {
        throw new IOException(file + " has two columns \"" + column + "\"");
      }
    }
    return columns.stream().mapToInt(names::indexOf).toArray();
  }
}
