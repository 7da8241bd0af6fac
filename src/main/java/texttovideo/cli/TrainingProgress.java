package texttovideo.cli;

import java.util.Locale;
import texttovideo.train.Trainer;
import texttovideo.train.TrainingLog;

/** One line about a training run: how far it is, how well it does, how long it will take. */
final class TrainingProgress {
  private final int steps;
  private final int stepsBefore;
  private final ProgressLine line;
  private final long start = System.nanoTime();
  private double accuracy = Double.NaN;

  TrainingProgress(Trainer trainer, ProgressLine line) {
    this.steps = trainer.config().steps();
    this.stepsBefore = trainer.steps();
    this.line = line;
  }

  /** Tells of a step; of one that was measured in any case. */
  void show(TrainingLog.Entry entry) {
    if (Double.isNaN(entry.fidelity())) {
      line.update(text(entry));
    } else {
      accuracy = entry.fidelity();
      line.show(text(entry));
    }
  }

  private String text(TrainingLog.Entry entry) {
    double secondsAStep = (System.nanoTime() - start) / 1e9 / (entry.step() - stepsBefore);
    double left = secondsAStep * (steps - entry.step());
    return String.format(Locale.ROOT, "step %d of %d (%d%%), losses %.2f clip %.2f pair, %s%.2f s a step, %s left",
        entry.step(), steps, 100L * entry.step() / steps, entry.clipLoss(), entry.pairLoss(),
        Double.isNaN(accuracy) ? "" : "prompt accuracy " + AccuracyReport.percent(accuracy) + ", ", secondsAStep,
        left < 100 ? Math.round(left) + " s" : Math.round(left / 60) + " min");
  }
}
