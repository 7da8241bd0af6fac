package texttovideo.text;

import java.util.Optional;

/** What is wrong with a sentence that does not follow the grammar, and the sentence that was perhaps meant. */
public final class PromptException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String meant;

  PromptException(String message, String meant) {
    super(message);
    this.meant = meant;
  }

  /** The sentence with the nearest known words in place of the first ones that do not fit; empty if there are none. */
  public Optional<String> meant() {
    return Optional.ofNullable(meant);
  }
}
