package texttovideo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import texttovideo.data.CsvFile;
import texttovideo.eval.PromptAccuracy;
import texttovideo.generate.TextToVideo;
import texttovideo.train.GanLoss;
import texttovideo.train.TrainingConfig;
import texttovideo.train.TrainingLoop;
import texttovideo.world.Ablation;
import texttovideo.world.DrawnWorld;
import texttovideo.world.GeneratorKind;

/** Trains a model and measures it. */
@Command(name = "train", description = {"Trains a model from nothing, judges it, and writes it to a file.",
    "", "While it trains, and on Ctrl-C, what was learnt is kept in a checkpoint, from which --resume goes on as if nothing "
    + "had happened.",
    "With --clips FOLDER it trains on your own captioned clips instead: 'train --clips FOLDER --help' says how.",
    "With OMP_WAIT_POLICY=PASSIVE in the environment it runs faster."},
    footer = {"", "Examples:", "  " + Main.NAME + " train --mode tour --out m.safetensors",
        "  " + Main.NAME + " train --resume m.checkpoint.safetensors --out m.safetensors",
        "  " + Main.NAME + " train --clips my-clips --out m.safetensors"})
final class Train implements Callable<Integer> {
  private static final int SEEDS = 4;
  private static final int QUICK_EVERY = 24;           // all prompts would take longer than quick training

  @Spec
  private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Run run;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "the trained model")
  private Path out;

  @Mixin
  private RunFiles files;

  @Option(names = "--curve", paramLabel = "FILE", description = "also write to this CSV file, at every measurement, the "
      + "prompt accuracy of seen and held-out sentences, how widely clips start, and how crisp they are")
  private Path curve;

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

    @Option(names = "--generator", paramLabel = "GENERATOR", defaultValue = "SPRITE",
        description = "sprite (much of the drawn world is built in; minutes) or conv (nothing is built in; an hour) "
            + "(default: sprite)")
    private GeneratorKind generator;

    @Option(names = "--seed", paramLabel = "N", description = "decides the data and every random choice "
        + "(default: 1)")
    private Long seed;

    @Option(names = "--steps", paramLabel = "N", description = "training steps (default: the mode's)")
    private Integer steps;

    @Option(names = "--loss", paramLabel = "LOSS",
        description = "what the networks play for: ${COMPLETION-CANDIDATES} (default: the mode's)")
    private GanLoss loss;

    @Option(names = "--without", paramLabel = "PART", defaultValue = "NONE",
        description = "leave a part out, to see what it is worth: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Ablation without;

    DrawnWorld world() {
      DrawnWorld world = DrawnWorld.of(generator, TrainingConfig.Mode.of(mode)).without(without);
      world = loss == null ? world : world.with(loss);
      world = seed == null ? world : world.with(world.training().withSeed(seed));
      return steps == null ? world : world.with(world.training().withSteps(steps));
    }
  }

  @Override
  public Integer call() throws IOException {
    DrawnWorld world = run.resume == null ? world() : null;
    checkPaths();
    try (InterruptOnShutdown open = new InterruptOnShutdown(); RunLock alone = new RunLock(out, files.keep(out, run.resume));
        TrainingLoop loop = loop(world)) {
      return train(loop) ? finish(loop) : ErrorMessages.STOPPED;
    }
  }

  private void checkPaths() throws IOException {
    files.addTo(new CommandPaths(spec), out, run.resume).written("--curve", curve, ".csv").check();
  }

  private TrainingLoop loop(DrawnWorld world) throws IOException {
    files.requireNoOther(out, run.resume);
    try (ProgressLine progress = new ProgressLine(spec.commandLine(), "preparing to train")) {
      Nd4j.getExecutioner();     // loads the native library: the first thread that fails to is the only one to learn why
      return run.resume == null ? world.start() : DrawnWorld.resume(run.resume);
    }
  }

  private DrawnWorld world() {
    try {
      return run.fresh.world();
    } catch (IllegalArgumentException error) {
      throw new ParameterException(spec.commandLine(), error.getMessage());
    }
  }

  /** Trains to the end and writes the model, or keeps what was learnt until Ctrl-C; whether it came to the end. */
  private boolean train(TrainingLoop loop) throws IOException {
    TrainingSession session = new TrainingSession(spec, loop, files.keep(out, run.resume), "train");
    boolean complete = session.train(generator -> EvaluationSet.development(generator, loop.tokenizer()),
        () -> loop.model(Map.of()).save(out), files.log(), curve, out);
    if (complete && files.isUnnamed(run.resume)) {
      session.forget();
    }
    return complete;
  }

  /** Judges the model on all prompts and stores what was measured with it. */
  private int finish(TrainingLoop loop) throws IOException {
    boolean quick = loop.config().mode() == TrainingConfig.Mode.QUICK;
    int seeds = quick ? 1 : SEEDS;
    PromptAccuracy accuracy;
    try (ProgressLine progress = new ProgressLine(spec.commandLine(), "judging the model")) {
      accuracy = new EvaluationSet(EvaluationSet.seeds(1, seeds), quick ? QUICK_EVERY : 1,
          progress::update)
          .of("generated", new TextToVideo(loop.generator(), loop.tokenizer())::generate);
    } catch (StoppedException asked) {
      throw new StoppedException("stopped while it was judged; the trained model is in " + out + ", without its figures");
    }
    loop.model(card(accuracy, seeds)).save(out);
    spec.commandLine().getOut().println(new AccuracyReport(accuracy).tables());
    say(String.format(Locale.ROOT, "%s: %d steps, %s of %d clips fully right", out, loop.steps(),
        AccuracyReport.percent(accuracy.full()), accuracy.rows().size()));
    return 0;
  }

  private static Map<String, String> card(PromptAccuracy accuracy, int seeds) {
    Map<String, String> card = new TreeMap<>();
    card.put("prompt accuracy", String.format(Locale.ROOT, "%.4f", accuracy.full()));
    card.put("prompt accuracy seeds", "1 to " + seeds);
    card.put("prompt accuracy by split", CsvFile.text(accuracy.bySplit()));
    card.put("prompt accuracy by motion", CsvFile.text(accuracy.byMotion()));
    card.put("prompt accuracy by word", CsvFile.text(accuracy.byAttribute()));
    return card;
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }
}
