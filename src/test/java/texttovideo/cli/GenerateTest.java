package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.generate.TextToVideo;
import texttovideo.model.ModelFile;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;
import texttovideo.video.PngFrames;

class GenerateTest {
  @TempDir
  private static Path shared;
  private static Path model;

  @TempDir
  private Path folder;

  @BeforeAll
  static void saveModel() throws IOException {
    model = CommandRun.untrainedModel(shared);
  }

  private CommandRun generate(Object... arguments) {
    Object[] all = new Object[arguments.length + 5];
    System.arraycopy(new Object[] {"generate", "--model", model, "--out", out()}, 0, all, 0, 5);
    System.arraycopy(arguments, 0, all, 5, arguments.length);
    return CommandRun.of(all);
  }

  private Path out() {
    return folder.resolve("clips");
  }

  private String index() throws IOException {
    return Files.readString(out().resolve("index.csv"));
  }

  private Path prompts(String text) throws IOException {
    return Files.writeString(folder.resolve("prompts.txt"), text);
  }

  @Test
  void indexListsEveryClipWithItsSeed() throws IOException {
    generate("a red circle moving up", "--seed", 7, "--count", 2).succeeds();
    assertEquals("clip,prompt,seed\n0,a red circle moving up,7\n1,a red circle moving up,8\n", index());
  }

  @Test
  void everyClipIsThereAsFramesMp4AndGif() throws IOException {
    generate("a red circle moving up", "--count", 2).succeeds();
    for (String name : List.of("0", "1")) {
      Clip clip = PngFrames.read(out().resolve(name), 10);
      assertEquals(10, clip.length());
      assertEquals(64, clip.height());
      assertTrue(Files.size(out().resolve(name + ".mp4")) > 0);
      assertTrue(Files.size(out().resolve(name + ".gif")) > 0);
    }
  }

  @Test
  void framesAreThoseOfTheModelForPromptAndSeed() throws IOException {
    generate("a red circle moving up", "--seed", 7, "--count", 2).succeeds();
    Clip expected = TextToVideo.load(model).generate("a red circle moving up", 8);
    assertEquals(expected, PngFrames.read(out().resolve("1"), TextToVideo.FPS));
  }

  @Test
  void lengthSizeAndRateAreThoseAskedFor() throws IOException {
    generate("circle shrinking", "--frames", 12, "--size", 33, "--fps", 25).succeeds();
    Clip expected = TextToVideo.load(model).generate("circle shrinking", 1, 12, 33, 25);
    assertEquals(expected, PngFrames.read(out().resolve("0"), 25));
  }

  @Test
  void sheetShowsEveryFrameOfEveryClip() throws IOException {
    Path sheet = folder.resolve("sheet.png");
    generate("circle shrinking", "--count", 3, "--sheet", sheet).succeeds();
    BufferedImage picture = ImageIO.read(sheet.toFile());
    assertTrue(picture.getWidth() > 10 * 64 && picture.getHeight() > 3 * 64, picture.toString());
  }

  @Test
  void aFileOfAnotherKindIsNotReplacedByASheet() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "mine");
    String said = generate("circle shrinking", "--sheet", notes).failsInOneLine(1).err();
    assertTrue(said.contains("notes.txt: does not end in .png: name a file that does for --sheet"), said);
    assertEquals("mine", Files.readString(notes));
    assertFalse(Files.exists(out()));
  }

  @Test
  void theShippedConvolutionalModelGoesByItsName() throws IOException {
    CommandRun.of("generate", "a small red square moving up", "--model", "conv", "--out", out()).succeeds();
    Clip expected = new TextToVideo(ModelFile.shippedConv()).generate("a small red square moving up", 1);
    assertEquals(expected, PngFrames.read(out().resolve("0"), TextToVideo.FPS));
  }

  @Test
  void modelWhoseNumbersOverflowIsNamedAndNothingIsWritten() throws IOException {
    Path absurd = CommandRun.absurdModel(folder);
    String said = CommandRun.of("generate", "circle shrinking", "--model", absurd, "--out", out()).failsInOneLine(1).err();
    assertTrue(said.contains(absurd.toString()) && said.contains("weights"), said);
    assertFalse(Files.exists(out()));
  }

  @Test
  void quotesAroundTheSentenceMayBeLeftOut() throws IOException {
    generate("circle", "moving", "up-left").succeeds();
    assertTrue(index().contains("0,circle moving up-left,1\n"), index());
  }

  @Test
  void fileOfSentencesGivesTheirClipsInOrder() throws IOException {
    Path file = prompts("\uFEFFa red circle moving up\n\n   \r\n Square shrinking \n");
    generate("--prompts", file, "--count", 2, "--frames", 2).succeeds();
    assertEquals("""
        clip,prompt,seed
        0,a red circle moving up,1
        1,a red circle moving up,2
        2,Square shrinking,1
        3,Square shrinking,2
        """, index());
  }

  @Test
  void sentenceThatBreaksALineIsQuotedInTheIndex() throws IOException {
    generate("a red circle\nmoving up", "--frames", 2).succeeds();
    assertEquals("clip,prompt,seed\n0,\"a red circle\nmoving up\",1\n", index());
    assertEquals("a red circle\nmoving up", new ClipFolder(out()).entries().get(0).prompt());
  }

  @Test
  void unknownWordIsNamedWithTheNearestOneAndTheGrammar() {
    String said = generate("a red circel moving up").failsInOneLine(2).err();
    assertTrue(said.contains("\"circel\"") && said.contains("\"circle\"") && said.contains(Prompt.GRAMMAR), said);
    assertFalse(Files.exists(out()));
  }

  @Test
  void wrongLineOfAFileIsNamedAndNothingIsWritten() throws IOException {
    Path file = prompts("a red circle moving up\n\na red circle moving sideways\na cube shrinking\n");
    String said = generate("--prompts", file).failsInOneLine(2).err();
    assertTrue(said.contains("prompts.txt, line 3:") && said.contains("\"sideways\""), said);
    assertTrue(said.contains("lines that are wrong too: 4"), said);
    assertFalse(Files.exists(out()));
  }

  /** The same sentence and seed would be the same clip, and count twice where it is judged. */
  @Test
  void sentenceThatStandsInAFileTwiceIsNamed() throws IOException {
    Path file = prompts("a red circle moving up\nSquare shrinking\n\nsquare shrinking\n");
    String said = generate("--prompts", file).failsInOneLine(2).err();
    assertTrue(said.contains("prompts.txt, line 4: says the same as line 2") && said.contains("--count"), said);
    assertFalse(Files.exists(out()));
  }

  @Test
  void fileWithoutSentencesIsRefused() throws IOException {
    assertTrue(generate("--prompts", prompts("\n \n")).failsInOneLine(2).err().contains("holds no sentence"));
  }

  @Test
  void fileThatIsNotUtf8IsRefused() throws IOException {
    Path file = Files.write(folder.resolve("latin1.txt"), new byte[] {'c', (byte) 0xe9});
    assertTrue(generate("--prompts", file).failsInOneLine(1).err().contains("latin1.txt is not UTF-8"));
  }

  @Test
  void sentenceAndFileTogetherAreRefused() throws IOException {
    generate("circle shrinking", "--prompts", prompts("circle shrinking")).failsInOneLine(2);
  }

  @ParameterizedTest
  @CsvSource({"--size,15", "--size,1025", "--fps,0", "--fps,121", "--frames,1", "--frames,1001", "--count,0",
      "--size,big"})
  void valueThatCannotWorkIsNamedBeforeAnyWork(String option, String value) {
    String said = generate("circle shrinking", option, value).failsInOneLine(2).err();
    assertTrue(said.contains(option) && said.contains(value), said);
    assertFalse(Files.exists(out()));
  }

  @Test
  void clipThatMemoryCannotHoldIsRefused() {
    generate("circle shrinking", "--size", 1024, "--frames", 1000).failsInOneLine(2);
  }

  @Test
  void folderThatIsNotEmptyIsRefusedAndStays() throws IOException {
    Files.createDirectories(out());
    Path kept = Files.writeString(out().resolve("index.csv"), "mine");
    assertTrue(generate("circle shrinking").failsInOneLine(1).err().contains("--overwrite"));
    assertEquals("mine", Files.readString(kept));
  }

  @Test
  void overwritingLeavesNoOldClipAndNoOtherFileIsTouched() throws IOException {
    generate("circle shrinking", "--count", 3, "--frames", 12).succeeds();
    Path notes = Files.writeString(out().resolve("notes.txt"), "mine");
    Path beside = Files.writeString(out().resolve("0/notes.txt"), "mine, too");
    byte[] before = Files.readAllBytes(out().resolve("0/frame-05.png"));
    generate("circle shrinking", "--overwrite", "--seed", 9).succeeds();
    assertEquals(List.of("0", "0.gif", "0.mp4", "index.csv", "notes.txt"), names(out()));
    assertEquals(10, PngFrames.read(out().resolve("0"), 10).length());
    assertEquals("mine", Files.readString(notes));
    assertEquals("mine, too", Files.readString(beside));
    assertFalse(Arrays.equals(before, Files.readAllBytes(out().resolve("0/frame-05.png"))));
  }

  @Test
  void foreignIndexAndWhatIsBesideItStay() throws IOException {
    Files.createDirectories(out().resolve("2023"));
    for (String name : List.of("2024.mp4", "1.gif", "0.mp4", "2023/frame-01.png", "index.csv")) {
      Files.writeString(out().resolve(name), "mine");
    }
    String said = generate("circle shrinking", "--overwrite").failsInOneLine(1).err();
    assertTrue(said.contains("index.csv"), said);
    for (String name : List.of("2024.mp4", "1.gif", "0.mp4", "2023/frame-01.png", "index.csv")) {
      assertEquals("mine", Files.readString(out().resolve(name)));
    }
    assertEquals(List.of("0.mp4", "1.gif", "2023", "2024.mp4", "index.csv"), names(out()));
  }

  @Test
  void whatNoIndexListsIsNeverReplaced() throws IOException {
    generate("circle shrinking").succeeds();
    String index = index();
    Path own = Files.writeString(out().resolve("1.mp4"), "mine");
    String said = generate("circle shrinking", "--overwrite", "--count", 2).failsInOneLine(1).err();
    assertTrue(said.contains("1.mp4"), said);
    assertEquals("mine", Files.readString(own));
    assertEquals(index, index());
    generate("square shrinking", "--overwrite").succeeds();
    assertEquals("mine", Files.readString(own));
  }

  @Test
  void overwritingFollowsNoLink() throws IOException {
    generate("circle shrinking").succeeds();
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path picture = Files.move(out().resolve("0/frame-00.png"), elsewhere.resolve("frame-00.png"));
    for (Path left : files(out().resolve("0"))) {
      Files.delete(left);
    }
    Files.delete(out().resolve("0"));
    Files.createSymbolicLink(out().resolve("0"), elsewhere);
    generate("circle shrinking", "--overwrite").failsInOneLine(1);
    assertTrue(Files.exists(picture));
    assertTrue(Files.exists(out().resolve("0.mp4")));
  }

  @Test
  void whatTheDesktopLeavesInAFolderIsNotInTheWay() throws IOException {
    Files.createDirectories(out());
    for (String name : List.of(".DS_Store", "Thumbs.db", "desktop.ini")) {
      Files.writeString(out().resolve(name), "");
    }
    generate("circle shrinking").succeeds();
    assertTrue(Files.exists(out().resolve(".DS_Store")));
  }

  @Test
  void draftOfARunThatWasKilledIsRemoved() throws IOException {
    Path left = Files.createDirectories(out().resolve(".text-to-video-unfinished/0"));
    Files.writeString(left.resolve("frame-00.png"), "half");
    Files.writeString(left.resolveSibling("lock"), "");
    generate("circle shrinking").succeeds();
    assertEquals(List.of("0", "0.gif", "0.mp4", "index.csv"), names(out()));
  }

  @Test
  void clipsThatWereHalfPublishedCanBeReplaced() throws IOException {
    generate("circle shrinking", "--count", 2).succeeds();
    Path draft = Files.createDirectories(out().resolve(".text-to-video-unfinished"));
    Files.move(out().resolve("index.csv"), draft.resolve("index.csv"));
    Files.move(out().resolve("1.mp4"), draft.resolve("1.mp4"));
    generate("circle shrinking").failsInOneLine(1);
    generate("square shrinking", "--overwrite").succeeds();
    assertEquals(List.of("0", "0.gif", "0.mp4", "index.csv"), names(out()));
  }

  @Test
  void secondRunIntoOneFolderIsRefusedAndTheFirstIsWhole() throws IOException {
    try (ClipDraft first = new ClipDraft(out(), List.of("0"), false)) {
      String said = generate("circle shrinking", "--overwrite").failsInOneLine(1).err();
      assertTrue(said.contains("another run"), said);
      first.write("0", TextToVideo.load(model).generate("circle shrinking", 1));
      first.list(List.of(new ClipFolder.Entry("0", "circle shrinking", 1)));
      first.publish();
    }
    assertEquals(List.of("0", "0.gif", "0.mp4", "index.csv"), names(out()));
    assertEquals(1, new ClipFolder(out()).entries().size());
  }

  @Test
  void runThatIsStoppedLeavesNothing() throws IOException {
    Thread.currentThread().interrupt();
    CommandRun stopped = generate("circle shrinking", "--count", 40);
    assertTrue(Thread.interrupted());
    assertEquals(130, stopped.code(), stopped.err());
    assertFalse(Files.exists(out()));
  }

  @Test
  void stoppedOverwritingLeavesTheOldClips() throws IOException {
    generate("circle shrinking").succeeds();
    String index = index();
    Thread.currentThread().interrupt();
    assertEquals(130, generate("square shrinking", "--overwrite").code());
    assertTrue(Thread.interrupted());
    assertEquals(index, index());
    assertEquals(List.of("0", "0.gif", "0.mp4", "index.csv"), names(out()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void sheetWithoutRoomLeavesNoClipsInTheWayOfTheNextTry() {
    String said = generate("circle shrinking", "--sheet", "/dev/full").failsInOneLine(1).err();
    assertTrue(said.contains("/dev/full: No space left"), said);
    assertFalse(Files.exists(out()));
  }

  @Test
  void draftThatWasGivenUpTakesNoMoreClips() throws IOException {
    ClipDraft draft = new ClipDraft(out(), List.of("0"), false);
    draft.close();
    assertThrows(StoppedException.class, () -> draft.write("0", TextToVideo.load(model).generate("circle shrinking", 1)));
    assertFalse(Files.exists(out()));
  }

  @Test
  void nameThatBeginsWithAnAtSignIsAName() throws IOException {
    Path words = Files.writeString(folder.resolve("words"), "circle shrinking");
    String said = generate("@" + words).failsInOneLine(2).err();
    assertTrue(said.contains("@"), said);
    assertFalse(Files.exists(out()));
  }

  @Test
  void sheetThatCannotBeWrittenIsRefusedBeforeAnyWork() {
    generate("circle shrinking", "--sheet", folder).failsInOneLine(1);
    generate("circle shrinking", "--sheet", model.resolveSibling("untrained.safetensors")).failsInOneLine(2);
    assertFalse(Files.exists(out()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clips", "clips/index.csv", "clips/INDEX.csv", "clips/0.mp4", "clips/3/sheet.png",
      "other/../clips/./0.gif"})
  void sheetThatWouldBeAClipsFileIsRefused(String sheet) {
    String said = generate("circle shrinking", "--sheet", folder.resolve(sheet)).failsInOneLine(2).err();
    assertTrue(said.contains("--sheet") && said.contains("--out"), said);
    assertFalse(Files.exists(out()));
  }

  @Test
  void sheetInTheFolderUnderAnotherNameIsWritten() throws IOException {
    generate("circle shrinking", "--sheet", out().resolve("sheet.png")).succeeds();
    assertEquals(List.of("0", "0.gif", "0.mp4", "index.csv", "sheet.png"), names(out()));
  }

  @Test
  void lastSeedWorksAndNoneFollowsIt() throws IOException {
    generate("circle shrinking", "--seed", Long.MAX_VALUE).succeeds();
    assertTrue(index().endsWith("," + Long.MAX_VALUE + "\n"), index());
    generate("circle shrinking", "--seed", Long.MAX_VALUE, "--count", 2, "--overwrite").failsInOneLine(2);
    generate("circle shrinking", "--seed", Long.MIN_VALUE, "--overwrite").succeeds();
    assertTrue(index().endsWith("," + Long.MIN_VALUE + "\n"), index());
  }

  @Test
  void emptyPathAndFolderInsteadOfAFileAreNamed() {
    assertTrue(CommandRun.of("generate", "circle", "shrinking", "--out", "").failsInOneLine(2).err().contains("--out"));
    assertTrue(CommandRun.of("generate", "--prompts", folder, "--out", out()).failsInOneLine(1).err().contains("folder"));
  }

  @Test
  void nameThatIsTooLongIsRefusedBeforeAnyWork() {
    generate("circle shrinking", "--sheet", folder.resolve("s".repeat(300))).failsInOneLine(1);
    assertFalse(Files.exists(out()));
  }

  @Test
  void sheetFollowsALink() throws IOException {
    Path target = Files.writeString(folder.resolve("target.png"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), target);
    generate("circle shrinking", "--sheet", link).succeeds();
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.size(target) > 100);
  }

  @Test
  void fileThatIsNoModelIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("no.safetensors"), "no model");
    CommandRun run = CommandRun.of("generate", "circle shrinking", "--model", file, "--out", out()).failsInOneLine(1);
    assertTrue(run.err().contains("no.safetensors"), run.err());
    assertFalse(Files.exists(out()));
  }

  private static List<String> names(Path folder) throws IOException {
    return files(folder).stream().map(file -> file.getFileName().toString()).sorted().toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void seedThatIsNoWholeNumberIsToldWhatIsAllowed() {
    for (String seed : List.of("7.0", "1E+18", "9223372036854775808", "seven", "\u0667")) {
      String said = generate("circle shrinking", "--seed", seed).failsInOneLine(2).err();
      assertTrue(said.contains("\"" + seed + "\"") && said.contains("9223372036854775807"), said);
    }
  }
}
