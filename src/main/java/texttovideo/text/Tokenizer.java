package texttovideo.text;

import java.util.random.RandomGenerator;

/** Turns captions into tokens. Holds nothing that changes, so any number of threads may use one. */
public interface Tokenizer {
  /**
   * The tokens {@code [L]} of a caption, padded at its end.
   *
   * @throws IllegalArgumentException if the caption is none that it knows; the message names the word and the nearest known one
   */
  int[] encode(String caption);

  /** The words behind the tokens. */
  Vocabulary vocabulary();

  /** {@code L}. */
  int length();

  /**
   * A caption with what it leaves open filled in at random. Where nothing can be left open it is the caption itself.
   *
   * @throws IllegalArgumentException as {@link #encode}
   */
  default String complete(String caption, RandomGenerator random) {
    return caption;
  }
}
