package texttovideo.notebook;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One place below a cell whose content changes while the cell runs: a chart of the losses so far, samples of the model.
 * Outside a notebook it shows nothing.
 */
public final class LiveView {
  private final String id = UUID.randomUUID().toString();
  private final long pause;
  private long shownAt;
  private boolean shown;

  private LiveView(Duration pause) {
    this.pause = pause.toNanos();
  }

  /**
   * A view that is still empty.
   *
   * @param pause the least time between two offers that are taken; drawing takes time from the loop
   */
  public static LiveView every(Duration pause) {
    return new LiveView(pause);
  }

  /** Draws and shows the value if the last one has been shown long enough; otherwise the supplier is never called. */
  public void offer(Supplier<?> value) {
    if (Notebook.isRunning() && (!shown || System.nanoTime() - shownAt >= pause)) {
      DisplayThread.run(() -> show(value.get()));
    }
  }

  /** Shows the value now, for example the last one. */
  public void show(Object value) {
    if (!Notebook.isRunning()) {
      return;
    }
    if (shown) {
      Notebook.update(id, value);
    } else {
      Notebook.show(id, value);
    }
    shown = true;
    shownAt = System.nanoTime();
  }
}
