package texttovideo.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words that the model knows, in a fixed order: a word's place is its token, the first is {@link #PAD}. The list is saved
 * with the model, because weights mean nothing without the order of the words that they belong to.
 */
public final class Vocabulary {
  /** Fills a short prompt up to {@link #PROMPT_LENGTH} tokens. */
  public static final String PAD = "<pad>";
  /** The token of {@link #PAD}. */
  public static final int PAD_TOKEN = 0;
  /** {@code L}: {@code a large red square moving diagonally up left} is the longest prompt. */
  public static final int PROMPT_LENGTH = 8;
  /** The leading tokens that say what is shown (article, size, colour, shape); the rest say how it moves. */
  public static final int CONTENT_LENGTH = 4;
  /** Which of these is the colour. */
  public static final int COLOUR = 2;

  private final List<String> words;

  /**
   * A vocabulary with the given words in the given order, as a model file stores it.
   *
   * @throws IllegalArgumentException if the first word is not {@link #PAD}, or a word stands twice
   */
  public Vocabulary(List<String> words) {
    if (words.isEmpty() || !words.get(0).equals(PAD)) {
      throw new IllegalArgumentException("a vocabulary starts with \"" + PAD + "\", this one is " + words);
    }
    Set<String> distinct = new LinkedHashSet<>(words);
    if (distinct.size() != words.size()) {
      throw new IllegalArgumentException("a word stands twice in the vocabulary " + words);
    }
    this.words = List.copyOf(words);
  }

  /** The vocabulary of the grammar: sorted, so that no run depends on the order of a hash set. */
  public static Vocabulary ofGrammar() {
    Set<String> sorted = new TreeSet<>();
    Prompt.all().forEach(prompt -> sorted.addAll(split(prompt)));
    List<String> words = new ArrayList<>(List.of(PAD));
    words.addAll(sorted);
    return new Vocabulary(words);
  }

  /** {@code V}, the number of words, the padding included. */
  public int size() {
    return words.size();
  }

  /** The words in order. */
  public List<String> words() {
    return words;
  }

  /**
   * The token of a word, {@code 0 .. V-1}.
   *
   * @throws IllegalArgumentException if the word is not in this vocabulary
   */
  public int token(String word) {
    int token = words.indexOf(word);
    if (token < 0) {
      throw new IllegalArgumentException("unknown word \"" + word + "\"; known words: " + String.join(", ", words));
    }
    return token;
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
    int[] tokens = split(prompt).stream().mapToInt(this::token).toArray();
    return Arrays.copyOf(tokens, PROMPT_LENGTH);
  }

  /** The words of the tokens, without the padding, for a reader. */
  public String decode(int[] tokens) {
    return String.join(" ", Arrays.stream(tokens).filter(token -> token != PAD_TOKEN).mapToObj(words::get).toList());
  }

  private static List<String> split(Prompt prompt) {
    return List.of(prompt.sentence().split("[ -]"));
  }
}
