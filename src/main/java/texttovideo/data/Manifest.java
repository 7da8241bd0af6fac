package texttovideo.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

/**
 * The data set as a table, one row a clip. A row holds everything that draws its clip again to the pixel; the pixels
 * themselves are never stored. Columns: {@code clip, seed, split, prompt, shape, colour, size, motion, x, y}. A manifest
 * never changes, so any number of threads may use it.
 */
public final class Manifest implements ClipDataset {
  private static final List<String> COLUMNS =
      List.of("clip", "seed", "split", "prompt", "shape", "colour", "size", "motion", "x", "y");
  private static final List<String> WORDS = COLUMNS.subList(2, 8);
  /** Keeps the rows' seeds apart from what else is drawn with the data set's seed, such as first weights. */
  private static final long STREAM = 0x6d616e6966657374L;

  private final List<Row> rows;

  private record Row(long seed, Prompt prompt, Scene scene) {
    static Row drawn(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      // nextInt(bound) may draw otherwise in another release of Java, nextLong() may not.
      Prompt prompt = Prompt.all().get(Math.floorMod(random.nextLong(), Prompt.all().size()));
      return new Row(seed, prompt, Scene.of(prompt, random));
    }

    /** What a table says of it in words, by column. */
    String word(String column) {
      return switch (column) {
        case "split" -> Split.of(prompt).label();
        case "shape" -> prompt.shape().word();
        case "colour" -> prompt.colour().word();
        case "size" -> prompt.size().word();
        case "motion" -> prompt.motion().name().toLowerCase(Locale.ROOT);
        default -> prompt.sentence();
      };
    }
  }

  private Manifest(List<Row> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a data set needs at least 1 clip, not 0");
    }
    this.rows = rows;
  }

  /**
   * Draws a data set: every prompt equally likely, every start that keeps the shape in frame equally likely. Row {@code i}
   * depends on the seed and {@code i} only.
   *
   * @param clips how many rows, at least 1
   */
  public static Manifest synthesize(int clips, long seed) {
    if (clips < 1) {
      throw new IllegalArgumentException("a data set needs at least 1 clip, not " + clips);
    }
    return new Manifest(Stream.generate(new SplittableRandom(seed ^ STREAM)::nextLong).limit(clips).map(Row::drawn)
        .toList());
  }

  /**
   * Reads a manifest that {@link #save} wrote. Every row is checked: its columns must say what its prompt says, its split
   * must be that of the prompt, and its shape must stay in frame from where it starts. No two rows may be of one clip.
   *
   * @throws IllegalArgumentException if the file is no manifest; the message says which row and column is wrong, and what
   *     is allowed
   */
  public static Manifest load(Path file) throws IOException {
    try {
      // No cell of a manifest holds a comma or a quote: taken apart by hand, every fault has its row.
      List<String[]> lines = Files.readAllLines(file).stream().map(line -> line.split(",", -1)).toList();
      if (lines.isEmpty() || !COLUMNS.equals(List.of(lines.get(0)))) {
        throw new IllegalArgumentException("its columns must be " + COLUMNS + ", not "
            + (lines.isEmpty() ? "none" : Arrays.toString(lines.get(0))));
      }
      List<Row> rows = IntStream.range(1, lines.size()).mapToObj(line -> parsed(lines.get(line), line - 1)).toList();
      requireDifferent(rows);
      return new Manifest(rows);
    } catch (CharacterCodingException error) {
      throw new IllegalArgumentException(file + " is no manifest of clips: it is no text in UTF-8", error);
    } catch (IllegalArgumentException error) {
      throw new IllegalArgumentException(file + " is no manifest of clips: " + error.getMessage(), error);
    }
  }

  /** Another seed that draws the same start by chance is another row. */
  private static void requireDifferent(List<Row> rows) {
    Map<Row, Integer> first = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      Integer before = first.putIfAbsent(rows.get(row), row);
      if (before != null) {
        throw new IllegalArgumentException("row " + row + " draws the same clip as row " + before + ", which would count twice");
      }
    }
  }

  private static Row parsed(String[] cells, int row) {
    if (cells.length != COLUMNS.size()) {
      throw new IllegalArgumentException("row " + row + " has " + cells.length + " cells, not " + COLUMNS.size());
    }
    Prompt prompt = cell(cells, row, "prompt", "a complete sentence of the grammar " + Prompt.GRAMMAR, Prompt::parse,
        Prompt::isComplete);
    cell(cells, row, "clip", row + ", the row's number", Long::valueOf, clip -> clip == row);
    long seed = cell(cells, row, "seed", "a whole number of 64 bits", Long::valueOf, number -> true);
    Scene.Range across = Scene.startX(prompt.shape(), prompt.size(), prompt.motion());
    Scene.Range down = Scene.startY(prompt.shape(), prompt.size(), prompt.motion());
    double x = cell(cells, row, "x", inside(across), Double::valueOf, across::contains);
    double y = cell(cells, row, "y", inside(down), Double::valueOf, down::contains);
    Row read = new Row(seed, prompt, new Scene(prompt.shape(), prompt.colour(), prompt.size(), prompt.motion(), x, y));
    for (String column : WORDS) {
      cell(cells, row, column, "\"" + read.word(column) + "\", as its prompt says", text -> text, read.word(column)::equals);
    }
    return read;
  }

  /** A cell's value, if it can be read and is allowed. */
  private static <T> T cell(String[] cells, int row, String column, String allowed, Function<String, T> parse,
      Predicate<T> isAllowed) {
    String text = cells[COLUMNS.indexOf(column)];
    T value;
    try {
      value = parse.apply(text);
    } catch (IllegalArgumentException error) {
      throw refusal(row, column, allowed, text, error);
    }
    if (!isAllowed.test(value)) {
      throw refusal(row, column, allowed, text, null);
    }
    return value;
  }

  private static IllegalArgumentException refusal(int row, String column, String allowed, String text, Throwable cause) {
    return new IllegalArgumentException("in row " + row + ", \"" + column + "\" must be " + allowed + ", not \"" + text
        + "\"", cause);
  }

  private static String inside(Scene.Range range) {
    return String.format(Locale.ROOT, "a number from %.3f to %.3f, where its shape stays in frame", range.low(),
        range.high());
  }

  /** Writes the table as CSV. A file that stood there is replaced when the new one is complete. */
  public void save(Path file) throws IOException {
    CsvFile.write(table(), file);
  }

  /** The rows as a table of its own. */
  public Table table() {
    Table table = Table.create("clips", IntColumn.create("clip", IntStream.range(0, size()).toArray()),
        LongColumn.create("seed", rows.stream().mapToLong(Row::seed)));
    for (String column : WORDS) {
      table.addColumns(StringColumn.create(column, rows.stream().map(row -> row.word(column))));
    }
    return table.addColumns(DoubleColumn.create("x", rows.stream().mapToDouble(row -> row.scene().x())),
        DoubleColumn.create("y", rows.stream().mapToDouble(row -> row.scene().y())));
  }

  @Override
  public int size() {
    return rows.size();
  }

  /** The sentence of a row. */
  public Prompt prompt(int row) {
    return rows.get(row).prompt();
  }

  /** What draws a row's clip. */
  public Scene scene(int row) {
    return rows.get(row).scene();
  }

  /** A row's clip, drawn anew: 10 frames, 64x64. */
  @Override
  public Clip clip(int row) {
    return Renderer.clip(scene(row));
  }

  @Override
  public String caption(int row) {
    return prompt(row).sentence();
  }

  @Override
  public Split split(int row) {
    return Split.of(prompt(row));
  }
}
