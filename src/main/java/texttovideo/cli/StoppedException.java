package texttovideo.cli;

/** The user asked the command to stop, and it did. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoppedException(String message) {
    super(message);
  }

  /** Ends work that the user has asked to stop. */
  static void throwIfAsked() {
    throwIfAsked(Thread.currentThread());
  }

  /** The same for work that other threads do for the one that is asked. */
  static void throwIfAsked(Thread asked) {
    if (asked.isInterrupted()) {
      throw new StoppedException("stopped; nothing was written");
    }
  }
}
