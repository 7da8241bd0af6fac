package texttovideo.text;

import java.util.Arrays;
import java.util.List;

/**
 * The motions a prompt can ask for, each with the phrases that name it. {@code moving up-right} is one of the two phrases
 * of {@link #UP_RIGHT}.
 */
public enum Motion {
  UP("moving up"),
  DOWN("moving down"),
  LEFT("moving left"),
  RIGHT("moving right"),
  UP_LEFT("moving up-left", "moving diagonally up-left"),
  UP_RIGHT("moving up-right", "moving diagonally up-right"),
  DOWN_LEFT("moving down-left", "moving diagonally down-left"),
  DOWN_RIGHT("moving down-right", "moving diagonally down-right"),
  CLOCKWISE("rotating clockwise"),
  COUNTER_CLOCKWISE("rotating counter-clockwise"),
  SHRINKING("shrinking"),
  EXPANDING("expanding"),
  BOUNCING_VERTICALLY("bouncing vertically"),
  BOUNCING_HORIZONTALLY("bouncing horizontally"),
  ZIGZAGGING_VERTICALLY("zigzagging vertically"),
  ZIGZAGGING_HORIZONTALLY("zigzagging horizontally");

  private static final List<String> ALL_PHRASES =
      Arrays.stream(values()).flatMap(motion -> motion.phrases.stream()).toList();

  @SuppressWarnings("ImmutableEnumChecker")      // List.of makes lists that nobody can change
  private final List<String> phrases;

  Motion(String... phrases) {
    this.phrases = List.of(phrases);
  }

  /** The phrases that name this motion, the shortest first. */
  public List<String> phrases() {
    return phrases;
  }

  /** Every phrase of every motion, in the order of this enum: 20 of them. */
  public static List<String> allPhrases() {
    return ALL_PHRASES;
  }

  /**
   * The motion that a phrase names.
   *
   * @throws IllegalArgumentException if no motion has this phrase; the message lists the phrases
   */
  public static Motion ofPhrase(String phrase) {
    for (Motion motion : values()) {
      if (motion.phrases.contains(phrase)) {
        return motion;
      }
    }
    throw new IllegalArgumentException("unknown motion \"" + phrase + "\"; known motions: "
        + String.join(", ", allPhrases()));
  }
}
