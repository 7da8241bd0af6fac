package texttovideo.notebook;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * How far a long loop is, with the time it took and the time it still takes: in a notebook a bar that changes in place, on a
 * terminal a line that does, in a log a line now and then. Threads may report to one progress at the same time.
 */
public final class Progress implements AutoCloseable {
  private static final long PAUSE = 100_000_000; // nanoseconds between two updates: faster ones only slow the loop
  private static final long LOG_PAUSE = 5_000_000_000L;      // lines that nothing replaces: a sign of life is enough

  private final String id;                       // of what the notebook shows; null elsewhere
  private final long start = System.nanoTime();
  private final String label;
  private final int total;
  private final int before;
  private final PrintWriter out;                 // null in a notebook, and where nobody looks
  private final boolean terminal;
  private final boolean inNotebook;
  private final ScheduledExecutorService clock;  // null without a writer
  private int done;
  private String note = "";
  private long shownAt;
  private int width;                             // of the line on the terminal
  private boolean shown;
  private boolean closed;

  private Progress(String label, int total, int before, PrintWriter out, boolean terminal) {
    if (total < 1 || before < 0 || before > total) {
      throw new IllegalArgumentException("progress needs at least 1 step, 0 to all of them done before, not " + total
          + " and " + before);
    }
    this.label = label;
    this.total = total;
    this.before = before;
    this.done = before;
    this.out = out;
    this.terminal = terminal;
    inNotebook = out == null && Notebook.isRunning();
    id = inNotebook ? UUID.randomUUID().toString() : null;
    shownAt = start;
    clock = out == null ? null : Executors.newSingleThreadScheduledExecutor(Progress::daemon);
    if (inNotebook) {
      show();
    }
    if (clock != null) {                         // a single step may take long: the time goes on
      ScheduledFuture<?> unused = clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Shows an empty bar below the cell; outside a notebook nothing.
   *
   * @param label what is being done
   * @param total how many steps it takes, at least 1
   */
  public static Progress of(String label, int total) {
    return of(label, total, 0);
  }

  /** Shows a bar for a loop that goes on where an earlier one stopped; the time left is reckoned from the new steps. */
  public static Progress of(String label, int total, int before) {
    return new Progress(label, total, before, null, false);
  }

  /**
   * Writes lines, the first when a moment has passed; while a step takes long, the time in them goes on.
   *
   * @param terminal whether a carriage return takes the cursor back to the line's beginning; otherwise there is a line every
   *                 5 seconds
   */
  public static Progress to(PrintWriter out, boolean terminal, String label, int total, int before) {
    return new Progress(label, total, before, out, terminal);
  }

  /** Whether to go on: false once the reader has interrupted the cell. The loop's condition. */
  public boolean wanted() {
    return !Thread.currentThread().isInterrupted();
  }

  /** One step more is done. */
  public synchronized void step() {
    update(done + 1, note);
  }

  /**
   * Says how far it is.
   *
   * @param done steps done, 0 to the total
   * @param note what else is worth knowing now, such as a loss; may be empty
   */
  public synchronized void update(int done, String note) {
    this.done = Math.min(total, Math.max(0, done));
    this.note = note;
    if (inNotebook || out != null) {
      showIfDue();
    }
  }

  private synchronized void tick() {
    if (!closed) {
      showIfDue();
    }
  }

  private void showIfDue() {
    if (System.nanoTime() - shownAt >= (out == null || terminal ? PAUSE : LOG_PAUSE)) {
      show();
    }
  }

  /** Shows the last state, whatever the pace; where the loop was over before anything was shown, nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (clock != null) {
      clock.shutdownNow();
    }
    if (shown) {
      show();
      if (terminal) {
        out.println();
        out.flush();
      }
    }
  }

  private void show() {
    boolean update = shown;
    shown = true;
    shownAt = System.nanoTime();
    if (inNotebook) {
      DisplayThread.run(() -> Kernel.running().orElseThrow().display(html(), toString(), id, update));
    } else if (terminal) {
      String line = toString();
      out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      width = line.length();
    } else {
      out.println(this);
    }
    if (out != null) {
      out.flush();
    }
  }

  String html() {
    return "<div><label>" + Html.escape(label) + " <progress value=\"" + done + "\" max=\"" + total
        + "\"></progress></label> " + Html.escape(state()) + "</div>";
  }

  /** For example {@code Training: 120 of 500, 0:12 so far, 0:38 left, loss 0.93}. */
  @Override
  public String toString() {
    return label + ": " + state();
  }

  private String state() {
    long spent = (System.nanoTime() - start) / 1_000_000_000;
    String time = closed ? (done < total ? "stopped after " : "done in ") + clock(spent)
        : done <= before ? clock(spent) + " so far"
        : clock(spent) + " so far, " + clock(Math.round((double) spent / (done - before) * (total - done))) + " left";
    return done + " of " + total + ", " + time + (note.isEmpty() ? "" : ", " + note);
  }

  static String clock(long seconds) {
    return seconds < 3600 ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
