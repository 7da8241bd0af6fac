package texttovideo.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Starts the command line. It needs no library itself, so that it can say which one is missing, and sets up what has to
 * stand before the first native library is loaded.
 */
public final class Main {
  /** How the program is called. */
  static final String NAME = "java -jar target/text-to-video.jar";

  private Main() {
  }

  /** Runs the command line and ends the process with its exit code: 0 done, 1 failed, 2 wrongly called, 130 stopped. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    try {
      setHome();
      return RootCommand.execute(arguments);
    } catch (LinkageError error) {
      System.err.println("error: a library is missing or broken (" + error.getMessage() + "): the libraries belong into the "
          + "folder lib beside the jar; python3 environment/start.py --set-up-only puts them there");
      return 1;
    }
  }

  /**
   * Gives caches a place: JavaCPP unpacks native libraries into the home folder, Java notes fonts there. A user without one
   * would find a folder named {@code ?} of half a gigabyte where the command was called.
   */
  private static void setHome() {
    String home = System.getProperty("user.home", "?");
    if (home.equals("?") || home.isBlank() || !Files.isDirectory(Path.of(home))) {
      System.setProperty("user.home", HomeFolder.instead(folderOfJar()).toString());
    }
  }

  private static Path folderOfJar() {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toAbsolutePath().getParent();
    } catch (URISyntaxException | SecurityException | NullPointerException notFromAFile) {
      return Path.of("").toAbsolutePath();
    }
  }
}
