package texttovideo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;
import texttovideo.data.CaptionedFolder;
import texttovideo.data.CsvFile;
import texttovideo.data.FolderDataset;
import texttovideo.eval.CaptionFeatures;
import texttovideo.eval.CaptionJudge;
import texttovideo.eval.ClipVariety;
import texttovideo.eval.NearestNeighbour;
import texttovideo.eval.OwnClipsEvaluation;
import texttovideo.eval.WordEvaluator;
import texttovideo.generate.TextToVideo;
import texttovideo.model.ClipGenerator;
import texttovideo.model.ModelFile;
import texttovideo.text.WordTokenizer;
import texttovideo.video.AtomicFile;
import texttovideo.video.Clip;
import texttovideo.video.ClipFit;
import texttovideo.world.OwnClips;

/** Measures a model of the user's own clips against the clips. */
@Command(name = "evaluate", description = {"Says how good a model of your own captioned clips is, as tables.",
    "", "Nobody drew these clips, so nothing can measure what they show: a small network first learns from the real training "
    + "clips which words of captions a clip shows. What it says of real clips that are held out is the ceiling, the same under "
    + "captions dealt out anew the floor; captions that it cannot tell apart count as a guess among them. Beside it: how varied "
    + "clips of one caption are, how steady, and whether they repeat clips of training. --out writes the tables as CSV and "
    + "index.html with clips beside their nearest real ones."},
    footer = {"", "Example:", "  " + Main.NAME + " evaluate --clips my-clips --model m.safetensors --out report"})
final class Evaluate implements Callable<Integer> {
  private static final int FEWEST = 4;           // clips with and without a word, or the evaluator does not learn it
  private static final int REAL_OF_A_CAPTION = 8;
  private static final int WORDS = 10;           // that a message names
  private static final int TOGETHER = 16;        // clips generated between two words of progress

  @Spec
  private CommandSpec spec;

  @Option(names = "--clips", paramLabel = "FOLDER", required = true, description = "the captioned clips, as for train --clips")
  private Path folder;

  @Option(names = "--model", paramLabel = "FILE", required = true, description = "a model that 'train --clips' wrote")
  private Path model;

  @Option(names = "--out", paramLabel = "DIR", description = "folder for tables and page, made if missing")
  private Path out;

  @Option(names = "--count", defaultValue = "4", paramLabel = "N",
      description = "clips generated of each caption, 1 to 100 (default: ${DEFAULT-VALUE})")
  private int count;

  @Option(names = "--captions", defaultValue = "100", paramLabel = "N", description = "captions that training heard, and as many "
      + "that it never heard, at most; 1 to 1000 (default: ${DEFAULT-VALUE})")
  private int captions;

  @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
      description = "the first clip's seed, of the others the next ones (default: ${DEFAULT-VALUE})")
  private long seed;

  /** What is written beside the tables. */
  private record Report(List<Table> tables, EvaluationPage page) {
  }

  @Override
  public Integer call() throws IOException {
    Limits.require(spec, "--count", count, 1, 100);
    Limits.require(spec, "--captions", captions, 1, 1000);
    Limits.require(spec, "--seed", seed, Long.MIN_VALUE, Long.MAX_VALUE - 2L * captions * count);
    List<Path> written = out == null ? List.of() : EvaluationPage.FILES.stream().map(out::resolve).toList();
    CommandPaths paths = new CommandPaths(spec).clipsRead("--clips", folder).read("--model", model);
    written.forEach(file -> paths.written("--out", file, ""));
    paths.check();
    requireWholeReportOrNone(written);
    ModelFile file = ModelFile.load(model);
    ClipGenerator.Shape shape = file.generator().shape();
    CaptionedFolder read = CaptionedFolder.read(folder);
    warnOfRepeated(read, spec);
    int clips = read.clips();
    Path room = out == null ? Path.of(System.getProperty("java.io.tmpdir")) : out;
    try (RunLock alone = new RunLock(written.toArray(Path[]::new));
        InterruptOnShutdown open = new InterruptOnShutdown(Generate.SECONDS_TO_STOP, () -> discard(alone));
        ProgressLine line = new ProgressLine(spec.commandLine(), "reading the clips");
        FolderDataset data = FolderDataset.load(read, new ClipFit(shape.frames(), shape.pixels(), TextToVideo.FPS),
            room, done -> line.update("reading the clips: " + done + " of " + clips))) {
      if (!OwnClips.isOf(file.card(), data)) {
        spec.commandLine().getErr().println("warning: " + model + " was trained on other clips or captions than " + folder
            + " holds now: what is called heard and held out may not be");
      }
      Report report = report(file, data, line);
      Map<Path, byte[]> files = new LinkedHashMap<>();
      for (int i = 0; i < written.size(); i++) {
        files.put(written.get(i), (i < report.tables.size() ? CsvFile.text(report.tables.get(i))
            : report.page.html(report.tables)).getBytes(UTF_8));
      }
      line.close();
      StoppedException.throwIfAsked();           // for the last time: from here on all is told and written
      report.tables.forEach(table -> spec.commandLine().getOut().println(TextTable.of(table)));
      if (out != null) {
        AtomicFile.writeAll(files);
        spec.commandLine().getOut().println("tables and page in " + out + ": " + EvaluationPage.NAME);
      }
    }
    return 0;
  }

  /** Tables are written together, the page after them: a lone file of such a name is somebody's own. */
  private static void requireWholeReportOrNone(List<Path> written) throws FileSystemException {
    List<Path> there = written.stream().filter(Files::exists).toList();
    List<Path> tables = written.subList(0, Math.min(written.size(), EvaluationPage.TABLES.size()));
    if (!there.isEmpty() && !there.containsAll(tables)) {
      throw new FileSystemException(there.get(0).toString(), null, "is not replaced, as the other tables of an evaluation are not "
          + "beside it: remove it, or name another folder for --out");
    }
  }

  /** An accident mostly: who copies rows should know, but need not mend the list first. */
  static void warnOfRepeated(CaptionedFolder read, CommandSpec command) {
    if (!read.repeated().isEmpty()) {
      command.commandLine().getErr().println("warning: " + ErrorMessages.oneLine(read.repeated()));
    }
  }

  private static void discard(RunLock lock) {
    try {
      lock.close();
    } catch (IOException left) {
      // An empty file stays, which is in nobody's way.
    }
  }

  private Report report(ModelFile file, FolderDataset data, ProgressLine line) throws IOException {
    Nd4j.getExecutioner();       // loads the native library: the first thread that fails to is the only one to learn why
    int[] training = data.rows(true);
    int[] heldOut = data.rows(false);
    if (training.length == 0 || heldOut.length == 0) {
      throw new IOException(folder + " needs clips to train on and clips held out, not " + data.clips(training) + " and "
          + data.clips(heldOut) + ": without a column split, a tenth of the clips of each caption with 10 is held out, and of 10 captions one");
    }
    List<String> heard = heard(data);
    CaptionFeatures features = features(data);
    if (features.size() == 0) {
      throw new IOException(cannotBeToldApart(folder));
    }
    List<OwnClipsEvaluation.Sample> generated = generated(file, data, line);      // first: a broken model ends it here
    WordEvaluator evaluator = WordEvaluator.train(features, heard, i -> data.clip(training[i]), data.channels(), 1, text -> {
      StoppedException.throwIfAsked();
      line.update(text);
    });
    StoppedException.throwIfAsked();
    boolean[] told = evaluator.told();
    if (IntStream.range(0, told.length).noneMatch(k -> told[k])) {
      spec.commandLine().getErr().println("warning: on real clips the evaluator tells no word from another, so it says nothing "
          + "of generated ones either: it takes more clips, or captions that differ in what is to be seen");
    }
    CaptionJudge judge = new CaptionJudge(features, told,
        IntStream.range(0, data.size()).mapToObj(data::caption).toList());

    List<OwnClipsEvaluation.Sample> samples = new ArrayList<>();
    data.byCaption(heldOut).forEach((caption, rows) -> rows.stream().limit(2 * REAL_OF_A_CAPTION).forEach(row ->
        samples.add(new OwnClipsEvaluation.Sample(OwnClipsEvaluation.REAL, caption, data.isHeard(caption), data.clip(row)))));
    samples.addAll(generated);
    line.update("judging " + samples.size() + " clips");
    OwnClipsEvaluation evaluation = OwnClipsEvaluation.of(samples, evaluator, judge);
    List<Clip> clips = samples.stream().map(OwnClipsEvaluation.Sample::clip).toList();
    List<NearestNeighbour.Nearest> nearest = NearestNeighbour.nearest(clips, training.length, i -> data.clip(training[i]));
    Map<String, List<NearestNeighbour.Nearest>> compared = new LinkedHashMap<>();
    compared.put("whole clips", nearest);
    compared.put("what the first frame shows, wherever it is", NearestNeighbour.nearest(
        clips.stream().map(ClipVariety::shown).toList(), training.length, i -> ClipVariety.shown(data.clip(training[i]))));
    StoppedException.throwIfAsked();
    line.update("comparing clips of one caption");
    Map<String, List<Integer>> real = data.byCaption(IntStream.range(0, data.size()).toArray());
    List<Table> tables = List.of(evaluation.byPart(), evaluation.variety(caption -> real.get(caption).stream()
        .limit(REAL_OF_A_CAPTION).map(data::clip).toList()), evaluation.copies(compared), evaluation.byWord(),
        evaluation.byCaption());
    return new Report(tables, new EvaluationPage(evaluation, nearest, i -> data.clip(training[i]),
        i -> data.caption(training[i])));
  }

  private static List<String> heard(FolderDataset data) {
    return Arrays.stream(data.rows(true)).mapToObj(data::caption).toList();
  }

  /** What the evaluator learns to see; nothing where {@link #cannotBeToldApart} is to be said. */
  static CaptionFeatures features(FolderDataset data) {
    return CaptionFeatures.of(heard(data), FEWEST);
  }

  static String cannotBeToldApart(Path folder) {
    return "the captions of " + folder + " cannot be told apart: no word is in at least " + FEWEST
        + " rows of training clips and missing in as many";
  }

  /** Clips of captions that training heard, and of those that it never heard but has the words of. */
  private List<OwnClipsEvaluation.Sample> generated(ModelFile file, FolderDataset data, ProgressLine line) throws IOException {
    TextToVideo maker = new TextToVideo(file.generator(), file.tokenizer());
    Set<String> known = Set.copyOf(file.tokenizer().vocabulary().words());
    Map<String, Boolean> wanted = new LinkedHashMap<>();
    for (boolean heard : new boolean[] {true, false}) {
      data.byCaption(IntStream.range(0, data.size()).toArray()).keySet().stream()
          .filter(caption -> data.isHeard(caption) == heard && known.containsAll(WordTokenizer.words(caption))
              && WordTokenizer.words(caption).size() <= file.tokenizer().length())
          .sorted(Comparator.comparingInt(caption -> Integer.reverse(caption.hashCode() * 0x9e3779b9)))
          .limit(captions).forEach(caption -> wanted.put(caption, heard));
    }
    if (wanted.isEmpty()) {
      throw new IOException(model + " can make no caption of " + folder + ": it takes captions of at most "
          + file.tokenizer().length() + " words, and does not know these: " + heard(data).stream()
          .flatMap(caption -> WordTokenizer.words(caption).stream()).distinct().filter(word -> !known.contains(word))
          .limit(WORDS).collect(Collectors.joining(", ")) + "; name the model that was trained on these clips");
    }
    List<OwnClipsEvaluation.Sample> made = new ArrayList<>();
    wanted.forEach((caption, heard) -> {
      for (int i = 0; i < count; i++) {
        StoppedException.throwIfAsked();
        long next = seed + made.size();
        Clip clip = GenerationOptions.named(model, () -> maker.generate(caption, next));
        made.add(new OwnClipsEvaluation.Sample(OwnClipsEvaluation.GENERATED, caption, heard, clip));
        if (made.size() % TOGETHER == 0) {
          line.update(String.format(Locale.ROOT, "generating: %d of %d clips", made.size(), wanted.size() * count));
        }
      }
    });
    return made;
  }
}
