package texttovideo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import texttovideo.eval.PromptAccuracy;
import texttovideo.generate.TextToVideo;
import texttovideo.train.Ablation;
import texttovideo.train.GanLoss;
import texttovideo.train.Trainer;
import texttovideo.train.TrainingConfig;
import texttovideo.train.TrainingLog;

/** Trains a model and measures it. */
@Command(name = "train", description = {"Trains a model from nothing, judges it, and writes it to a file.",
    "", "Ctrl-C keeps what was learnt in the checkpoint, from which --resume goes on as if nothing had happened.",
    "With OMP_WAIT_POLICY=PASSIVE in the environment it runs faster."},
    footer = {"", "Examples:", "  " + Main.NAME + " train --mode tour --out m.safetensors",
        "  " + Main.NAME + " train --resume m.checkpoint.safetensors --out m.safetensors"})
final class Train implements Callable<Integer> {
  private static final int INTERRUPTED = 130;          // what shells say of a program that Ctrl-C stopped
  private static final int SEEDS = 4;
  private static final int QUICK_EVERY = 24;           // all prompts would take longer than quick training

  @Spec
  private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Run run;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "the trained model")
  private Path out;

  @Option(names = "--checkpoint", paramLabel = "FILE", description = "where a stopped run is kept (default: beside the "
      + "model); when named, it is also written at every measurement")
  private Path checkpoint;

  @Option(names = "--log", paramLabel = "FILE", description = "also write every step's measurements to this CSV file")
  private Path log;

  /** A new run, or the rest of an old one. */
  private static final class Run {
    @ArgGroup(exclusive = false)
    private Fresh fresh;

    @Option(names = "--resume", paramLabel = "CHECKPOINT", description = "go on with a run that was stopped")
    private Path resume;
  }

  /** The settings of a new run. */
  private static final class Fresh {
    @Option(names = "--mode", required = true, paramLabel = "MODE",
        description = "quick (seconds, to see that it runs), tour (minutes), full (what the shipped model had)")
    private String mode;

    @Option(names = "--seed", paramLabel = "N", description = "decides the data and every random choice (default: 1)")
    private Long seed;

    @Option(names = "--steps", paramLabel = "N", description = "training steps (default: the mode's)")
    private Integer steps;

    @Option(names = "--loss", paramLabel = "LOSS",
        description = "what the networks play for: ${COMPLETION-CANDIDATES} (default: the mode's)")
    private GanLoss loss;

    @Option(names = "--without", paramLabel = "PART", defaultValue = "NONE",
        description = "leave a part out, to see what it is worth: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Ablation without;

    TrainingConfig config() {
      TrainingConfig config = TrainingConfig.of(mode).without(without);
      config = loss == null ? config : config.withLoss(loss);
      config = seed == null ? config : config.withSeed(seed);
      return steps == null ? config : config.withSteps(steps);
    }
  }

  @Override
  public Integer call() throws IOException {
    for (Path file : new Path[] {out, keep(), log}) {
      requireWritable(file);
    }
    try (Trainer trainer = run.resume == null ? new Trainer(config()) : Trainer.resume(run.resume)) {
      return train(trainer) ? finish(trainer) : INTERRUPTED;
    }
  }

  private TrainingConfig config() {
    try {
      return run.fresh.config();
    } catch (IllegalArgumentException error) {
      throw new ParameterException(spec.commandLine(), error.getMessage());
    }
  }

  /** Hours of training must not end at a folder that takes no file. */
  private static void requireWritable(Path file) throws IOException {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    if (Files.isDirectory(file) || !Files.isWritable(folder)) {
      throw new FileSystemException(file.toString(), null, "no file can be written there");
    }
  }

  /** Trains to the end and writes the model, or keeps what was learnt until Ctrl-C; whether it came to the end. */
  private boolean train(Trainer trainer) throws IOException {
    TrainingProgress progress = new TrainingProgress(trainer, new ProgressLine(spec.commandLine()));
    try (InterruptOnShutdown open = new InterruptOnShutdown()) {
      trainer.run(generator -> EvaluationSet.development(generator, trainer.vocabulary()),
          entry -> watch(trainer, entry, progress));
      boolean stopped = Thread.interrupted();          // cleared: an interrupted thread cannot write files
      progress.close();
      if (log != null) {
        CsvFile.write(trainer.log().table(), log);
      }
      if (!stopped) {
        trainer.model(Map.of()).save(out);
        return true;
      }
      trainer.save(keep());
      say("stopped after step " + trainer.steps() + " of " + trainer.config().steps() + "; what was learnt is kept in "
          + keep() + ", --resume goes on with it");
      return false;
    }
  }

  private void watch(Trainer trainer, TrainingLog.Entry entry, TrainingProgress progress) {
    progress.show(entry);
    if (checkpoint != null && !Double.isNaN(entry.fidelity())) {
      try {
        trainer.save(checkpoint);
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }
  }

  /** Judges the model on all prompts and stores what was measured with it. */
  private int finish(Trainer trainer) throws IOException {
    boolean quick = trainer.config().mode().equals("quick");
    int seeds = quick ? 1 : SEEDS;
    ProgressLine progress = new ProgressLine(spec.commandLine());
    PromptAccuracy fidelity = new EvaluationSet(EvaluationSet.seeds(1, seeds), quick ? QUICK_EVERY : 1, progress::update)
        .of("generated", new TextToVideo(trainer.generator(), trainer.vocabulary())::generate);
    progress.close();
    trainer.model(card(fidelity, seeds)).save(out);
    spec.commandLine().getOut().println(new AccuracyReport(fidelity).tables());
    say(String.format(Locale.ROOT, "%s: %d steps, %s of %d clips fully right", out, trainer.steps(),
        AccuracyReport.percent(fidelity.full()), fidelity.rows().size()));
    return 0;
  }

  private static Map<String, String> card(PromptAccuracy fidelity, int seeds) {
    Map<String, String> card = new TreeMap<>();
    card.put("fidelity", String.format(Locale.ROOT, "%.4f", fidelity.full()));
    card.put("fidelity seeds", "1 to " + seeds);
    card.put("fidelity by split", CsvFile.text(fidelity.bySplit()));
    card.put("fidelity by motion", CsvFile.text(fidelity.byMotion()));
    card.put("fidelity by word", CsvFile.text(fidelity.byAttribute()));
    return card;
  }

  private Path keep() {
    if (checkpoint != null || run.resume != null) {
      return checkpoint != null ? checkpoint : run.resume;
    }
    String name = out.getFileName().toString();
    return out.resolveSibling(name.replaceFirst("\\.safetensors$", "") + ".checkpoint.safetensors");
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }
}
