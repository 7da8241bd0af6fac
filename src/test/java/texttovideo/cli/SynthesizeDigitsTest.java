package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import texttovideo.data.CaptionedFolder;
import texttovideo.data.DigitClips;
import texttovideo.video.GifWriter;

/** {@code synthesize --world digits}. */
class SynthesizeDigitsTest {
  private static final int COUNT = 40;

  @TempDir
  private Path folder;

  private Path out() {
    return folder.resolve("digits");
  }

  @Test
  void listNamesEveryClipItsCaptionItsSplitAndItsPictures() throws IOException {
    String said = CommandRun.of("synthesize", "--world", "digits", "--count", COUNT, "--out", out()).succeeds().out();
    assertTrue(said.contains("40 clips in " + out() + ": 36 training, 4 held out"), said);
    List<String> lines = Files.readAllLines(out().resolve("index.csv"));
    assertEquals("clip,caption,split,pictures", lines.get(0));
    assertEquals(COUNT + 1, lines.size());
    for (String line : lines.subList(1, lines.size())) {
      assertTrue(line.matches("\\d+,the digit (\\d) is moving (up|down|left|right|up then down|down then up|left then right"
          + "|right then left),(training|held out),\\1:\\d+"), line);
      int picture = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      assertEquals(line.contains(",training,"), picture < 400, line);
    }
    CaptionedFolder read = CaptionedFolder.read(out());
    assertTrue(read.hasSplit());
    assertEquals(0, read.unlisted());
    assertEquals(4, read.rows().stream().filter(CaptionedFolder.Row::heldOut).count());
    assertArrayEquals(GifWriter.bytes(DigitClips.synthesize(COUNT, 1, 1).clip(17), 1),
        Files.readAllBytes(out().resolve("17.gif")));
  }

  @Test
  void captionsOfTwoDigitsAreJoined() throws IOException {
    CommandRun.of("synthesize", "--world", "digits", "--count", 3, "--digits", 2, "--seed", 5, "--out", out()).succeeds();
    DigitClips clips = DigitClips.synthesize(3, 2, 5);
    assertTrue(clips.caption(2).contains(" and "), clips.caption(2));
    assertTrue(Files.readAllLines(out().resolve("index.csv")).get(3).startsWith("2," + clips.caption(2) + ","));
  }

  @Test
  void folderWithFilesOfTheUserIsRefusedAndLeftAsItIs() throws IOException {
    Files.createDirectories(out());
    Files.writeString(out().resolve("0.gif"), "mine");
    String said = CommandRun.of("synthesize", "--world", "digits", "--count", COUNT, "--out", out()).failsInOneLine(1).err();
    assertTrue(said.contains("not empty"), said);
    assertEquals("mine", Files.readString(out().resolve("0.gif")));
    try (Stream<Path> files = Files.list(out())) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void emptyFolderIsTaken() throws IOException {
    Files.createDirectories(out());
    CommandRun.of("synthesize", "--world", "digits", "--count", 1, "--out", out()).succeeds();
    assertTrue(Files.exists(out().resolve("0.gif")));
  }

  @Test
  void whatCannotBeMadeIsNamed() {
    assertTrue(CommandRun.of("synthesize", "--world", "letters", "--out", out()).failsInOneLine(2).err().contains("\"letters\""));
    CommandRun.of("synthesize", "--world", "digits", "--digits", 3, "--out", out()).failsInOneLine(2);
    CommandRun.of("synthesize", "--world", "digits", "--count", 0, "--out", out()).failsInOneLine(2);
    assertFalse(Files.exists(out()));
  }

  @Test
  void helpOfTheCommandNamesTheOtherWorld() {
    assertTrue(CommandRun.of("synthesize", "--help").succeeds().out().contains("--world digits"));
    assertTrue(CommandRun.of("synthesize", "--world", "digits", "--help").succeeds().out().contains("--digits"));
  }
}
