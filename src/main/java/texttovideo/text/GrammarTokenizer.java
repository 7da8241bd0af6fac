package texttovideo.text;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The tokenizer of the grammar {@value Prompt#GRAMMAR}: every caption has the same words in the same places, so that a generator
 * may be told where to look.
 */
public final class GrammarTokenizer implements Tokenizer {
  /** {@code L}: {@code a large red square moving diagonally up left} is the longest caption. */
  public static final int LENGTH = 8;
  /** The leading tokens that say what is shown (article, size, colour, shape); the rest say how it moves. */
  public static final int CONTENT_TOKENS = 4;
  /** Which of these is the colour. */
  public static final int COLOUR_TOKEN = 2;

  private final Vocabulary vocabulary;

  /** A tokenizer with the words in a given order, as a model file stores them. */
  public GrammarTokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** A tokenizer with the words of the grammar, sorted. */
  public GrammarTokenizer() {
    this(Vocabulary.sorted(Prompt.all().stream().flatMap(prompt -> split(prompt).stream()).toList()));
  }

  @Override
  public int[] encode(String caption) {
    return encode(Prompt.parse(caption));
  }

  /**
   * The tokens {@code [L]} of a complete prompt; hyphens separate words ({@code up-left} is two tokens).
   *
   * @throws IllegalArgumentException if the prompt leaves size or colour open (see {@link Prompt#complete})
   */
  public int[] encode(Prompt prompt) {
    if (!prompt.isComplete()) {
      throw new IllegalArgumentException("the prompt \"" + prompt + "\" leaves size or colour open: complete it first");
    }
    return vocabulary.encode(split(prompt), LENGTH);
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public String complete(String caption, RandomGenerator random) {
    return Prompt.parse(caption).complete(random).sentence();
  }

  private static List<String> split(Prompt prompt) {
    return List.of(prompt.sentence().split("[ -]"));
  }
}
