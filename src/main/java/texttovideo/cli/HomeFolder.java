package texttovideo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Where caches go for a user who has no home folder. */
final class HomeFolder {
  private HomeFolder() {
  }

  /**
   * A folder named {@code home} beside the jar, or, where that cannot be written, one of the system's temporary folder. It
   * is made when something is put into it.
   */
  static Path instead(Path folderOfJar) {
    Path beside = folderOfJar.resolve("home");
    if (Files.isDirectory(beside) ? Files.isWritable(beside) : Files.isWritable(folderOfJar)) {
      return beside;
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "text-to-video-home");
    return Files.notExists(temporary, LinkOption.NOFOLLOW_LINKS) || isOurs(temporary) ? temporary : Path.of(temporary
        + "-" + ProcessHandle.current().pid());
  }

  /** Native code is loaded from there: nobody else may have put it there. */
  private static boolean isOurs(Path folder) {
    try {
      Path probe = Files.createTempFile("owner", null);
      try {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe));
      } finally {
        Files.delete(probe);
      }
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
