package texttovideo.text;

import java.util.Locale;

/** The shapes a prompt can name. */
public enum Shape {
  CIRCLE, SQUARE, TRIANGLE;

  /** The word of the prompt that names it, such as {@code circle}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
