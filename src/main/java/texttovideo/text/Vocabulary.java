package texttovideo.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words that the model knows, in a fixed order: a word's place is its token, the first is {@link #PAD}. The list is saved
 * with the model, because weights mean nothing without the order of the words that they belong to.
 */
public final class Vocabulary {
  /** Fills a short caption up to the length of the longest. */
  public static final String PAD = "<pad>";
  /** The token of {@link #PAD}. */
  public static final int PAD_TOKEN = 0;

  private static final int MOST_TOLD = 100;

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

  /** The vocabulary of some words, each once, sorted: no run depends on the order in which they are found. */
  public static Vocabulary sorted(Collection<String> some) {
    List<String> words = new ArrayList<>(List.of(PAD));
    words.addAll(new TreeSet<>(some));
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
      throw new IllegalArgumentException("unknown word \"" + word + "\"; did you mean \"" + EditDistance.nearest(word,
          words.subList(1, words.size())) + "\"? Known words: " + known());
    }
    return token;
  }

  /** All known words, or the first of very many. */
  private String known() {
    List<String> first = words.subList(1, Math.min(words.size(), MOST_TOLD + 1));
    return String.join(", ", first) + (first.size() == words.size() - 1 ? "" : ", and " + (words.size() - 1 - first.size())
        + " more");
  }

  /**
   * The tokens {@code [L]} of words, padded at the end.
   *
   * @throws IllegalArgumentException if a word is not in this vocabulary, or there are more than L of them
   */
  public int[] encode(List<String> some, int length) {
    if (some.size() > length) {
      throw new IllegalArgumentException("a caption has at most " + length + " words, not " + some.size() + ": " + some);
    }
    return Arrays.copyOf(some.stream().mapToInt(this::token).toArray(), length);
  }

  /** The words of the tokens, without the padding, for a reader. */
  public String decode(int[] tokens) {
    return String.join(" ", Arrays.stream(tokens).filter(token -> token != PAD_TOKEN).mapToObj(words::get).toList());
  }
}
