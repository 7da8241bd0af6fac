package texttovideo.train;

import java.util.stream.IntStream;
import texttovideo.nn.Parallel;

/** How training shares a batch: among all cores. */
public final class Cores {
  /** The parts run side by side on the common pool; safe for any number of threads. */
  public static final Parallel ALL = (count, task) -> IntStream.range(0, count).parallel().forEach(task);

  private Cores() {
  }
}
