package texttovideo.text;

import java.util.Locale;

/** The colours a prompt can name. */
public enum Colour {
  RED, GREEN, BLUE, YELLOW, PURPLE, BLACK;

  /** The word of the prompt that names it, such as {@code red}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
