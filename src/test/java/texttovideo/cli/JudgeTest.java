package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

class JudgeTest {
  @TempDir
  private Path folder;
  private Path clips;

  @BeforeEach
  void writeTrueClips() {
    clips = folder.resolve("clips");
    CommandRun.of("synthesize", "--clips", 20, "--out", folder.resolve("clips.csv"), "--export", "0-3", "--into", clips)
        .succeeds();
  }

  private void changeIndex(String from, String to) throws IOException {
    Path index = clips.resolve("index.csv");
    Files.writeString(index, Files.readString(index).replaceFirst(from, to));
  }

  @Test
  void realClipsAreFullyRight() {
    String said = CommandRun.of("judge", clips).succeeds().out();
    assertTrue(said.contains("every clip is fully right"), said);
    assertTrue(said.matches("(?s).*training +\\d+ +100.0% .*"), said);
  }

  @Test
  void overlapOfAModelStandsBesideThatOfTrueClips() {
    String said = CommandRun.of("judge", "--all", "--seeds", 1, "--every", 720, "--overlap", 2).succeeds().out();
    assertTrue(said.matches("(?s).*overlap with the nearest true clip\\R"
        + " +shape +size +clips +overlap +smallest +true clips\\R.*"
        + "\\R +all +all +6 +0\\.[89]\\d* +0\\.\\d+ +0\\.99\\d*\\R.*"), said);
  }

  /** Sizes take turns: every sixth prompt of a split is of one size, and figures were told as if they were of both. */
  @Test
  void whatAChoiceOfPromptsLeavesOutIsSaid() {
    assertEquals(List.of(), leftOut(1));
    assertEquals(List.of("large"), leftOut(6));
    for (int every = 3; every <= 15; every += 2) {
      assertEquals(List.of(), leftOut(every), "every " + every);
    }
    String said = CommandRun.of("judge", "--all", "--seeds", 1, "--every", 90).succeeds().err();
    assertTrue(said.contains("warning: with --every 90 no prompt is judged that has: ") && said.contains("large"), said);
  }

  private static List<String> leftOut(int every) {
    return new EvaluationSet(List.of(1L), every, text -> { }).leftOut();
  }

  @Test
  void distancesToTrainingClipsStandBesideThoseOfFreshOnes() {
    Path model = folder.resolve("m.safetensors");
    CommandRun.of("train", "--mode", "quick", "--out", model).succeeds();
    String said = CommandRun.of("judge", "--all", "--model", model, "--seeds", 1, "--every", 720, "--copies", 2).succeeds().out();
    assertTrue(said.matches("(?s).*distance to the nearest of 3\\d\\d training clips\\R"
        + " +clips are +clips +smallest +lowest tenth +median\\R.*true clips, fresh +2 .*"), said);
    String refused = CommandRun.of("judge", "--all", "--model", model, "--size", 128, "--copies", 1).failsInOneLine(2).err();
    assertTrue(refused.contains("10 frames of 64 pixels"), refused);
  }

  @Test
  void clipHeldAgainstAnotherSentenceIsWrongAndSaidToBe() throws IOException {
    changeIndex("0,a .*,", "0,a small red circle moving left,");
    String said = CommandRun.of("judge", clips).succeeds().out();
    assertTrue(said.contains("a small red circle moving left (seed "), said);
    assertTrue(said.contains("-> "), said);
  }

  @Test
  void sentenceThatLeavesSizeOrColourOpenStandsApart() throws IOException {
    changeIndex("0,a (small|large) \\w+ ", "0,a ");
    String said = CommandRun.of("judge", clips).succeeds().out();
    assertTrue(said.contains("open prompt") && said.contains("every clip is fully right"), said);
  }

  @Test
  void rowsOfAFileSayWhatEveryClipShows() throws IOException {
    Path rows = folder.resolve("rows.csv");
    CommandRun.of("judge", clips, "--csv", rows).succeeds();
    assertEquals(5, Files.readAllLines(rows).size());
    assertEquals("prompt,split,seed,shape,colour,size,motion,one object,full", Files.readAllLines(rows).get(0));
    assertTrue(Files.readAllLines(rows).get(1).endsWith(",true,true"), Files.readString(rows));
  }

  @Test
  void missingFrameIsNamed() throws IOException {
    Files.delete(clips.resolve("2/frame-04.png"));
    assertTrue(CommandRun.of("judge", clips).failsInOneLine(1).err().contains("frame-04.png"));
  }

  @Test
  void sentenceOutsideTheGrammarIsNamedWithItsClip() throws IOException {
    changeIndex("\n1,a .*,", "\n1,a cube,");
    String said = CommandRun.of("judge", clips).failsInOneLine(1).err();
    assertTrue(said.contains("clip 1") && said.contains("\"cube\""), said);
  }

  @Test
  void fileThatIsNoIndexIsRefusedByItsColumns() throws IOException {
    Files.writeString(clips.resolve("index.csv"), "a,b\n1,2\n");
    assertTrue(CommandRun.of("judge", clips).failsInOneLine(1).err().contains("clip,prompt,seed, not a,b"));
    Files.writeString(clips.resolve("index.csv"), "");
    assertTrue(CommandRun.of("judge", clips).failsInOneLine(1).err().contains("clip,prompt,seed, not none"));
  }

  @Test
  void seedThatIsNoNumberIsNamedWithItsLine() throws IOException {
    for (String seed : List.of("seven", "7.0", "1E+18")) {
      changeIndex("\n1,(.*),[^,\n]*\n", "\n1,$1," + seed + "\n");
      String said = CommandRun.of("judge", clips).failsInOneLine(1).err();
      assertTrue(said.contains("index.csv, line 3: a seed is a whole number") && said.endsWith("\"" + seed + "\"\n"), said);
    }
  }

  @Test
  void clipThatLiesOutsideTheFolderIsRefused() throws IOException {
    for (String clip : List.of("../clips/0", "..", "/tmp/0", "")) {
      changeIndex("\n[^,]*,", "\n" + clip + ",");
      String said = CommandRun.of("judge", clips).failsInOneLine(1).err();
      assertTrue(said.contains("line 2") && said.contains("\"" + clip + "\""), said);
    }
  }

  @Test
  void clipThatIsListedTwiceIsNamed() throws IOException {
    changeIndex("\n2,", "\n0,");
    String said = CommandRun.of("judge", clips).failsInOneLine(1).err();
    assertTrue(said.contains("index.csv, line 4: the clip \"0\" is in line 2 already"), said);
    changeIndex("(?s)(\n0,.*)\n0,", "$1\nsame,");
    Files.createSymbolicLink(clips.resolve("same"), Path.of("0"));
    said = CommandRun.of("judge", clips).failsInOneLine(1).err();
    assertTrue(said.contains("line 4: the clip \"same\" is in line 2 already, as \"0\""), said);
  }

  @Test
  void linkThatLeadsOutOfTheFolderIsRefused() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.move(clips.resolve("0/frame-02.png"), elsewhere.resolve("frame-02.png"));
    Files.createSymbolicLink(clips.resolve("0/frame-02.png"), elsewhere.resolve("frame-02.png"));
    String said = CommandRun.of("judge", clips).failsInOneLine(1).err();
    assertTrue(said.contains("the frame 0/frame-02.png is a link that leads out of the folder"), said);
    Files.move(clips.resolve("1"), elsewhere.resolve("1"));
    Files.createSymbolicLink(clips.resolve("1"), elsewhere.resolve("1"));
    changeIndex("\n0,[^\n]*", "");
    said = CommandRun.of("judge", clips).failsInOneLine(1).err();
    assertTrue(said.contains("the clip \"1\" is a link that leads out of the folder"), said);
  }

  /** Weights at the end of what a file may hold: the numbers made with them overflow. */
  @Test
  void modelWhoseNumbersOverflowIsNamed() throws IOException {
    Path model = CommandRun.absurdModel(folder);
    String said = CommandRun.of("judge", "--all", "--every", 720, "--seeds", 1, "--model", model).failsInOneLine(1).err();
    assertTrue(said.contains(model.toString()) && said.contains("weights"), said);
  }

  @Test
  void indexInAnotherEncodingIsNamed() throws IOException {
    Path index = clips.resolve("index.csv");
    Files.write(index, Files.readString(index).getBytes(StandardCharsets.UTF_16));
    String said = CommandRun.of("judge", clips).failsInOneLine(1).err();
    assertTrue(said.contains("index.csv") && said.contains("UTF-8"), said);
  }

  @Test
  void indexThatASpreadsheetSavedIsRead() throws IOException {
    Path index = clips.resolve("index.csv");
    Files.writeString(index, "\uFEFF" + Files.readString(index).replace("\n", "\r\n"));
    CommandRun.of("judge", clips).succeeds();
  }

  @Test
  void rowThatIsTooShortIsNamed() throws IOException {
    changeIndex("\n1,(.*),[^,\n]*\n", "\n1,$1\n");
    assertTrue(CommandRun.of("judge", clips).failsInOneLine(1).err().contains("line 3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.csv", "Index.CSV", "1.gif", "0/frame-03.png", "0/new.csv"})
  void fileOfTheClipsIsNeverTheirTable(String name) throws IOException {
    String before = Files.readString(clips.resolve("index.csv"));
    CommandRun.of("judge", clips, "--csv", clips.resolve(name)).failsInOneLine(2);
    assertEquals(before, Files.readString(clips.resolve("index.csv")));
  }

  @Test
  void linkToTheIndexIsNeverTheTable() throws IOException {
    String before = Files.readString(clips.resolve("index.csv"));
    Path soft = Files.createSymbolicLink(folder.resolve("soft.csv"), clips.resolve("index.csv"));
    Path hard = Files.createLink(folder.resolve("hard.csv"), clips.resolve("index.csv"));
    Path through = Files.createSymbolicLink(folder.resolve("through"), clips);
    CommandRun.of("judge", clips, "--csv", soft).failsInOneLine(2);
    CommandRun.of("judge", clips, "--csv", hard).failsInOneLine(2);
    CommandRun.of("judge", through, "--csv", clips.resolve("index.csv")).failsInOneLine(2);
    assertEquals(before, Files.readString(clips.resolve("index.csv")));
  }

  @Test
  void tableThatCannotBeWrittenIsRefusedBeforeAnyWork() {
    assertEquals("", CommandRun.of("judge", clips, "--csv", folder).failsInOneLine(1).out());
    assertEquals("", CommandRun.of("judge", clips, "--csv", "/").failsInOneLine(1).out());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tableThatFindsNoRoomIsNamedAfterTheResultsWereTold() {
    CommandRun failed = CommandRun.of("judge", clips, "--csv", "/dev/full").failsInOneLine(1);
    assertTrue(failed.err().contains("/dev/full: No space left"), failed.err());
    assertTrue(failed.out().contains("every clip is fully right"), failed.out());
  }

  @Test
  void modelIsNeverTheTable() throws IOException {
    Path model = CommandRun.untrainedModel(folder);
    CommandRun.of("judge", "--all", "--model", model, "--csv", model).failsInOneLine(2);
  }

  @Test
  void framesTooSmallToMeasureAreRefusedBeforeAnyWork() {
    assertTrue(CommandRun.of("judge", "--all", "--size", 31).failsInOneLine(2).err().contains("--size"));
    CommandRun.of("judge", "--all", "--seed", Long.MAX_VALUE).failsInOneLine(2);
  }

  @Test
  void evaluationTellsOfEveryClipAndEndsWhenItIsInterrupted() {
    List<String> told = new ArrayList<>();
    EvaluationSet evaluation = new EvaluationSet(List.of(1L, 2L), 48, told::add);
    BiFunction<Prompt, Long, Clip> truth = (prompt, seed) -> Renderer.clip(Scene.of(prompt, new SplittableRandom(seed)));
    int all = 2 * evaluation.prompts().size();
    assertEquals(all, evaluation.of("true", truth).rows().size());
    assertEquals(all, told.size());
    assertEquals("judging true clips: " + all + " of " + all, told.get(all - 1));
    Thread.currentThread().interrupt();
    assertThrows(StoppedException.class, () -> evaluation.of("true", truth));
    assertTrue(Thread.interrupted());
  }

  @Test
  void judgingThatIsStoppedWritesNothing() {
    Path rows = folder.resolve("rows.csv");
    Thread.currentThread().interrupt();
    CommandRun stopped = CommandRun.of("judge", clips, "--csv", rows);
    assertTrue(Thread.interrupted());
    assertEquals(130, stopped.code(), stopped.err());
    assertFalse(Files.exists(rows));
  }

  @Test
  void untrainedModelFailsWhereTrueClipsDoNot() throws IOException {
    String said = CommandRun.of("judge", "--all", "--every", 24, "--seeds", 1, "--model",
        CommandRun.untrainedModel(folder)).succeeds().out();
    assertTrue(said.matches("(?s).*true clips \\(ceiling\\) +\\d+( +100.0%){6}.*"), said);
    assertTrue(said.matches("(?s).*  all +\\d+ .* 0.0% +0.0% +\\d+.\\d%.*"), said);
    assertTrue(said.contains("worst of the"), said);
  }

  @Test
  void longerAndLargerClipsAreJudgedAsStrictly() throws IOException {
    String said = CommandRun.of("judge", "--all", "--every", 48, "--seeds", 1, "--frames", 20, "--size", 128, "--model",
        CommandRun.untrainedModel(folder)).succeeds().out();
    assertTrue(said.matches("(?s).*true clips \\(ceiling\\) +\\d+( +100.0%){6}.*"), said);
    CommandRun.of("judge", "--all", "--size", 7).failsInOneLine(2);
  }

  @Test
  void optionsOfAModelNeedAll() {
    CommandRun.of("judge", clips, "--seeds", 2).failsInOneLine(2);
  }
}
