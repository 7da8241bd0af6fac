package texttovideo.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.AddCellToColumnException;
import tech.tablesaw.io.RuntimeIOException;
import tech.tablesaw.io.csv.CsvReadOptions;
import texttovideo.video.AtomicFile;

/** Tables as UTF-8 text with commas; a text with a comma, a quote or a line break stands in quotes. */
final class CsvFile {
  private static final int LONGEST_CELL = 100_000;

  private CsvFile() {
  }

  /** The text of a table, its column names first. */
  static String text(Table table) {
    StringWriter text = new StringWriter();
    table.write().csv(text);
    return text.toString();
  }

  /** Writes a file, whole or not at all. */
  static void write(Table table, Path file) throws IOException {
    AtomicFile.write(file, text(table).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a file, every column as text.
   *
   * @throws IOException if the file cannot be read or is no table
   */
  static Table read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return Table.read().usingOptions(CsvReadOptions.builder(reader).tableName(file.toString())
          .columnTypes(name -> ColumnType.STRING).maxCharsPerColumn(LONGEST_CELL).build());
    } catch (IndexOutOfBoundsException | IllegalArgumentException | RuntimeIOException
        | AddCellToColumnException error) {
      throw new IOException(file + " is not a table in CSV: " + error.getMessage(), error);
    }
  }
}
