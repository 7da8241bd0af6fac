package texttovideo.cli;

/** The user asked the command to stop, and it did. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoppedException(String message) {
    super(message);
  }

  /** Ends work that the user has asked to stop. */
  static void throwIfAsked() {
    if (Thread.currentThread().isInterrupted()) {
      throw new StoppedException("stopped; nothing was written");
    }
  }
}
