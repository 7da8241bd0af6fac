package texttovideo.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Folders that a command made for its outputs: if nothing came to lie in them, they go again. */
final class MadeFolders {
  private final List<Path> made = new ArrayList<>();       // the innermost first

  /** Makes a folder, and those above it, where they are missing. */
  void make(Path folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path at = folder.toAbsolutePath(); at != null && Files.notExists(at); at = at.getParent()) {
      missing.add(at);
    }
    Files.createDirectories(folder);
    made.addAll(0, missing);
  }

  /** Removes those that are empty. */
  void removeEmpty() throws IOException {
    for (Path folder : made) {
      removeIfEmpty(folder);
    }
  }

  /** Removes a folder if it is there and empty. */
  static void removeIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException used) {
      // It stays.
    }
  }
}
