package texttovideo.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What an output path may name. */
class AtomicFileTest {
  private static final byte[] NEW = {1, 2, 3};

  @TempDir
  Path folder;

  @AfterEach
  void noPartIsLeft() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".part")));
    }
  }

  @Test
  void missingFoldersAreMade() throws IOException {
    AtomicFile.write(folder.resolve("a/b/c"), NEW);
    assertArrayEquals(NEW, Files.readAllBytes(folder.resolve("a/b/c")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreFollowedAlsoToWhatIsNotThereYet() throws IOException {
    Path target = Files.write(folder.resolve("target"), new byte[9]);
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
    Path linkToLink = Files.createSymbolicLink(folder.resolve("link to link"), link);
    AtomicFile.write(linkToLink, NEW);
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(linkToLink));
    assertArrayEquals(NEW, Files.readAllBytes(target));

    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("later/target"));
    AtomicFile.write(dangling, NEW);
    assertTrue(Files.isSymbolicLink(dangling));
    assertArrayEquals(NEW, Files.readAllBytes(folder.resolve("later/target")));

    assertTrue(target.toFile().setReadOnly());
    assertThrows(FileSystemException.class, () -> AtomicFile.write(linkToLink, NEW));

    Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
    assertThrows(FileSystemException.class, () -> AtomicFile.write(circle, NEW));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theModeIsKept() throws IOException {
    for (String mode : List.of("rw-------", "rwxrwxrwx", "r--rw-r--")) {
      Path file = Files.write(folder.resolve(mode), new byte[9]);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      AtomicFile.write(file, NEW);
      assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertArrayEquals(NEW, Files.readAllBytes(file));
    }
  }

  @Test
  void aReadOnlyFileIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("kept"), new byte[9]);
    assertTrue(file.toFile().setReadOnly());
    String message = assertThrows(FileSystemException.class, () -> AtomicFile.write(file, NEW)).getMessage();
    assertEquals(file + ": is read-only", message);
    assertThrows(FileSystemException.class, () -> AtomicFile.requireWritable(file));
    assertArrayEquals(new byte[9], Files.readAllBytes(file));
    assertTrue(file.toFile().setWritable(true));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void allHardLinksOfAFileGetTheNewContent() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[9]);
    Path other = Files.createLink(folder.resolve("other"), file);
    AtomicFile.write(file, NEW);
    assertArrayEquals(NEW, Files.readAllBytes(other));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipesReaderGetsTheBytesAndThePipeStays() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
      try {
        return Files.readAllBytes(pipe);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    AtomicFile.write(pipe, NEW);
    assertArrayEquals(NEW, read.join());
    assertFalse(Files.isRegularFile(pipe));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDeviceStaysADevice() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"));
    AtomicFile.write(link, NEW);
    AtomicFile.write(Path.of("/dev/null"), NEW);
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskNamesTheFile() {
    Path full = Path.of("/dev/full");
    FileSystemException error = assertThrows(FileSystemException.class, () -> AtomicFile.write(full, NEW));
    assertEquals("/dev/full", error.getFile());
    assertEquals("No space left on device", error.getReason());
  }

  /** A file of several names is written straight into, so it must be known before that there is room. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileOfTwoNamesOnAFullDiskIsAsItWas() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk.toString()), "not everyone may mount a disk");
    try {
      byte[] old = new byte[200_000];
      Arrays.fill(old, (byte) 1);
      Path file = Files.write(disk.resolve("file"), old);
      Path other = Files.createLink(disk.resolve("other"), file);
      FileSystemException error = assertThrows(FileSystemException.class, () -> AtomicFile.write(file, new byte[500_000]));
      assertEquals(file.toString(), error.getFile());
      assertEquals("No space left on device", error.getReason());
      assertArrayEquals(old, Files.readAllBytes(other));
      AtomicFile.write(file, new byte[350_000]);
      assertArrayEquals(new byte[350_000], Files.readAllBytes(other));
      try (Stream<Path> left = Files.list(disk)) {
        assertEquals(List.of(file, other), left.sorted().toList());
      }
    } finally {
      assertTrue(ran("umount", disk.toString()));
    }
  }

  private static boolean ran(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
          .waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  @Test
  void ofASetThatCannotBeWrittenNothingIsChanged() throws IOException {
    Path table = Files.write(folder.resolve("table"), new byte[9]);
    Path page = Files.write(folder.resolve("page"), new byte[9]);
    Map<Path, byte[]> set = new LinkedHashMap<>();
    set.put(table, NEW);
    set.put(folder, NEW);
    set.put(page, NEW);
    assertThrows(FileSystemException.class, () -> AtomicFile.writeAll(set));
    assertArrayEquals(new byte[9], Files.readAllBytes(table));
    assertArrayEquals(new byte[9], Files.readAllBytes(page));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theLastOfASetIsNeverBesideOthersOfAnotherSet() throws IOException {
    Path page = Files.write(folder.resolve("page"), new byte[9]);
    Map<Path, byte[]> set = new LinkedHashMap<>();
    set.put(folder.resolve("table"), NEW);
    set.put(Path.of("/dev/full"), NEW);                // fails when the others are on their way
    set.put(page, NEW);
    assertThrows(FileSystemException.class, () -> AtomicFile.writeAll(set));
    assertFalse(Files.exists(page));
    set.remove(Path.of("/dev/full"));
    AtomicFile.writeAll(set);
    assertArrayEquals(NEW, Files.readAllBytes(page));
    assertArrayEquals(NEW, Files.readAllBytes(folder.resolve("table")));
  }

  @Test
  void anInterruptedThreadFinishesItsFileAndStaysInterrupted() throws IOException {
    Path file = folder.resolve("a");
    Thread.currentThread().interrupt();
    AtomicFile.write(file, NEW);
    assertTrue(Thread.interrupted());
    assertArrayEquals(NEW, Files.readAllBytes(file));
  }

  @Test
  void aFolderIsRefusedByName() {
    for (Path path : List.of(folder, folder.getRoot())) {
      String message = assertThrows(FileSystemException.class, () -> AtomicFile.write(path, NEW)).getMessage();
      assertEquals(path + ": is a folder, not a file", message);
    }
    String message = assertThrows(FileSystemException.class, () -> AtomicFile.write(Path.of(""), NEW)).getMessage();
    assertEquals("\"\": names no file", message);
  }

  @Test
  void aNameMayBeAsLongAsTheFileSystemAllows() throws IOException {
    Path file = folder.resolve("n".repeat(255));
    AtomicFile.write(file, NEW);
    assertArrayEquals(NEW, Files.readAllBytes(file));
  }

  @Test
  void aFailedWriteNamesTheFileAndNotItsPart() {
    Path file = folder.resolve("n".repeat(300));
    FileSystemException error = assertThrows(FileSystemException.class, () -> AtomicFile.write(file, NEW));
    assertEquals(file.toString(), error.getFile());
  }
}
