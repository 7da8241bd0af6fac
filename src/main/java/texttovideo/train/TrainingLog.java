package texttovideo.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import texttovideo.data.CsvFile;
import texttovideo.nn.Tensor;

/** What every step of a training run measured. Safe to read while another thread trains. */
public final class TrainingLog {
  /** The column of the share of evaluated clips that are right, in [0, 1]; missing where none was measured. */
  public static final String ACCURACY = "prompt accuracy";

  private static final String STEP = "step";
  private static final String SECONDS = "seconds";
  private static final String RATE = "rate";

  private final List<String> columns;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * One step.
   *
   * @param step    steps done, from 1
   * @param seconds time since training began, wall clock, measuring included
   * @param rate    Adam's rate
   * @param values  what the algorithm measured, by name
   * @param accuracy the share of evaluated clips that are right, in [0, 1]; not a number where none was measured
   */
  public record Entry(int step, double seconds, double rate, Map<String, Double> values, double accuracy) {
    /** Keeps its own copy, in order. */
    public Entry {
      values = new LinkedHashMap<>(values);
    }

    /**
     * One of the algorithm's measurements.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public double value(String name) {
      Double value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException("no \"" + name + "\" was measured; there are " + values.keySet());
      }
      return value;
    }
  }

  /** @param columns the names of what the algorithm measures, in order */
  TrainingLog(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  synchronized void add(Entry entry) {
    entries.add(entry);
  }

  /** Every step, in order. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Seconds trained so far. */
  double seconds() {
    List<Entry> all = entries();
    return all.isEmpty() ? 0 : all.get(all.size() - 1).seconds();
  }

  /** The names of all columns, in order. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(STEP, SECONDS, RATE));
    names.addAll(columns);
    names.add(ACCURACY);
    return names;
  }

  /** The log as numbers {@code [steps, columns]}. */
  Tensor tensor() {
    List<Entry> all = entries();
    int width = names().size();
    float[] values = new float[all.size() * width];
    for (int i = 0; i < all.size(); i++) {
      double[] row = row(all.get(i));
      for (int k = 0; k < width; k++) {
        values[i * width + k] = (float) row[k];
      }
    }
    return new Tensor(new long[] {all.size(), width}, values);
  }

  private double[] row(Entry entry) {
    double[] row = new double[columns.size() + 4];
    row[0] = entry.step;
    row[1] = entry.seconds;
    row[2] = entry.rate;
    for (int k = 0; k < columns.size(); k++) {
      row[3 + k] = entry.value(columns.get(k));
    }
    row[row.length - 1] = entry.accuracy;
    return row;
  }

  /**
   * Adds the entries in numbers that {@link #tensor} made.
   *
   * @throws IllegalArgumentException if the numbers are no log of these columns
   */
  void load(Tensor saved) {
    int width = names().size();
    if (saved == null || saved.shape().length != 2 || saved.shape()[1] != width) {
      throw new IllegalArgumentException("a training log has the shape [steps, " + width + "], this one "
          + (saved == null ? "is missing" : Arrays.toString(saved.shape())));
    }
    float[] v = saved.values();
    for (int i = 0; i < v.length; i += width) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (int k = 0; k < columns.size(); k++) {
        values.put(columns.get(k), (double) v[i + 3 + k]);
      }
      if (Math.round(v[i]) != i / width + 1) {
        throw new IllegalArgumentException("row " + i / width + " of the training log is of step " + v[i]);
      }
      add(new Entry(Math.round(v[i]), v[i + 1], v[i + 2], values, v[i + width - 1]));
    }
  }

  /** A table, one row a step; the accuracy is missing where none was measured. */
  public Table table() {
    return table(entries());
  }

  private Table table(List<Entry> some) {
    List<String> names = names();
    Table table = Table.create("training",
        IntColumn.create(STEP, some.stream().mapToInt(Entry::step).toArray()));
    for (int k = 1; k < names.size(); k++) {
      int column = k;
      table.addColumns(DoubleColumn.create(names.get(k), some.stream().mapToDouble(entry -> row(entry)[column]).toArray()));
    }
    return table;
  }

  /** The rows of {@link #table} whose step is a multiple of a number, as CSV text. */
  String csv(int every) {
    return CsvFile.text(table(entries().stream().filter(entry -> entry.step() % every == 0).toList()));
  }
}
