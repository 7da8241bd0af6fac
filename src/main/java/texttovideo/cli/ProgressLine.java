package texttovideo.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * Shows that work goes on: one line rewritten in place on a terminal, a line now and then anywhere else. Long work is never
 * silent, even where it has nothing new to say. Any thread may update it.
 */
final class ProgressLine implements AutoCloseable {
  private static final double TERMINAL_SECONDS = 0.1;
  private static final double LINE_SECONDS = 4;

  private final PrintWriter out;
  private final boolean terminal;
  private final double patience;
  private final Thread heartbeat;
  private final long start = System.nanoTime();
  private String text;
  private long last = start;
  private int shown;
  private boolean closed;

  /**
   * A line beside the command's results, which go to the standard output.
   *
   * @param task what is being done, until there is more to say
   */
  ProgressLine(CommandLine command, String task) {
    this(command.getErr(), CommandLine.Help.Ansi.AUTO.enabled(), task, LINE_SECONDS);
  }

  /**
   * A line that is written to the given place.
   *
   * @param terminal whether a carriage return takes the cursor back there
   * @param patience seconds of silence after which it says that it is still at work
   */
  ProgressLine(PrintWriter out, boolean terminal, String task, double patience) {
    this.out = out;
    this.terminal = terminal;
    this.text = task;
    this.patience = patience;
    heartbeat = new Thread(this::beat, "progress");
    heartbeat.setDaemon(true);
    heartbeat.start();
  }

  /** Says how far the work is, unless it was said just before. */
  synchronized void update(String newText) {
    text = newText;
    if (silent() > (terminal ? TERMINAL_SECONDS : patience)) {
      print(text);
    }
  }

  /** Says it in any case. */
  synchronized void show(String newText) {
    text = newText;
    print(text);
  }

  /** Leaves the terminal's line free for what comes after. */
  @Override
  public synchronized void close() {
    if (!closed && terminal && shown > 0) {
      print("");
      out.print("\r");
      out.flush();
    }
    closed = true;
    notifyAll();
  }

  private synchronized void beat() {
    try {
      while (!closed) {
        if (silent() >= patience) {
          print(text + " (" + Math.round((System.nanoTime() - start) / 1e9) + " s so far)");
        }
        wait(Math.max(1, Math.round(1000 * (patience - silent()))));
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private double silent() {
    return (System.nanoTime() - last) / 1e9;
  }

  private void print(String line) {
    if (closed) {
      return;
    }
    last = System.nanoTime();
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
      out.flush();
      shown = line.length();
    } else {
      out.println(line);
    }
  }
}
