package texttovideo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import texttovideo.train.TrainingLoop;

/** Keeps a training run on disk while it goes on; a disk that is full does not end the run. */
final class KeptRun {
  private static final double SECONDS = 60;      // of training are lost at most

  private final TrainingLoop loop;
  private final Path file;
  private final PrintWriter err;
  private final String command;
  private long last = System.nanoTime();
  private int keptStep = -1;

  /** @param command what resumes the run, but for {@code --resume} and {@code --out} */
  KeptRun(TrainingLoop loop, Path file, PrintWriter err, String command) {
    this.loop = loop;
    this.file = file;
    this.err = err;
    this.command = command;
  }

  /** Says where the run is kept. */
  void announce() {
    err.println("the run is kept in " + file + "; --resume " + CommandPaths.word(file) + " goes on with it");
  }

  /**
   * Keeps the run if it is time to. A failure is told and the training goes on: the file is as it was.
   *
   * @param milestone whether it is time in any case
   */
  void update(boolean milestone) {
    if (!milestone && System.nanoTime() - last < 1e9 * SECONDS) {
      return;
    }
    try {
      save();
    } catch (IOException error) {
      last = System.nanoTime();
      err.println("warning: step " + loop.steps() + " could not be kept (" + ErrorMessages.oneLine(error)
          + "); training goes on");
    }
  }

  /** Keeps the run. */
  void save() throws IOException {
    loop.save(file);
    keptStep = loop.steps();
    last = System.nanoTime();
  }

  /** Keeps the run once more, in the system's temporary folder if its own place takes no file, and says what to do. */
  String howToGoOnFromHere(Path out) {
    try {
      save();
    } catch (IOException noRoom) {
      Path elsewhere = keptElsewhere();
      return elsewhere == null ? howToGoOn(out) : goOn(loop.steps(), elsewhere, out);
    }
    return howToGoOn(out);
  }

  /** Where the run is kept now in the system's temporary folder; null if that has no room either. */
  private Path keptElsewhere() {
    try {
      Path elsewhere = Files.createTempFile("text-to-video-", ".checkpoint.safetensors");
      try {
        loop.save(elsewhere);
        return elsewhere;
      } catch (IOException noRoom) {
        Files.delete(elsewhere);
      }
    } catch (IOException noPlace) {
      // Whoever asks tells what is kept.
    }
    return null;
  }

  /** What to do after a failure. */
  String howToGoOn(Path out) {
    return keptStep < 0 ? "nothing of this run was kept yet" : goOn(keptStep, file, out);
  }

  private String goOn(int step, Path kept, Path out) {
    return "the run is kept as it was after step " + step + ": go on by " + command + " --resume " + CommandPaths.word(kept) + " --out "
        + CommandPaths.word(out);
  }

  /** Removes what is of no use after success. */
  void remove() throws IOException {
    if (keptStep >= 0) {
      Files.deleteIfExists(file);
    }
  }
}
