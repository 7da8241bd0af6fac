package texttovideo.train;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import texttovideo.model.Tensor;

/** What every step of a training run measured. */
public final class TrainingLog {
  private static final int COLUMNS = 10;

  private final List<Entry> entries = new ArrayList<>();

  /**
   * One step.
   *
   * @param step      steps done, from 1
   * @param seconds   time since training began, wall clock, measuring included
   * @param rate      Adam's rate
   * @param clipLoss  the clip discriminator's hinge loss: 2 at the start, near 0 where it always wins
   * @param pairLoss  the pair discriminator's
   * @param clipScore the clip discriminator's mean score of generated clips: the generator raises it
   * @param pairScore the pair discriminator's
   * @param wordsTrue both discriminators' word losses on true clips
   * @param wordsMade both on generated clips: how far they are from showing their words
   * @param fidelity  the share of judged clips that are fully right, in [0, 1]; not a number where none was measured
   */
  public record Entry(int step, double seconds, double rate, double clipLoss, double pairLoss, double clipScore,
      double pairScore, double wordsTrue, double wordsMade, double fidelity) {
    Entry with(double newSeconds, double newFidelity) {
      return new Entry(step, newSeconds, rate, clipLoss, pairLoss, clipScore, pairScore, wordsTrue, wordsMade,
          newFidelity);
    }
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  /** Every step, in order. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Seconds trained so far. */
  double seconds() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seconds();
  }

  /** The log as numbers {@code [steps, 10]}, in the order of {@link Entry}'s components. */
  Tensor tensor() {
    float[] values = new float[entries.size() * COLUMNS];
    for (int i = 0; i < entries.size(); i++) {
      Entry e = entries.get(i);
      double[] row = {e.step, e.seconds, e.rate, e.clipLoss, e.pairLoss, e.clipScore, e.pairScore, e.wordsTrue,
          e.wordsMade, e.fidelity};
      for (int k = 0; k < COLUMNS; k++) {
        values[i * COLUMNS + k] = (float) row[k];
      }
    }
    return new Tensor(new long[] {entries.size(), COLUMNS}, values);
  }

  /** The entries in numbers that {@link #tensor} made. */
  static List<Entry> entries(Tensor saved) {
    if (saved == null || saved.shape().length != 2 || saved.shape()[1] != COLUMNS) {
      throw new IllegalArgumentException("a training log has the shape [steps, " + COLUMNS + "]");
    }
    List<Entry> entries = new ArrayList<>();
    float[] v = saved.values();
    for (int i = 0; i < v.length; i += COLUMNS) {
      entries.add(new Entry(Math.round(v[i]), v[i + 1], v[i + 2], v[i + 3], v[i + 4], v[i + 5], v[i + 6], v[i + 7],
          v[i + 8], v[i + 9]));
    }
    return entries;
  }

  /** A table, one row a step; fidelity is missing where none was measured. */
  public Table table() {
    return Table.create("training",
        IntColumn.create("step", entries.stream().mapToInt(Entry::step).toArray()),
        column("seconds", Entry::seconds), column("rate", Entry::rate),
        column("clip loss", Entry::clipLoss), column("pair loss", Entry::pairLoss),
        column("clip score", Entry::clipScore), column("pair score", Entry::pairScore),
        column("words true", Entry::wordsTrue), column("words made", Entry::wordsMade),
        column("fidelity", Entry::fidelity));
  }

  /** The rows of {@link #table} whose step is a multiple of a number, as CSV text. */
  String csv(int every) {
    TrainingLog thinned = new TrainingLog();
    entries.stream().filter(entry -> entry.step() % every == 0).forEach(thinned::add);
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    thinned.table().write().csv(csv);
    return csv.toString(StandardCharsets.UTF_8);
  }

  private DoubleColumn column(String name, ToDoubleFunction<Entry> value) {
    return DoubleColumn.create(name, entries.stream().mapToDouble(value).toArray());
  }
}
