package texttovideo.notebook;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Draws and sends what a notebook shows in a thread of its own, while the caller waits. In the caller's thread, drawing
 * and sending (JeroMQ, in both kernels) now and then forget that it was interrupted, or fail because it was: a loop that
 * shows its progress would then not stop when the reader asks, or stop without saving.
 */
final class DisplayThread {
  private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(Worker::new);
  private static final int TRACE = 20;           // calls that a report shows of an endless recursion

  private static final class Worker extends Thread {
    Worker(Runnable task) {
      super(task, "display");
      setDaemon(true);
    }
  }

  private DisplayThread() {
  }

  /** Runs the task and waits for it, as {@link #call} does. */
  static void run(Runnable task) {
    call(() -> {
      task.run();
      return null;
    });
  }

  /**
   * What the task gives. What it throws is thrown here. An interrupt stays set and ends nothing.
   *
   * @throws IllegalStateException in place of an {@link Error}, which would end the kernel's own thread: no cell would be
   *                               answered again
   */
  static <T> T call(Supplier<T> task) {
    if (Thread.currentThread() instanceof Worker) {
      return task.get();
    }
    try {
      return CompletableFuture.supplyAsync(task, THREAD).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed(e.getCause());
    }
  }

  private static IllegalStateException failed(Throwable error) {
    StackTraceElement[] trace = error.getStackTrace();
    if (trace.length > TRACE) {
      error.setStackTrace(Arrays.copyOf(trace, TRACE));
    }
    return new IllegalStateException("the value could not be shown: " + error, error);
  }
}
