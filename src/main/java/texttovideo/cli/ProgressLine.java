package texttovideo.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Shows that work goes on: one line rewritten in place on a terminal, a line now and then anywhere else. */
final class ProgressLine {
  private static final double TERMINAL_SECONDS = 0.1;
  private static final double LINE_SECONDS = 20;

  private final PrintWriter out;
  private final boolean terminal;
  private long last = System.nanoTime();
  private int shown;

  /** A line beside the command's results, which go to the standard output. */
  ProgressLine(CommandLine command) {
    this(command.getErr(), CommandLine.Help.Ansi.AUTO.enabled());
  }

  /**
   * A line that is written to the given place.
   *
   * @param terminal whether a carriage return takes the cursor back there
   */
  ProgressLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Says how far the work is, unless it was said just before. */
  void update(String text) {
    if (System.nanoTime() - last > 1e9 * (terminal ? TERMINAL_SECONDS : LINE_SECONDS)) {
      show(text);
    }
  }

  /** Says it in any case. */
  void show(String text) {
    last = System.nanoTime();
    if (terminal) {
      out.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
      out.flush();
      shown = text.length();
    } else {
      out.println(text);
    }
  }

  /** Leaves the terminal's line free for what comes after. */
  void close() {
    if (terminal && shown > 0) {
      show("");
      out.print("\r");
      out.flush();
    }
  }
}
