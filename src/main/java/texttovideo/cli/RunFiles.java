package texttovideo.cli;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every training: where the run is kept while it goes on, and where its measurements go. */
final class RunFiles {
  @Option(names = "--checkpoint", paramLabel = "FILE", description = "where the run is kept while it goes on, so that "
      + "nothing is lost (default: beside the model, OUT.checkpoint.safetensors, removed at the end)")
  private Path checkpoint;

  @Option(names = "--log", paramLabel = "FILE", description = "also write every step's measurements to this CSV file")
  private Path log;

  /** Where every step's measurements go, or null. */
  Path log() {
    return log;
  }

  /**
   * Where a run is kept: at the given place, else where it is resumed from, else beside the model.
   *
   * @param out    where the model goes
   * @param resume the checkpoint that is gone on with, or null
   */
  Path keep(Path out, Path resume) {
    if (checkpoint != null || resume != null) {
      return checkpoint != null ? checkpoint : resume;
    }
    String name = out.getFileName().toString();
    return out.resolveSibling(name.replaceFirst("\\.safetensors$", "") + ".checkpoint.safetensors");
  }

  /** Whether nobody named where the run is kept: it goes when the model is there. */
  boolean isUnnamed(Path resume) {
    return checkpoint == null && resume == null;
  }

  /** Refuses to begin a new run where another one is kept that nobody named. */
  void requireNoOther(Path out, Path resume) throws FileAlreadyExistsException {
    Path keep = keep(out, resume);
    if (isUnnamed(resume) && Files.exists(keep)) {
      throw new FileAlreadyExistsException(keep.toString(), null, "holds a run that did not come to its end: go on with "
          + "it by --resume " + CommandPaths.word(keep) + ", or remove it, or name another place by --checkpoint");
    }
  }

  /** Adds a training's files to the paths of its command. */
  CommandPaths addTo(CommandPaths paths, Path out, Path resume) {
    boolean inPlace = resume != null && keep(out, resume).equals(resume);
    paths.read("--resume", inPlace ? null : resume).modelWritten("--out", out).written("--log", log, ".csv");
    return inPlace ? paths.modelWritten("--resume", resume) : paths.modelWritten("--checkpoint", keep(out, resume));
  }
}
