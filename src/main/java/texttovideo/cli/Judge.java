package texttovideo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;
import texttovideo.generate.TextToVideo;
import texttovideo.judge.Fidelity;
import texttovideo.judge.Oracle;
import texttovideo.judge.Starts;
import texttovideo.text.Prompt;

/** Measures whether clips show what their sentences ask for. */
@Command(name = "judge", description = {"Judges clips by their pixels: shape, colour, size, motion, one object.",
    "", "A clip is fully right when all five are. Shares come with their 95%% interval."},
    footer = {"", "Examples:", "  " + Main.NAME + " judge clips", "  " + Main.NAME + " judge --all --seeds 4"})
final class Judge implements Callable<Integer> {
  private static final long SHUFFLE = 1;

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
  private static final class All extends MakerOption {
    @Option(names = "--all", required = true,
        description = "judge a model on all 720 complete prompts, beside true clips and shuffled prompts")
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
  }

  @Override
  public Integer call() throws IOException {
    if (what.all != null) {
      Limits.require(spec, "--seeds", what.all.seeds, 1, 1000);
      Limits.require(spec, "--every", what.all.every, 1, Prompt.all().size());
      Limits.require(spec, "--starts", what.all.starts, 0, 10_000);
      what.all.check(spec);
    }
    Fidelity fidelity = what.all == null ? judgeFolder(new ClipFolder(what.folder)) : judgeModel(what.all);
    if (csv != null) {
      CsvFile.write(new FidelityReport(fidelity).rows(), csv);
    }
    return 0;
  }

  private Fidelity judgeFolder(ClipFolder folder) throws IOException {
    List<ClipFolder.Entry> entries = folder.entries();
    Oracle oracle = new Oracle();
    ProgressLine progress = new ProgressLine(spec.commandLine());
    AtomicInteger judged = new AtomicInteger();
    Fidelity fidelity = new Fidelity(entries.parallelStream().map(entry -> {
      Fidelity.Row row = judged(folder, entry, oracle);
      synchronized (progress) {
        progress.update("judging clips: " + judged.incrementAndGet() + " of " + entries.size());
      }
      return row;
    }).toList());
    progress.close();
    out().println(new FidelityReport(fidelity).tables());
    out().println(new FidelityReport(fidelity).wrong());
    return fidelity;
  }

  private static Fidelity.Row judged(ClipFolder folder, ClipFolder.Entry entry, Oracle oracle) {
    try {
      Prompt prompt = Prompt.parse(entry.prompt());
      return new Fidelity.Row(prompt, Examination.split(prompt), entry.seed(),
          oracle.judge(folder.read(entry, TextToVideo.FPS)));
    } catch (IllegalArgumentException error) {
      throw new IllegalArgumentException("clip " + entry.clip() + " of " + folder.folder() + ": " + error.getMessage(),
          error);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private Fidelity judgeModel(All all) throws IOException {
    TextToVideo model = all.load();
    ProgressLine progress = new ProgressLine(spec.commandLine());
    Examination examination = new Examination(Examination.seeds(all.seed, all.seeds), all.every,
        progress::update);
    Fidelity generated = examination.of("generated", all.maker(model));
    Fidelity truth = examination.of("true", all.truth());
    progress.close();
    FidelityReport report = new FidelityReport(generated);
    out().println(report.tables());
    out().println(report.worstReferencePrompt());
    out().println(TextTable.of(controls(truth, generated.withShuffledPrompts(SHUFFLE))));
    out().println(report.wrong());
    if (all.starts > 0) {
      MakerOption start = all.ofTwoFrames();
      out().println("\n" + TextTable.of(Starts.compare(examination.prompts(), all.starts, start.maker(model), start.truth())));
    }
    return generated;
  }

  /** What the same judge says of clips that are right for certain, and of clips held against the wrong prompts. */
  private static Table controls(Fidelity truth, Fidelity shuffled) {
    Table controls = renamed(truth, "true clips (ceiling)").and(renamed(shuffled, "shuffled prompts (floor)"))
        .bySplit();
    controls.stringColumn("split").setName("control");
    return controls.first(2).setName("controls");      // without the row that adds both up
  }

  private static Fidelity renamed(Fidelity fidelity, String name) {
    return new Fidelity(fidelity.rows().stream()
        .map(row -> new Fidelity.Row(row.prompt(), name, row.seed(), row.verdict())).toList());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
