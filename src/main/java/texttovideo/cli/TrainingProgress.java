package texttovideo.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import texttovideo.train.TrainingLog;
import texttovideo.train.TrainingLoop;

/** One line about a training run: how far it is, how well it does, how long it will take. */
final class TrainingProgress {
  private static final int SHOWN = 2;      // of the algorithm's measurements

  private final int steps;
  private final int stepsBefore;
  private final ProgressLine line;
  private final long start = System.nanoTime();
  private double accuracy = Double.NaN;

  TrainingProgress(TrainingLoop loop, ProgressLine line) {
    this.steps = loop.config().steps();
    this.stepsBefore = loop.steps();
    this.line = line;
  }

  /** Tells of a step; of one that was measured in any case. */
  void show(TrainingLog.Entry entry) {
    if (Double.isNaN(entry.accuracy())) {
      line.update(text(entry));
    } else {
      accuracy = entry.accuracy();
      line.show(text(entry));
    }
  }

  private String text(TrainingLog.Entry entry) {
    double secondsAStep = (System.nanoTime() - start) / 1e9 / (entry.step() - stepsBefore);
    double left = secondsAStep * (steps - entry.step());
    return String.format(Locale.ROOT, "step %d of %d (%d%%), %s, %s%.2f s a step, %s left",
        entry.step(), steps, 100L * entry.step() / steps, losses(entry),
        Double.isNaN(accuracy) ? "" : "prompt accuracy " + AccuracyReport.percent(accuracy) + ", ", secondsAStep,
        left < 100 ? Math.round(left) + " s" : Math.round(left / 60) + " min");
  }

  /** The first of what the algorithm measures. */
  private static String losses(TrainingLog.Entry entry) {
    return entry.values().entrySet().stream().limit(SHOWN)
        .map(value -> String.format(Locale.ROOT, "%s %.2f", value.getKey(), value.getValue()))
        .collect(Collectors.joining(", "));
  }
}
