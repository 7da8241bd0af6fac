package texttovideo.notebook;

import java.util.Locale;
import java.util.UUID;

/**
 * How far a long loop is, with the time it took and the time it still takes: a bar below the cell that changes in place. Threads
 * may report to one progress at the same time.
 */
public final class Progress implements AutoCloseable {
  private static final long PAUSE = 100_000_000; // nanoseconds between two updates: faster ones only slow the loop

  private final String id;                       // of what the notebook shows; null elsewhere, where nothing is shown
  private final long start = System.nanoTime();
  private final String label;
  private final int total;
  private final int before;
  private int done;
  private String note = "";
  private long shownAt = start;
  private boolean closed;

  private Progress(String label, int total, int before) {
    if (total < 1 || before < 0 || before > total) {
      throw new IllegalArgumentException("progress needs at least 1 step, 0 to all of them done before, not " + total
          + " and " + before);
    }
    this.label = label;
    this.total = total;
    this.before = before;
    this.done = before;
    id = Notebook.isRunning() ? UUID.randomUUID().toString() : null;
    if (id != null) {
      show(false);
    }
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
    return new Progress(label, total, before);
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
    if (id != null && System.nanoTime() - shownAt >= PAUSE) {
      show(true);
    }
  }

  /** Shows the last state, whatever the pace. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (id != null) {
      show(true);
    }
  }

  /** @param update whether it takes the place of what is shown already */
  private void show(boolean update) {
    shownAt = System.nanoTime();
    DisplayThread.run(() -> Kernel.running().orElseThrow().display(html(), toString(), id, update));
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
