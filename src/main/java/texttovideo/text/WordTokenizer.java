package texttovideo.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A tokenizer for captions of any kind: words are what stands between spaces, hyphens and other marks, in any case. */
public final class WordTokenizer implements Tokenizer {
  private static final Pattern SHAPES = Pattern.compile("[\\x{FE00}-\\x{FE0F}\\x{20E3}]");      // of an emoji; they count as marks of letters
  private static final Pattern READ = Pattern.compile("[\\p{L}\\p{N}]");
  private static final Pattern UNSPACED = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]");

  private final Vocabulary vocabulary;
  private final int length;

  /**
   * A tokenizer with the words in a given order, as a model file stores them.
   *
   * @param length {@code L}, the most words that a caption may have, at least 1
   */
  public WordTokenizer(Vocabulary vocabulary, int length) {
    if (length < 1) {
      throw new IllegalArgumentException("captions need at least 1 token, not " + length);
    }
    this.vocabulary = vocabulary;
    this.length = length;
  }

  /**
   * The tokenizer of captions: all their words, sorted, and room for the longest.
   *
   * @throws IllegalArgumentException if there is no caption, or one without a word
   */
  public static WordTokenizer of(Collection<String> captions) {
    Set<String> all = new HashSet<>();
    int longest = 0;
    for (String caption : captions) {
      List<String> words = words(caption);
      if (words.isEmpty()) {
        throw new IllegalArgumentException("the caption \"" + caption + "\" has no word");
      }
      all.addAll(words);
      longest = Math.max(longest, words.size());
    }
    return new WordTokenizer(Vocabulary.sorted(all), longest);
  }

  /**
   * The words of a caption, in order, in lower case: {@code A Cat's up-left jump!} has a, cat's, up, left, jump. A quote around
   * a word is none of it. Chinese and Japanese signs, which stand without spaces, are a word each. What has no letter and no digit,
   * such as an emoji, is no word. Letters with marks must be composed (NFC): whoever reads a caption from outside sees to that.
   */
  public static List<String> words(String caption) {
    String text = UNSPACED.matcher(SHAPES.matcher(caption).replaceAll("").replace('\u2019', '\'').toLowerCase(Locale.ROOT))
        .replaceAll(" $0 ");
    return Arrays.stream(text.split("[^\\p{L}\\p{M}\\p{N}']+")).map(word -> word.replaceAll("^'+|'+$", ""))
        .filter(word -> READ.matcher(word).find()).toList();
  }

  /** What two captions have in common that say the same: their {@link #words}, a space between them. */
  public static String key(String caption) {
    return String.join(" ", words(caption));
  }

  @Override
  public int[] encode(String caption) {
    List<String> words = words(caption);
    if (words.isEmpty() || words.size() > length) {
      throw new IllegalArgumentException("the caption \"" + caption + "\" has " + (words.isEmpty() ? "no word"
          : words.size() + " words; this model takes captions of at most " + length));
    }
    return vocabulary.encode(words, length);
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int length() {
    return length;
  }
}
