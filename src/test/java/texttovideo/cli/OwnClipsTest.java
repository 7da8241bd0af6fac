package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import texttovideo.data.CaptionedFolder;
import texttovideo.data.ClipFolders;
import texttovideo.data.CsvFile;
import texttovideo.data.FolderDataset;
import texttovideo.generate.TextToVideo;
import texttovideo.model.ClipGenerator;
import texttovideo.model.ModelFile;
import texttovideo.train.TrainingConfig;
import texttovideo.train.TrainingLoop;
import texttovideo.world.OwnClips;

/** {@code train --clips}, then {@code generate} and {@code evaluate} with the model, on 24 clips of four captions. */
class OwnClipsTest {
  private static final int CLIPS = 24;

  @TempDir
  private static Path shared;
  private static Path clips;
  private static Path model;
  private static String saidOfTraining;

  @TempDir
  private Path folder;

  @BeforeAll
  static void trainModel() throws IOException {
    clips = write(shared.resolve("clips"));
    model = shared.resolve("m.safetensors");
    saidOfTraining = train(clips, model).succeeds().out();
  }

  /** Of each caption 4 clips to train on and 2 held out. */
  private static Path write(Path to) throws IOException {
    ClipFolders.write(to, CLIPS);
    Path index = to.resolve("index.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(index));
    lines.set(0, lines.get(0) + ",split");
    for (int i = 0; i < CLIPS; i++) {
      lines.set(i + 1, lines.get(i + 1) + (i / 4 % 3 == 2 ? ",held out" : ",training"));
    }
    Files.write(index, lines);
    return to;
  }

  private static CommandRun train(Path clips, Path out) {
    return CommandRun.of("train", "--clips", clips, "--mode", "quick", "--steps", 2, "--out", out);
  }

  private CommandRun evaluate(Path clips, Object... more) {
    List<Object> all = new ArrayList<>(List.of("evaluate", "--clips", clips, "--model", model, "--count", 2));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray());
  }

  @Test
  void trainingSaysWhatItFoundAndWhatItMadeOfIt() throws IOException {
    assertTrue(saidOfTraining.contains("32x32 to 256x256 pixels, 6 frames; used: all brought to 32x32 pixels, all frames"),
        saidOfTraining);
    assertTrue(saidOfTraining.contains("24 clips, 4 captions, 9 words"), saidOfTraining);
    assertTrue(saidOfTraining.contains("training: 16 clips of 4 captions; held out: 8 clips"), saidOfTraining);
    assertTrue(saidOfTraining.contains("warning: 16 training clips are few"), saidOfTraining);
    assertTrue(saidOfTraining.contains("2 steps of 8 clips"), saidOfTraining);
    assertEquals(new ClipGenerator.Shape(6, 3, 32), ModelFile.load(model).generator().shape());
    try (Stream<Path> left = Files.list(shared)) {
      assertEquals(List.of(clips, model), left.sorted().toList());
    }
  }

  @Test
  void modelMakesClipsOfItsCaptions() throws IOException {
    Path made = folder.resolve("made");
    CommandRun.of("generate", "--model", model, "ein grüner Punkt läuft links oben", "--out", made).succeeds();
    try (Stream<Path> files = Files.walk(made)) {
      assertTrue(files.anyMatch(file -> file.toString().endsWith(".mp4")));
    }
  }

  @Test
  void interruptedRunIsResumedToTheSameModel() throws IOException {
    Path kept = folder.resolve("kept.safetensors");
    CaptionedFolder read = CaptionedFolder.read(clips);
    try (FolderDataset data = FolderDataset.load(read, read.fit(null, null, TextToVideo.FPS), folder, done -> { });
        TrainingLoop run = new OwnClips(OwnClips.settings(TrainingConfig.Mode.QUICK).withSteps(2), data).start()) {
      run.run(average -> Double.NaN, entry -> Thread.currentThread().interrupt());
      assertTrue(Thread.interrupted());
      assertEquals(1, run.steps());
      run.save(kept);
    }
    Path out = folder.resolve("m.safetensors");
    String unfinished = CommandRun.of("generate", "--model", kept, "ein Punkt", "--out", out).failsInOneLine(1).err();
    assertTrue(unfinished.contains("it is the checkpoint of an unfinished training run"), unfinished);
    String forgotten = CommandRun.of("train", "--resume", kept, "--out", out).failsInOneLine(1).err();
    assertTrue(forgotten.contains("holds a run on the clips of the folder \"clips\": say --clips and that folder, too"), forgotten);
    CommandRun.of("train", "--clips", clips, "--resume", kept, "--out", out).succeeds();
    assertEquals(CommandRun.weights(model), CommandRun.weights(out));
    assertTrue(Files.exists(kept));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void fullDiskAtTheEndOfTrainingLosesNothing() throws IOException {
    Path out = folder.resolve("m.safetensors");
    CommandRun failed = CommandRun.of("train", "--clips", clips, "--mode", "quick", "--steps", 2, "--out", out, "--log",
        "/dev/full");
    assertEquals(1, failed.code(), failed.err());
    Path kept = folder.resolve("m.checkpoint.safetensors");
    assertTrue(failed.err().contains("error: /dev/full: No space left on device; the run is kept as it was after step 2: go on by "
        + "train --clips " + clips + " --resume " + kept), failed.err());
    assertEquals(CommandRun.weights(model), CommandRun.weights(out));
    assertTrue(Files.exists(kept));
  }

  @Test
  void brokenClipIsNamedByItsRowBeforeAnyTraining() throws IOException {
    Path mine = write(folder.resolve("mine"));
    Files.writeString(mine.resolve("3.gif"), "no film");
    Path out = folder.resolve("m.safetensors");
    CommandRun refused = train(mine, out);
    assertEquals(1, refused.code(), refused.err());
    assertTrue(refused.err().contains("3.gif") && refused.err().contains("line 5"), refused.err());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(mine), left.toList());
    }
  }

  @Test
  void rowThatIsThereTwiceIsToldAndTrainingGoesOn() throws IOException {
    Path mine = write(folder.resolve("mine"));
    Path index = mine.resolve("index.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(index));
    lines.add(lines.get(1));
    Files.write(index, lines);
    Path out = folder.resolve("m.safetensors");
    CommandRun trained = train(mine, out).succeeds();
    assertTrue(trained.err().contains("warning: " + index + ", line 26: the clip \"0\" has this caption in line 2 already"),
        trained.err());
    assertTrue(trained.out().contains("24 clips, 4 captions, 9 words"), trained.out());
    assertEquals(CommandRun.weights(model), CommandRun.weights(out));
  }

  @Test
  void settingsThatCannotWorkAreNamed() {
    Path out = folder.resolve("m.safetensors");
    assertTrue(CommandRun.of("train", "--clips", clips, "--size", 50, "--out", out).failsInOneLine(2).err().contains("50"));
    CommandRun.of("train", "--clips", clips, "--frames", 1, "--out", out).failsInOneLine(2);
    CommandRun.of("train", "--clips", clips, "--mode", "fast", "--out", out).failsInOneLine(2);
    CommandRun.of("train", "--clips", clips, "--resume", model, "--steps", 3, "--out", out).failsInOneLine(2);
    CommandRun.of("train", "--clips", folder.resolve("none"), "--out", out).failsInOneLine(1);
    assertTrue(CommandRun.of("train", "--clips", clips, "--resume", model, "--out", out).failsInOneLine(1).err()
        .contains(model.toString()));
  }

  @Test
  void helpOfTrainingNamesOwnClips() {
    assertTrue(CommandRun.of("train", "--help").succeeds().out().contains("--clips FOLDER"));
    assertTrue(CommandRun.of("train", "--clips", "x", "--help").succeeds().out().contains("index.csv"));
  }

  @Test
  void unknownWordIsNamedWithTheNearest() {
    String said = CommandRun.of("generate", "--model", model, "ein schwarze Punkt", "--out", folder.resolve("made"))
        .failsInOneLine(2).err();
    assertTrue(said.contains("\"schwarze\"") && said.contains("schwarzer"), said);
    assertFalse(Files.exists(folder.resolve("made")));
  }

  @Test
  void evaluationHoldsTheModelAgainstRealClips() throws IOException {
    Path out = folder.resolve("report");
    String said = evaluate(clips, "--out", out).succeeds().out();
    List<CsvFile.Row> parts = CsvFile.read(out.resolve("captions-shown.csv"));
    double ceiling = shown(parts, "real, held out");
    assertTrue(ceiling >= 0.75, said);
    assertTrue(shown(parts, "real, shuffled captions") < ceiling, said);
    assertTrue(shown(parts, "generated") < ceiling, "two steps of training make no dots: " + said);
    for (String table : EvaluationPage.TABLES) {
      assertTrue(Files.size(out.resolve(table)) > 0, table);
    }
    String page = Files.readString(out.resolve("index.html"));
    assertEquals(4 * 2 * 2, page.split("<img ", -1).length - 1, "each generated clip beside its nearest");
    assertEquals(EvaluationPage.TABLES.size(), page.split("<p class=\"note\">", -1).length - 1, "how to read each table");
    assertTrue(page.contains("Ein grüner Punkt läuft rechts-unten."));
    assertTrue(Files.readString(out.resolve("copies.csv")).contains("\"what the first frame shows, wherever it is\",\"generated"));
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(EvaluationPage.TABLES.size() + 1, files.count());
    }
  }

  private static double shown(List<CsvFile.Row> table, String clips) {
    int column = table.get(0).cells().indexOf("shown");
    return table.stream().map(CsvFile.Row::cells).filter(row -> row.get(0).equals("whole caption") && row.get(2).equals(clips))
        .mapToDouble(row -> Double.parseDouble(row.get(column))).findFirst().orElseThrow();
  }

  @Test
  void modelWhoseNumbersOverflowIsNamedAndNothingIsWritten() throws IOException {
    ModelFile absurd = ModelFile.load(model);
    absurd.generator().parameters().byName().values().forEach(weights -> Arrays.fill(weights.values(), 1e6f));
    Path file = folder.resolve("absurd.safetensors");
    absurd.save(file);
    Path out = folder.resolve("report");
    CommandRun refused = CommandRun.of("evaluate", "--clips", clips, "--model", file, "--out", out);
    assertEquals(1, refused.code(), refused.err());
    assertTrue(refused.err().contains("error: " + file) && refused.err().contains("weights"), refused.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void evaluationThatIsStoppedLeavesAnOldReportAsItWas() throws IOException {
    Path out = oldReport();
    for (Path to : List.of(out, folder.resolve("new/report"))) {
      Thread.currentThread().interrupt();
      CommandRun stopped = evaluate(clips, "--out", to);
      assertTrue(Thread.interrupted());
      assertEquals(130, stopped.code(), stopped.err());
    }
    try (Stream<Path> left = Files.walk(folder)) {
      assertEquals(2 + EvaluationPage.FILES.size(), left.count());
    }
    for (String file : EvaluationPage.FILES) {
      assertEquals("old", Files.readString(out.resolve(file)));
    }
  }

  @Test
  void ofTwoEvaluationsIntoOneFolderOneIsRefused() throws IOException {
    Path out = oldReport();
    try (RunLock other = new RunLock(out.resolve("index.html"))) {
      assertTrue(evaluate(clips, "--out", out).failsInOneLine(1).err().contains("index.html: another run writes this file"));
    }
    try (Stream<Path> left = Files.list(out)) {
      assertEquals(EvaluationPage.FILES.size(), left.count());
    }
    assertEquals("old", Files.readString(out.resolve("index.html")));
  }

  private Path oldReport() throws IOException {
    Path out = Files.createDirectories(folder.resolve("report"));
    for (String file : EvaluationPage.FILES) {
      Files.writeString(out.resolve(file), "old");
    }
    return out;
  }

  @Test
  void filesOfOthersAreNotReplacedByAModelOrAReport() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "my notes on this model");
    String refused = CommandRun.of("train", "--clips", clips, "--mode", "quick", "--out", notes).failsInOneLine(1).err();
    assertTrue(refused.contains("notes.txt: is no model, so none takes its place: name another file for --out"), refused);
    Path mine = Files.writeString(Files.createDirectories(folder.resolve("mine")).resolve("words.csv"), "my words");
    String report = evaluate(clips, "--out", mine.getParent()).failsInOneLine(1).err();
    assertTrue(report.contains("words.csv: is not replaced, as the other tables of an evaluation are not beside it"), report);
    assertEquals("my notes on this model", Files.readString(notes));
    assertEquals("my words", Files.readString(mine));
  }

  @Test
  void seedsThatWouldPassTheLastAreRefused() {
    assertTrue(evaluate(clips, "--seed", Long.MAX_VALUE).failsInOneLine(2).err().contains("--seed"));
  }

  @Test
  void everyFileOfAReportIsCheckedBeforeAnyWork() throws IOException {
    Path out = folder.resolve("report");
    for (String file : EvaluationPage.FILES) {
      Path folderInTheWay = Files.createDirectories(out.resolve(file));
      assertEquals("", evaluate(clips, "--out", out).failsInOneLine(1).out());
      Files.delete(folderInTheWay);
    }
  }

  @Test
  void aRunThatFailsLeavesNoFolder() throws IOException {
    Path model = folder.resolve("new/models/m.safetensors");
    CommandRun resumed = CommandRun.of("train", "--clips", clips, "--resume", OwnClipsTest.model, "--out", model);
    assertEquals(1, resumed.code());
    assertTrue(resumed.err().contains("is no checkpoint, but a finished model: --resume takes"), resumed.err());
    String copies = CommandRun.of("judge", "--all", "--copies", 1, "--model", OwnClipsTest.model).failsInOneLine(1).err();
    assertTrue(copies.contains("measures models of this world's 720 sentences only"), copies);
    String frames = CommandRun.of("generate", "--model", OwnClipsTest.model, "ein Punkt", "--frames", 7, "--out",
        folder.resolve("new/clips")).failsInOneLine(2).err();
    assertTrue(frames.contains("--size and --frames must be 32 and 6, which is all that this model makes, not 32 and 7"), frames);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aModelThatCanMakeNoCaptionOfAFolderIsNotEvaluated() throws IOException {
    Path mine = write(folder.resolve("mine"));
    Path index = mine.resolve("index.csv");
    Files.writeString(index, Files.readString(index).replaceAll("(?i)ein (gr\u00fcner|schwarzer) punkt l\u00e4uft", "hello $1"));
    CommandRun refused = evaluate(mine);
    assertEquals(1, refused.code(), refused.err());
    assertTrue(refused.err().contains("can make no caption of " + mine + ": it takes captions of at most 6 words, and does not know these: hello; name"), refused.err());
    assertEquals("", refused.out());
  }

  /** Whoever types a recommended command again should not have to mend it; where evaluate would refuse, it is not recommended. */
  @Test
  void whatIsRecommendedCanBeTypedAgain() throws IOException {
    assertTrue(saidOfTraining.endsWith("2 steps; evaluate --clips " + clips + " --model " + model + " says how good it is\n"),
        saidOfTraining);
    String quote = File.separatorChar == '/' ? "'" : "\"";
    assertEquals(quote + "my clips" + quote, CommandPaths.word(Path.of("my clips")));
    Path mine = ClipFolders.write(folder.resolve("mine"), 4);
    Files.writeString(mine.resolve("index.csv"), "clip,caption\n0,it moves\n1,it moves\n2,it moves\n");
    String said = train(mine, folder.resolve("m.safetensors")).succeeds().out();
    assertTrue(said.contains("cannot be told apart: no word is in at least 4 rows of training clips and missing in as many, so evaluate "
        + "will refuse"), said);
    assertTrue(said.endsWith("m.safetensors: 2 steps\n"), said);
  }

  @Test
  void evaluationNeedsClipsHeldOut() throws IOException {
    Path mine = ClipFolders.write(folder.resolve("mine"), 8);
    CommandRun refused = evaluate(mine);
    assertEquals(1, refused.code(), refused.err());
    assertTrue(refused.err().contains("held out") && refused.err().contains("8 and 0"), refused.err());
    assertTrue(refused.err().contains("warning: " + model + " was trained on other clips"), refused.err());
  }
}
