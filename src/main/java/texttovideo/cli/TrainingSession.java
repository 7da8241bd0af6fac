package texttovideo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Model.CommandSpec;
import texttovideo.data.CsvFile;
import texttovideo.model.ClipGenerator;
import texttovideo.train.TrainingLoop;

/** A training run in the terminal: its progress, its checkpoint, what is left of it after Ctrl-C or a failure. */
final class TrainingSession {
  private final CommandSpec spec;
  private final TrainingLoop loop;
  private final Path keep;
  private final KeptRun kept;

  /** Writes what was learnt. */
  interface Saving {
    void save() throws IOException;
  }

  /**
   * A session.
   *
   * @param keep    where the run is kept while it goes on
   * @param command what resumes the run, but for {@code --resume} and {@code --out}
   */
  TrainingSession(CommandSpec spec, TrainingLoop loop, Path keep, String command) {
    this.spec = spec;
    this.loop = loop;
    this.keep = keep;
    kept = new KeptRun(loop, keep, spec.commandLine().getErr(), command);
  }

  /**
   * Trains to the end and saves the model, or keeps what was learnt until Ctrl-C; whether it came to the end.
   *
   * @param log   where every step's measurements go, or null
   * @param curve where the learning curve on the drawn world goes, or null
   * @param out   where the model goes
   */
  boolean train(ToDoubleFunction<ClipGenerator> measure, Saving model, Path log, Path curve, Path out) throws IOException {
    LearningCurve learning = curve == null ? null : LearningCurve.goingOn(curve, loop.log().entries());
    try (ProgressLine line = new ProgressLine(spec.commandLine(), "training")) {
      kept.announce();
      TrainingProgress progress = new TrainingProgress(loop, line);
      loop.run(measure, entry -> {
        progress.show(entry);
        boolean measured = !Double.isNaN(entry.accuracy());
        kept.update(measured);
        if (learning != null && measured) {
          learning.add(entry.step(), entry.seconds(), loop.generator(), loop.tokenizer());
        }
      });
    } catch (RuntimeException | Error error) {
      throw new IOException(ErrorMessages.oneLine(error) + "; " + kept.howToGoOn(out), error);
    }
    boolean stopped = Thread.interrupted();          // cleared: an interrupted thread cannot write files
    try {
      if (stopped) {
        kept.save();
      } else {
        model.save();
      }
      if (log != null) {
        CsvFile.write(loop.log().table(), log);
      }
      if (learning != null) {
        CsvFile.write(learning.table(), curve);
      }
    } catch (IOException error) {
      throw new IOException(ErrorMessages.oneLine(error) + "; " + kept.howToGoOnFromHere(out), error);
    }
    if (stopped) {
      spec.commandLine().getOut().println("stopped after step " + loop.steps() + " of " + loop.config().steps()
          + "; what was learnt is kept in " + keep + ", --resume goes on with it");
      spec.commandLine().getOut().flush();
    }
    return !stopped;
  }

  /** Removes the checkpoint, which is of no use after success. */
  void forget() throws IOException {
    kept.remove();
  }
}
