package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertTrue(CommandRun.of("judge", clips).failsInOneLine(1).err().contains("clip,prompt,seed"));
  }

  @Test
  void seedThatIsNoNumberIsNamed() throws IOException {
    changeIndex(",-?\\d+\n", ",seven\n");
    assertTrue(CommandRun.of("judge", clips).failsInOneLine(1).err().contains("\"seven\""));
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
