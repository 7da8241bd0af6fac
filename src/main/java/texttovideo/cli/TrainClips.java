package texttovideo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import texttovideo.data.CaptionedFolder;
import texttovideo.data.FolderDataset;
import texttovideo.data.FolderSummary;
import texttovideo.generate.TextToVideo;
import texttovideo.nn.SafeTensors;
import texttovideo.train.TrainingConfig;
import texttovideo.train.TrainingLoop;
import texttovideo.video.ClipFit;
import texttovideo.world.OwnClips;

/** Trains a model on the user's own clips: {@code train --clips}. */
@Command(name = "train", description = {"Trains a model on your own captioned clips, from nothing.",
    "", "FOLDER holds index.csv with the columns clip,caption and, if wanted, split (training or held out); a clip is named by "
    + "its file (MP4 of H.264, GIF), with or without its ending, or by its folder of PNG frames. All clips are looked at, "
    + "and what is wrong with any is told, before training begins. While it trains, and on Ctrl-C, what was learnt is kept in "
    + "a checkpoint, from which --resume goes on as if nothing had happened.",
    "With OMP_WAIT_POLICY=PASSIVE in the environment it runs faster."},
    footer = {"", "Examples:", "  " + Main.NAME + " train --clips my-clips --out m.safetensors",
        "  " + Main.NAME + " train --clips my-clips --resume m.checkpoint.safetensors --out m.safetensors",
        "  " + Main.NAME + " generate --model m.safetensors \"one of my captions\" --out made",
        "  " + Main.NAME + " evaluate --clips my-clips --model m.safetensors --out report"})
final class TrainClips implements Callable<Integer> {
  private static final int LONG_RUN = 60;        // steps, from which on it is worth a trial to say how long it will take

  @Spec
  private CommandSpec spec;

  @Option(names = "--clips", paramLabel = "FOLDER", required = true, description = "the captioned clips")
  private Path folder;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "the trained model")
  private Path out;

  @Option(names = "--mode", paramLabel = "MODE", description = "quick (seconds, to see that it runs), tour (minutes, to see "
      + "that it learns), full (half an hour or more) (default: tour)")
  private String mode;

  @Option(names = "--steps", paramLabel = "N", description = "training steps (default: the mode's)")
  private Integer steps;

  @Option(names = "--seed", paramLabel = "N", description = "decides every random choice (default: 1)")
  private Long seed;

  @Option(names = "--size", paramLabel = "PIXELS", description = "height and width that clips are brought to: 32, 48, ..., 128 "
      + "(default: what most clips have, up to 64)")
  private Integer size;

  @Option(names = "--frames", paramLabel = "N", description = "frames that clips are brought to, 2 to 64 "
      + "(default: what most clips have, up to 16)")
  private Integer frames;

  @Option(names = "--resume", paramLabel = "CHECKPOINT", description = "go on with a run that was stopped")
  private Path resume;

  @Mixin
  private RunFiles files;

  /** Whether the words of a command line ask for this kind of training. */
  static boolean isMeant(String... arguments) {
    return List.of(arguments).stream().anyMatch(word -> word.equals("--clips") || word.startsWith("--clips="));
  }

  @Override
  public Integer call() throws IOException {
    TrainingConfig config = resume == null ? config() : null;
    checkPaths();
    try (InterruptOnShutdown open = new InterruptOnShutdown(); RunLock alone = new RunLock(out, files.keep(out, resume))) {
      files.requireNoOther(out, resume);
      return train(config, resume == null ? null : SafeTensors.read(resume));
    }
  }

  private int train(TrainingConfig config, SafeTensors saved) throws IOException {
    try (FolderDataset data = data(saved);
        TrainingLoop loop = loop(config, saved, data)) {
      TrainingSession session = new TrainingSession(spec, loop, files.keep(out, resume), "train --clips " + CommandPaths.word(folder));
      boolean complete = session.train(average -> Double.NaN, () -> loop.model(Map.of()).save(out), files.log(), null, out);
      if (complete && files.isUnnamed(resume)) {
        session.forget();
      }
      if (complete) {
        boolean judged = data.rows(false).length > 0 && Evaluate.features(data).size() > 0;
        say(out + ": " + steps(loop.steps()) + (judged ? "; evaluate --clips " + CommandPaths.word(folder) + " --model "
            + CommandPaths.word(out) + " says how good it is" : ""));
      }
      return complete ? 0 : ErrorMessages.STOPPED;
    }
  }

  private TrainingConfig config() {
    try {
      TrainingConfig config = OwnClips.settings(TrainingConfig.Mode.of(mode == null ? "tour" : mode));
      config = seed == null ? config : config.withSeed(seed);
      return steps == null ? config : config.withSteps(steps);
    } catch (IllegalArgumentException error) {
      throw new ParameterException(spec.commandLine(), error.getMessage());
    }
  }

  private void checkPaths() throws IOException {
    if (resume != null && (mode != null || steps != null || seed != null || size != null || frames != null)) {
      throw new ParameterException(spec.commandLine(), "--resume goes on with a run as it was: without --mode, --steps, --seed, "
          + "--size and --frames");
    }
    if (size != null && (size < 32 || size > 128 || size % 16 != 0)) {
      throw new ParameterException(spec.commandLine(), "--size must be 32, 48, 64, 80, 96, 112 or 128, not " + size);
    }
    if (frames != null) {
      Limits.require(spec, "--frames", frames, 2, 64);
    }
    files.addTo(new CommandPaths(spec).captionedRead("--clips", folder), out, resume).check();
  }

  /** The clips, with a summary of what they are. */
  private FolderDataset data(SafeTensors saved) throws IOException {
    CaptionedFolder read = CaptionedFolder.read(folder);
    if (read.hasSplit() && read.rows().stream().allMatch(CaptionedFolder.Row::heldOut)) {
      throw new IOException(folder + " has no clip to train on: all are held out");
    }
    Evaluate.warnOfRepeated(read, spec);
    ClipFit fit = saved == null ? read.fit(frames, size, TextToVideo.FPS) : OwnClips.fit(saved, resume, TextToVideo.FPS);
    say(read.how(fit));
    int unlisted = read.unlisted();
    if (unlisted > 0) {
      say(unlisted + (unlisted == 1 ? " clip in the folder is" : " clips in the folder are") + " not in its "
          + CaptionedFolder.INDEX + " and not used");
    }
    int clips = read.clips();
    FolderDataset data;
    try (ProgressLine line = new ProgressLine(spec.commandLine(), "reading the clips")) {
      data = FolderDataset.load(read, fit, out.toAbsolutePath().getParent(),
          done -> line.update("reading the clips: " + done + " of " + clips));
    }
    FolderSummary summary = new FolderSummary(data);
    summary.lines().forEach(this::say);
    summary.warnings().forEach(warning -> say("warning: " + warning));
    if (Evaluate.features(data).size() == 0) {
      say("warning: " + Evaluate.cannotBeToldApart(folder) + ", so evaluate will refuse");
    }
    return data;
  }

  private TrainingLoop loop(TrainingConfig config, SafeTensors saved, FolderDataset data) throws IOException {
    try (ProgressLine progress = new ProgressLine(spec.commandLine(), "preparing to train")) {
      Nd4j.getExecutioner();     // loads the native library: the first thread that fails to is the only one to learn why
      if (saved != null) {
        return OwnClips.resume(saved, resume, data);
      }
      OwnClips own = new OwnClips(config, data);
      if (config.steps() >= LONG_RUN) {
        OwnClips.Estimate estimate = own.estimate();
        StoppedException.throwIfAsked();
        say(String.format(Locale.ROOT, "%d steps of %d clips: about %s and %.1f GB of memory, by a short trial",
            config.steps(), config.batch(), time(estimate.seconds()), estimate.memoryBytes() / 1e9));
      } else {
        say(steps(config.steps()) + " of " + config.batch() + " clips: a minute or less");
      }
      return own.start();
    }
  }

  private static String steps(int number) {
    return number + (number == 1 ? " step" : " steps");
  }

  private static String time(double seconds) {
    return seconds < 90 ? Math.round(seconds) + " seconds" : Math.round(seconds / 60) + " minutes";
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }
}
