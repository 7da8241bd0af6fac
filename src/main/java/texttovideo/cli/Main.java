package texttovideo.cli;

/** The command line; see {@code --help}. */
public final class Main {
  private Main() {
  }

  /** Runs the command line. */
  public static void main(String[] arguments) {
    System.out.println("usage: generate | judge | train | synthesize");
  }
}
