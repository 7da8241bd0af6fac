package texttovideo.notebook;

/**
 * What an exercise says about an answer.
 *
 * @param name    of the exercise
 * @param passed  whether all was right
 * @param message what is wrong and how to find it, or what was tried
 */
public record CheckResult(String name, boolean passed, String message) implements HtmlDisplayable {
  /**
   * This result if the answer is right; for solutions, which must be.
   *
   * @throws IllegalStateException if it is wrong; the message says why
   */
  public CheckResult orThrow() {
    if (!passed) {
      throw new IllegalStateException(toString());
    }
    return this;
  }

  @Override
  public String html() {
    String colour = passed ? "#009e73" : "#d55e00";
    return "<div style=\"border:2px solid " + colour + ";padding:6px 12px\"><b>" + mark() + " " + Html.escape(name)
        + "</b>: " + Html.escape(message) + "</div>";
  }

  @Override
  public String toString() {
    return mark() + " " + name + ": " + message;
  }

  private String mark() {
    return passed ? "✓" : "✗";
  }
}
