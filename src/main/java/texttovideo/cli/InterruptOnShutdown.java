package texttovideo.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While open, Ctrl-C (and a request to terminate) interrupts the thread that opened it, and Java stops only when that thread
 * closes it: work that looks at its thread's interrupted state can save itself, or remove what it has half done. Java then
 * waits a little longer for the command to say how it ended.
 */
final class InterruptOnShutdown implements AutoCloseable {
  private static final CountDownLatch SAID = new CountDownLatch(1);
  private static final int SECONDS_TO_SAY = 1;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  /** From here on, Ctrl-C interrupts the calling thread, and waits for it as long as it takes. */
  InterruptOnShutdown() {
    this(Long.MAX_VALUE, () -> { });
  }

  /**
   * From here on, Ctrl-C interrupts the calling thread.
   *
   * @param seconds how long Java waits for that thread
   * @param giveUp  is done if it was not closed in time
   */
  InterruptOnShutdown(long seconds, Runnable giveUp) {
    Thread worker = Thread.currentThread();
    hook = new Thread(() -> {
      worker.interrupt();
      try {
        if (!finished.await(seconds, TimeUnit.SECONDS)) {
          giveUp.run();
        } else {
          SAID.await(SECONDS_TO_SAY, TimeUnit.SECONDS);
        }
      } catch (InterruptedException stopNow) {
        Thread.currentThread().interrupt();
      }
    }, "interrupt-on-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** This process has said all it had to say. */
  static void said() {
    SAID.countDown();
  }

  /** What runs when Java is asked to stop. */
  Thread hook() {
    return hook;
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
