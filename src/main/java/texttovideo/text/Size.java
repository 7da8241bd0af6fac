package texttovideo.text;

import java.util.Locale;

/** The sizes a prompt can name. */
public enum Size {
  SMALL, LARGE;

  /** The word of the prompt that names it, such as {@code small}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
