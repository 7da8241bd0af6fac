package texttovideo.notebook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Draws and sends what a notebook shows in a thread of its own, while the caller waits. In the caller's thread, drawing
 * and sending (JeroMQ, in both kernels) now and then forget that it was interrupted, or fail because it was: a loop that
 * shows its progress would then not stop when the reader asks, or stop without saving.
 */
final class DisplayThread {
  private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(Worker::new);

  private static final class Worker extends Thread {
    Worker(Runnable task) {
      super(task, "display");
      setDaemon(true);
    }
  }

  private DisplayThread() {
  }

  /** Runs the task and waits for it; what it throws is thrown here. An interrupt stays set and ends nothing. */
  static void run(Runnable task) {
    if (Thread.currentThread() instanceof Worker) {
      task.run();
      return;
    }
    try {
      CompletableFuture.runAsync(task, THREAD).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
