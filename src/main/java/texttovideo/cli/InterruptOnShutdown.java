package texttovideo.cli;

import java.util.concurrent.CountDownLatch;

/**
 * While open, Ctrl-C interrupts the thread that opened it, and Java stops only when that thread closes it: work that
 * looks at its thread's interrupted state can save itself.
 */
final class InterruptOnShutdown implements AutoCloseable {
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  /** From here on, Ctrl-C interrupts the calling thread. */
  InterruptOnShutdown() {
    Thread worker = Thread.currentThread();
    hook = new Thread(() -> {
      worker.interrupt();
      try {
        finished.await();
      } catch (InterruptedException stopNow) {
        Thread.currentThread().interrupt();
      }
    }, "let-finish");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // The hook is at work, and has just been told that all is saved.
    }
  }
}
