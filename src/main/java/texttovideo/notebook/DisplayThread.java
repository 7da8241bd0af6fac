package texttovideo.notebook;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
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
    Outcome<T> outcome = CompletableFuture.supplyAsync(() -> outcome(task), THREAD).join();
    if (outcome.failure == null) {
      return outcome.value;
    }
    if (outcome.failure instanceof RuntimeException cause && isTellable(cause)) {
      throw cause;
    }
    throw failed(outcome.failure);
  }

  /** What a task gave or threw. A future that is left to note an error asks it for its text, which may fail in its turn. */
  private record Outcome<T>(T value, Throwable failure) {
  }

  private static <T> Outcome<T> outcome(Supplier<T> task) {
    try {
      return new Outcome<>(task.get(), null);
    } catch (RuntimeException | Error failure) {
      return new Outcome<>(null, failure);
    }
  }

  /** Whether the kernel can ask an error for its text, and its causes. */
  private static boolean isTellable(Throwable error) {
    try {
      error.printStackTrace(new PrintWriter(new StringWriter()));
      return true;
    } catch (RuntimeException | Error broken) {
      return false;
    }
  }

  private static IllegalStateException failed(Throwable error) {
    if (!isTellable(error)) {
      return new IllegalStateException("the value could not be shown: " + error.getClass().getName() + ", which has no text");
    }
    StackTraceElement[] trace = error.getStackTrace();
    if (trace.length > TRACE) {
      error.setStackTrace(Arrays.copyOf(trace, TRACE));
    }
    return new IllegalStateException("the value could not be shown: " + error, error);
  }
}
