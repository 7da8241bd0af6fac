package texttovideo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;
import texttovideo.data.ClipDataset;
import texttovideo.data.CsvFile;
import texttovideo.data.Split;
import texttovideo.eval.Copies;
import texttovideo.eval.Evaluator;
import texttovideo.eval.Overlap;
import texttovideo.eval.PromptAccuracy;
import texttovideo.eval.StartPositions;
import texttovideo.generate.TextToVideo;
import texttovideo.model.ModelFile;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;
import texttovideo.world.DrawnWorld;

/** Measures whether clips show what their sentences ask for. */
@Command(name = "judge", description = {"Judges clips by their pixels: shape, colour, size, motion, one object.",
    "", "A clip is fully right when all five are. Shares come with their 95%% interval."},
    footer = {"", "Examples:", "  " + Main.NAME + " judge clips", "  " + Main.NAME + " judge --all --seeds 4"})
final class Judge implements Callable<Integer> {
  private static final long SHUFFLE = 1;
  private static final long FARTHEST_SEED = 1_000_000_000_000_000L;    // each stands for 720 seeds or fewer

  @Spec
  private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private What what;

  @Option(names = "--csv", paramLabel = "FILE", description = "also write one row a clip to this file")
  private Path csv;

  /** Either clips on disk, or a model. */
  private static final class What {
    @Parameters(paramLabel = "DIR", description = "folder that 'generate' wrote: its index.csv and PNG frames")
    private Path folder;

    @ArgGroup(exclusive = false)
    private All all;
  }

  /** How a model is judged. */
  private static final class All extends GenerationOptions {
    @Option(names = "--all", required = true,
        description = "judge a model on all 720 complete prompts, beside true clips and shuffled prompts")
    @SuppressWarnings("UnusedVariable")          // that the option is given chooses this group
    private boolean all;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "4",
        description = "clips a prompt (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
        description = "the first of the seeds (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--every", paramLabel = "N", defaultValue = "1",
        description = "only every Nth prompt of a split, for a quick look (default: ${DEFAULT-VALUE})")
    private int every;

    @Option(names = "--starts", paramLabel = "N", defaultValue = "0",
        description = "also compare where N clips of each prompt start with where true clips do; 500 is plenty")
    private int starts;

    @Option(names = "--overlap", paramLabel = "N", defaultValue = "0",
        description = "also measure how much of its ink each of N clips of each prompt shares with the nearest true clip, "
            + "by shape and size: intersection over union, 1 at best, beside that of true clips. A stricter look than \"full\"")
    private int overlap;

    @Option(names = "--copies", paramLabel = "N", defaultValue = "0",
        description = "also measure how far N clips of each trained prompt lie from the nearest training clip, beside fresh true "
            + "clips: copies would lie nearer. Takes minutes")
    private int copies;
  }

  @Override
  public Integer call() throws IOException {
    if (what.all != null) {
      Limits.require(spec, "--seeds", what.all.seeds, 1, 1000);
      Limits.require(spec, "--every", what.all.every, 1, Prompt.all().size());
      Limits.require(spec, "--starts", what.all.starts, 0, 10_000);
      Limits.require(spec, "--overlap", what.all.overlap, 0, 1000);
      Limits.require(spec, "--copies", what.all.copies, 0, 4);
      Limits.require(spec, "--seed", what.all.seed, -FARTHEST_SEED, FARTHEST_SEED);
      what.all.check(spec);
      what.all.requireMeasurable(spec);
      if (what.all.copies > 0) {
        what.all.requireAsTrained(spec, "--copies");
      }
    }
    new CommandPaths(spec).clipsRead("DIR", what.folder).read("--model", what.all == null ? null : what.all.file())
        .written("--csv", csv, ".csv").check();
    try (InterruptOnShutdown open = new InterruptOnShutdown(Generate.SECONDS_TO_STOP, () -> { })) {
      PromptAccuracy accuracy = what.all == null ? judgeFolder(new ClipFolder(what.folder)) : judgeModel(what.all);
      if (csv != null) {
        CsvFile.write(new AccuracyReport(accuracy).rows(), csv);
      }
    }
    return 0;
  }

  private PromptAccuracy judgeFolder(ClipFolder folder) throws IOException {
    Object version = folder.version();
    PromptAccuracy accuracy;
    try {
      accuracy = measured(folder, folder.entries());
    } catch (IOException | UncheckedIOException error) {
      requireUnchanged(folder, version);
      throw error;
    }
    requireUnchanged(folder, version);
    StoppedException.throwIfAsked();             // for the last time: from here on all that was measured is told
    out().println(new AccuracyReport(accuracy).tables());
    out().println(new AccuracyReport(accuracy).wrong());
    return accuracy;
  }

  private PromptAccuracy measured(ClipFolder folder, List<ClipFolder.Entry> entries) {
    Evaluator evaluator = new Evaluator();
    AtomicInteger done = new AtomicInteger();
    try (ProgressLine progress = new ProgressLine(spec.commandLine(), "judging clips: 0 of " + entries.size())) {
      Thread asked = Thread.currentThread();
      return new PromptAccuracy(entries.parallelStream().map(entry -> {
        StoppedException.throwIfAsked(asked);
        PromptAccuracy.Row row = judged(folder, entry, evaluator);
        progress.update("judging clips: " + done.incrementAndGet() + " of " + entries.size());
        return row;
      }).toList());
    }
  }

  private static void requireUnchanged(ClipFolder folder, Object version) throws IOException {
    if (!folder.version().equals(version)) {
      throw new IOException("the clips in " + folder.folder() + " were replaced while they were judged; judge them again");
    }
  }

  private static PromptAccuracy.Row judged(ClipFolder folder, ClipFolder.Entry entry, Evaluator evaluator) {
    try {
      Prompt prompt = Prompt.parse(entry.prompt());
      return new PromptAccuracy.Row(prompt, EvaluationSet.split(prompt), entry.seed(),
          evaluator.predict(folder.read(entry, TextToVideo.FPS)));
    } catch (IllegalArgumentException error) {
      throw new IllegalArgumentException("clip " + entry.clip() + " of " + folder.folder() + ": " + error.getMessage(),
          error);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private PromptAccuracy judgeModel(All all) throws IOException {
    ModelFile file = all.modelFile();
    TextToVideo model = all.load(file);
    if (!model.hasGrammar()) {
      throw new IOException("judge measures models of this world's 720 sentences only, and " + all.file() + " is a model of other "
          + "captions; use evaluate --clips FOLDER --model " + CommandPaths.word(all.file()));
    }
    all.check(spec);
    DrawnWorld.TrainingData training = all.copies > 0 ? DrawnWorld.trainingData(file.card(), all.file()) : null;
    PromptAccuracy generated;
    PromptAccuracy truth;
    EvaluationSet evaluation;
    try (ProgressLine progress = new ProgressLine(spec.commandLine(), "judging generated clips")) {
      evaluation = new EvaluationSet(EvaluationSet.seeds(all.seed, all.seeds), all.every, progress::update);
      generated = evaluation.of("generated", all.maker(model));
      truth = evaluation.of("true", all.truth());
    }
    List<String> leftOut = evaluation.leftOut();
    if (!leftOut.isEmpty()) {
      spec.commandLine().getErr().println("warning: with --every " + all.every + " no prompt is judged that has: "
          + String.join(", ", leftOut) + "; odd numbers up to 15 leave out nothing");
    }
    AccuracyReport report = new AccuracyReport(generated);
    out().println(report.tables());
    out().println(report.worstReferencePrompt());
    out().println(TextTable.of(controls(truth, generated.withShuffledPrompts(SHUFFLE))));
    out().println(report.wrong());
    if (all.starts > 0) {
      out().println("\n" + TextTable.of(starts(all, model, evaluation.prompts())));
    }
    if (all.overlap > 0) {
      out().println("\n" + TextTable.of(overlap(all, model, evaluation.prompts())));
    }
    if (all.copies > 0) {
      out().println("\n" + TextTable.of(copies(all, model, evaluation.prompts(), training)));
    }
    return generated;
  }

  private Table starts(All all, TextToVideo model, List<Prompt> prompts) {
    GenerationOptions start = all.shortest(model);
    return counted("measuring starts", prompts.size() * all.starts, start.maker(model),
        maker -> StartPositions.compare(prompts, all.starts, maker, start.truth()));
  }

  private Table overlap(All all, TextToVideo model, List<Prompt> prompts) {
    return counted("measuring overlaps", prompts.size() * all.overlap, all.maker(model),
        maker -> Overlap.compare(prompts, all.overlap, maker, all.truth()));
  }

  private Table copies(All all, TextToVideo model, List<Prompt> prompts, DrawnWorld.TrainingData training) {
    ClipDataset data = training.clips();
    int[] rows = data.rows(Split.TRAINING);
    List<Prompt> trained = prompts.stream().filter(training.prompts()).toList();
    String of = " of " + (2 * trained.size() * all.copies + Copies.KINDS * rows.length) + " clips";
    Thread asked = Thread.currentThread();
    AtomicInteger seen = new AtomicInteger();
    try (ProgressLine progress = new ProgressLine(spec.commandLine(), "looking for copies: 0" + of)) {
      UnaryOperator<Clip> counted = clip -> {
        StoppedException.throwIfAsked(asked);
        progress.update("looking for copies: " + seen.incrementAndGet() + of);
        return clip;
      };
      return Copies.compare(trained, all.copies, all.maker(model).andThen(counted), all.truth().andThen(counted), rows.length,
          i -> counted.apply(data.clip(rows[i])));
    }
  }

  /** A table of generated clips, which are counted while they are made. */
  private Table counted(String what, int clips, BiFunction<Prompt, Long, Clip> maker,
      Function<BiFunction<Prompt, Long, Clip>, Table> compare) {
    AtomicInteger made = new AtomicInteger();
    try (ProgressLine progress = new ProgressLine(spec.commandLine(), what + ": 0 of " + clips)) {
      return compare.apply((prompt, seed) -> {
        StoppedException.throwIfAsked();
        progress.update(what + ": " + made.incrementAndGet() + " of " + clips);
        return maker.apply(prompt, seed);
      });
    }
  }

  /** What the same evaluator says of clips that are right for certain, and of clips held against the wrong prompts. */
  private static Table controls(PromptAccuracy truth, PromptAccuracy shuffled) {
    Table controls = renamed(truth, "true clips (ceiling)").and(renamed(shuffled, "shuffled prompts (floor)"))
        .bySplit();
    controls.stringColumn("split").setName("control");
    return controls.first(2).setName("controls");      // without the row that adds both up
  }

  private static PromptAccuracy renamed(PromptAccuracy accuracy, String name) {
    return new PromptAccuracy(accuracy.rows().stream()
        .map(row -> new PromptAccuracy.Row(row.prompt(), name, row.seed(), row.prediction())).toList());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
