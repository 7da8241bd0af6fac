package texttovideo.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** What every step of a training run measured. */
public final class TrainingLog {
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

  /** A table, one row a step; fidelity is missing where none was measured. */
  public Table table() {
    return Table.create("training",
        tech.tablesaw.api.IntColumn.create("step", entries.stream().mapToInt(Entry::step).toArray()),
        column("seconds", Entry::seconds), column("rate", Entry::rate),
        column("clip loss", Entry::clipLoss), column("pair loss", Entry::pairLoss),
        column("clip score", Entry::clipScore), column("pair score", Entry::pairScore),
        column("words true", Entry::wordsTrue), column("words made", Entry::wordsMade),
        column("fidelity", Entry::fidelity));
  }

  private DoubleColumn column(String name, ToDoubleFunction<Entry> value) {
    return DoubleColumn.create(name, entries.stream().mapToDouble(value).toArray());
  }
}
