package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.data.Manifest;
import texttovideo.scene.Renderer;
import texttovideo.video.PngFrames;

class SynthesizeTest {
  @TempDir
  private Path folder;

  private CommandRun synthesize(Object... more) {
    Object[] all = new Object[more.length + 5];
    System.arraycopy(new Object[] {"synthesize", "--clips", 50, "--out", file()}, 0, all, 0, 5);
    System.arraycopy(more, 0, all, 5, more.length);
    return CommandRun.of(all);
  }

  private Path file() {
    return folder.resolve("clips.csv");
  }

  @Test
  void tableDrawsItsClipsAgain() throws IOException {
    synthesize("--seed", 3).succeeds();
    Manifest expected = Manifest.synthesize(50, 3);
    Manifest written = Manifest.load(file());
    assertEquals(50, written.size());
    assertEquals(expected.clip(17), written.clip(17));
  }

  @Test
  void exportedClipIsNamedByItsRowAndExactToThePixel() throws IOException {
    Path clips = folder.resolve("clips");
    synthesize("--export", "2,10-11", "--into", clips).succeeds();
    assertEquals(Manifest.load(file()).clip(11), PngFrames.read(clips.resolve("11"), Renderer.FPS));
    assertEquals(4, Files.readAllLines(clips.resolve("index.csv")).size());
    assertTrue(Files.exists(clips.resolve("2.mp4")) && Files.exists(clips.resolve("10.gif")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"50", "0-50", "a", "", "3-", "5-3-1", "-1", "4-1", "0-3,9-8"})
  void rowsThatTheTableLacksAreRefusedBeforeAnyWork(String rows) {
    synthesize("--export", rows, "--into", folder.resolve("clips")).failsInOneLine(2);
    assertFalse(Files.exists(file()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tableWithoutRoomLeavesNoClips() {
    Path clips = folder.resolve("clips");
    String said = CommandRun.of("synthesize", "--clips", 5, "--out", "/dev/full", "--export", "0-1", "--into", clips)
        .failsInOneLine(1).err();
    assertTrue(said.contains("/dev/full: No space left"), said);
    assertFalse(Files.exists(clips));
  }

  @Test
  void stoppedCommandHasWrittenNothing() throws IOException {
    Thread.currentThread().interrupt();
    CommandRun stopped = synthesize("--export", "0-1", "--into", folder.resolve("clips"));
    CommandRun digits = CommandRun.of("synthesize", "--world", "digits", "--count", 3, "--out", folder.resolve("digits"));
    assertTrue(Thread.interrupted());
    assertEquals(130, stopped.code(), stopped.err());
    assertEquals(130, digits.code(), digits.err());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void digitsGoIntoAFolderThatADesktopShowedAndNoOtherRunWritesInto() throws IOException {
    Path digits = Files.createDirectories(folder.resolve("digits"));
    Files.writeString(digits.resolve(".DS_Store"), "");
    Object[] command = {"synthesize", "--world", "digits", "--count", 3, "--out", digits};
    try (RunLock other = new RunLock(digits.resolve("index.csv"))) {
      String said = CommandRun.of(command).failsInOneLine(1).err();
      assertTrue(said.contains("another run"), said);
    }
    CommandRun.of(command).succeeds();
    CommandRun.of(command).failsInOneLine(1);
    try (Stream<Path> files = Files.list(digits)) {
      assertEquals(List.of(".DS_Store", "0.gif", "1.gif", "2.gif", "index.csv"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void tableIsNeverAFileOfTheClips() {
    Path clips = folder.resolve("clips");
    CommandRun.of("synthesize", "--clips", 5, "--out", clips.resolve("index.csv"), "--export", "0-1", "--into", clips)
        .failsInOneLine(2);
    CommandRun.of("synthesize", "--clips", 5, "--out", clips, "--export", "0-1", "--into", clips).failsInOneLine(2);
    CommandRun.of("synthesize", "--clips", 5, "--out", clips, "--export", "0-1", "--into", clips.resolve("in"))
        .failsInOneLine(2);
    assertFalse(Files.exists(clips));
  }

  @Test
  void linkStaysAndItsTargetIsWritten() throws IOException {
    Path target = Files.writeString(folder.resolve("target.csv"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), target);
    CommandRun.of("synthesize", "--clips", 3, "--out", link).succeeds();
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(4, Files.readAllLines(target).size());
  }

  @Test
  void modeOfAFileStays() throws IOException {
    Files.writeString(file(), "old");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    synthesize().succeeds();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
  }

  @Test
  void readOnlyFileIsRefusedBeforeAnyWork() throws IOException {
    Files.writeString(file(), "old");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--r--r--"));
    synthesize().failsInOneLine(1);
    assertEquals("old", Files.readString(file()));
  }

  @Test
  void exportNeedsAFolder() {
    assertTrue(synthesize("--export", "1").failsInOneLine(2).err().contains("--into"));
  }

  @Test
  void noClipsAreRefused() {
    CommandRun.of("synthesize", "--clips", 0, "--out", file()).failsInOneLine(2);
  }
}
