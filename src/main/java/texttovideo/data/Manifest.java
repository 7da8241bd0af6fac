package texttovideo.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Shape;
import texttovideo.text.Size;
import texttovideo.video.AtomicFile;
import texttovideo.video.Clip;

/**
 * The data set as a table, one row a clip. A row holds everything that draws its clip again to the pixel; the pixels
 * themselves are never stored. Columns: {@code clip, seed, split, prompt, shape, colour, size, motion, x, y}.
 */
public final class Manifest {
  private static final ColumnType[] TYPES = {ColumnType.INTEGER, ColumnType.LONG, ColumnType.STRING, ColumnType.STRING,
      ColumnType.STRING, ColumnType.STRING, ColumnType.STRING, ColumnType.STRING, ColumnType.DOUBLE, ColumnType.DOUBLE};
  private static final List<String> COLUMNS =
      List.of("clip", "seed", "split", "prompt", "shape", "colour", "size", "motion", "x", "y");

  private final Table table;
  private final List<Prompt> prompts;
  private final List<Scene> scenes;

  private Manifest(Table table) {
    if (!table.columnNames().equals(COLUMNS)) {
      throw new IllegalArgumentException("a manifest has the columns " + COLUMNS + ", not " + table.columnNames());
    }
    this.table = table;
    prompts = IntStream.range(0, table.rowCount()).mapToObj(row -> Prompt.parse(table.getString(row, "prompt"))).toList();
    scenes = IntStream.range(0, table.rowCount()).mapToObj(row -> new Scene(
        Shape.valueOf(upper(table, row, "shape")), Colour.valueOf(upper(table, row, "colour")),
        Size.valueOf(upper(table, row, "size")), Motion.valueOf(upper(table, row, "motion")),
        table.doubleColumn("x").getDouble(row), table.doubleColumn("y").getDouble(row))).toList();
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
    List<Prompt> all = Prompt.all();
    IntColumn clip = IntColumn.create("clip");
    LongColumn seeds = LongColumn.create("seed");
    List<StringColumn> words = COLUMNS.subList(2, 8).stream().map(StringColumn::create).toList();
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn y = DoubleColumn.create("y");
    SplittableRandom seeder = new SplittableRandom(seed);
    for (int row = 0; row < clips; row++) {
      long rowSeed = seeder.nextLong();
      SplittableRandom random = new SplittableRandom(rowSeed);
      Prompt prompt = all.get(random.nextInt(all.size()));
      Scene scene = Scene.of(prompt, random);
      clip.append(row);
      seeds.append(rowSeed);
      List<String> row6 = List.of(Split.of(prompt).label(), prompt.sentence(), scene.shape().word(),
          scene.colour().word(), scene.size().word(), lower(scene.motion()));
      IntStream.range(0, words.size()).forEach(i -> words.get(i).append(row6.get(i)));
      x.append(scene.x());
      y.append(scene.y());
    }
    Table table = Table.create("clips", clip, seeds);
    words.forEach(table::addColumns);
    return new Manifest(table.addColumns(x, y));
  }

  /**
   * Reads a manifest that {@link #save} wrote.
   *
   * @throws IllegalArgumentException if the file is no manifest; the message says which column is wrong
   */
  public static Manifest load(Path file) throws IOException {
    try (java.io.Reader reader = Files.newBufferedReader(file)) {
      return new Manifest(Table.read().usingOptions(
          CsvReadOptions.builder(reader).columnTypes(TYPES).tableName("clips").build()));
    } catch (IndexOutOfBoundsException | tech.tablesaw.io.RuntimeIOException error) {
      throw new IllegalArgumentException(file + " is no manifest of clips: its columns must be " + COLUMNS, error);
    }
  }

  /** Writes the table as CSV. A file that stood there is replaced when the new one is complete. */
  public void save(Path file) throws IOException {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    table.write().csv(csv);
    AtomicFile.write(file, csv.toByteArray());
  }

  /** A copy of the table. */
  public Table table() {
    return table.copy();
  }

  /** The number of rows. */
  public int size() {
    return scenes.size();
  }

  /** The sentence of a row. */
  public Prompt prompt(int row) {
    return prompts.get(row);
  }

  /** What draws a row's clip. */
  public Scene scene(int row) {
    return scenes.get(row);
  }

  /** A row's clip, drawn anew: 10 frames, 64x64. */
  public Clip clip(int row) {
    return Renderer.clip(scene(row));
  }

  /** The rows of a split, in order. */
  public int[] rows(Split split) {
    StringColumn column = table.stringColumn("split");
    return IntStream.range(0, size()).filter(row -> column.get(row).equals(split.label())).toArray();
  }

  private static String lower(Motion motion) {
    return motion.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(Table table, int row, String column) {
    return table.getString(row, column).toUpperCase(Locale.ROOT);
  }
}
