package texttovideo.nn;

import java.util.function.IntConsumer;

/**
 * How a batch's independent parts are shared among cores. The caller decides: training uses all cores, generating one clip none,
 * a browser has no threads. Each part writes its own numbers and sums are made in order afterwards, so no bit depends on it.
 */
public interface Parallel {
  /** One part after the other, in the calling thread. */
  Parallel NONE = (count, task) -> {
    for (int i = 0; i < count; i++) {
      task.accept(i);
    }
  };

  /** Runs the task for 0, 1, ... count-1 and returns when all are done. */
  void run(int count, IntConsumer task);
}
