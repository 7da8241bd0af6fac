package texttovideo.train;

/** What the auxiliary loss asks of each word. A world may bring its own; {@link #alike} knows nothing. */
public interface WordTargets {
  /** How much a word counts for a clip of a caption {@code [L]}, at least 0. */
  double weight(int word, int[] caption);

  /** Whether a clip of a caption should show a word. */
  default boolean shown(int word, int[] caption) {
    for (int token : caption) {
      if (token == word) {
        return true;
      }
    }
    return false;
  }

  /** Every word but the padding alike: built-in knowledge of none. */
  static WordTargets alike() {
    return (word, caption) -> word == 0 ? 0 : 1;
  }

  /** Asks for nothing. */
  static WordTargets none() {
    return (word, caption) -> 0;
  }
}
