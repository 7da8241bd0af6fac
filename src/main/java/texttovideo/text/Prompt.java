package texttovideo.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A sentence of the grammar {@value #GRAMMAR}, taken apart. Size and colour may be left open; {@link #complete} draws them.
 *
 * @param size   the size, or null when the sentence leaves it open
 * @param colour the colour, or null when the sentence leaves it open
 * @param shape  the shape
 * @param phrase the words of the motion, one of {@link Motion#allPhrases()}
 */
public record Prompt(Size size, Colour colour, Shape shape, String phrase) {
  /** The grammar in one line: what stands in brackets may be left out. */
  public static final String GRAMMAR = "[a] [small|large] [red|green|blue|yellow|purple|black] "
      + "circle|square|triangle MOTION";

  private static final int MOST_QUOTED = 100; // characters; no sentence of the grammar has as many

  private static final List<Prompt> ALL = makeAll();
  private static final List<String> KNOWN_WORDS = ALL.stream()
      .flatMap(prompt -> Arrays.stream(prompt.sentence().split(" "))).distinct().sorted().toList();

  /** Checks that the shape is there and the phrase is known. */
  public Prompt {
    if (shape == null) {
      throw new IllegalArgumentException("a prompt needs a shape: " + words(Shape.values()));
    }
    Motion.ofPhrase(phrase);
  }

  /** The motion that the phrase names. */
  public Motion motion() {
    return Motion.ofPhrase(phrase);
  }

  /** Whether the sentence names both size and colour. */
  public boolean isComplete() {
    return size != null && colour != null;
  }

  /**
   * This prompt with a size and a colour: what the sentence left open is drawn, every choice equally likely. The same
   * random state gives the same prompt, and what the sentence names is kept.
   */
  public Prompt complete(RandomGenerator random) {
    // Both are always drawn, so that naming one word does not change what is drawn for the other.
    // nextInt(bound) may draw otherwise in another release of Java, nextLong() may not.
    Size drawnSize = Size.values()[Math.floorMod(random.nextLong(), Size.values().length)];
    Colour drawnColour = Colour.values()[Math.floorMod(random.nextLong(), Colour.values().length)];
    return new Prompt(size == null ? drawnSize : size, colour == null ? drawnColour : colour, shape, phrase);
  }

  /** The sentence, with its article: {@code a large red square moving up-left}. */
  public String sentence() {
    List<String> words = new ArrayList<>(List.of("a"));
    Optional.ofNullable(size).map(Size::word).ifPresent(words::add);
    Optional.ofNullable(colour).map(Colour::word).ifPresent(words::add);
    words.add(shape.word());
    words.add(phrase);
    return String.join(" ", words);
  }

  @Override
  public String toString() {
    return sentence();
  }

  /**
   * Takes a sentence apart. Case and spacing do not matter.
   *
   * @throws PromptException if the sentence does not follow the grammar; the message names the first word that does not fit,
   *     the nearest word that would, and the grammar
   */
  public static Prompt parse(String sentence) {
    if (sentence == null || sentence.isBlank()) {
      throw new PromptException("the prompt is empty; the grammar is: " + grammar(), null);
    }
    List<String> all = List.of(sentence.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    requireKnown(all, sentence);
    Deque<String> words = new ArrayDeque<>(all);
    if (words.peek().equals("a")) {
      words.remove();
    }
    Size size = take(words, Size.values(), Size::word);
    Colour colour = take(words, Colour.values(), Colour::word);
    Shape shape = take(words, Shape.values(), Shape::word);
    if (shape == null) {
      throw misplaced(words, sentence, "a shape (" + words(Shape.values()) + ")");
    }
    if (words.isEmpty()) {
      throw misplaced(words, sentence, "a motion");
    }
    String phrase = String.join(" ", words);
    if (!Motion.allPhrases().contains(phrase)) {
      throw unknown("\"" + shortened(phrase) + "\" is not a motion, in", sentence, all,
          all.size() - words.size(), all.size(), EditDistance.nearest(phrase, Motion.allPhrases()));
    }
    return new Prompt(size, colour, shape, phrase);
  }

  /** All 720 complete prompts: every size, colour, shape and motion phrase. */
  public static List<Prompt> all() {
    return ALL;
  }

  private static List<Prompt> makeAll() {
    List<Prompt> all = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      for (Colour colour : Colour.values()) {
        for (String phrase : Motion.allPhrases()) {
          for (Size size : Size.values()) {
            all.add(new Prompt(size, colour, shape, phrase));
          }
        }
      }
    }
    return List.copyOf(all);
  }

  /** The grammar, with the motions written out. */
  public static String grammar() {
    return GRAMMAR + ", where MOTION is one of: " + String.join(", ", Motion.allPhrases());
  }

  private static <T> T take(Deque<String> words, T[] values, Function<T, String> word) {
    for (T value : values) {
      if (word.apply(value).equals(words.peek())) {
        words.remove();
        return value;
      }
    }
    return null;
  }

  private static void requireKnown(List<String> words, String sentence) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!KNOWN_WORDS.contains(word)) {
        throw unknown("unknown word \"" + shortened(word) + "\" in", sentence, words, i, i + 1,
            EditDistance.nearest(word, KNOWN_WORDS));
      }
    }
  }

  /** The words from one place up to another are unknown; these are nearest. */
  private static PromptException unknown(String what, String sentence, List<String> words, int from, int to,
      String nearest) {
    List<String> meant = new ArrayList<>(words.subList(0, from));
    meant.add(nearest);
    meant.addAll(words.subList(to, words.size()));
    return new PromptException(what + " the prompt \"" + shortened(sentence) + "\"; did you mean \"" + nearest
        + "\"? The grammar is: " + grammar(), String.join(" ", meant));
  }

  private static PromptException misplaced(Deque<String> words, String sentence, String wanted) {
    String found = words.isEmpty() ? "the prompt ends" : "found \"" + words.peek() + "\"";
    return new PromptException("expected " + wanted + " but " + found + ", in the prompt \"" + shortened(sentence)
        + "\"; the grammar is: " + grammar(), null);
  }

  /** A text as a message can hold it: a pasted page must not bury what is said about it. */
  private static String shortened(String text) {
    if (text.length() <= MOST_QUOTED) {
      return text;
    }
    int half = Character.isHighSurrogate(text.charAt(MOST_QUOTED - 1)) ? 1 : 0; // of a character that takes two places
    return text.substring(0, MOST_QUOTED - half) + "...";
  }

  private static String words(Enum<?>[] values) {
    return String.join(", ", Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList());
  }
}
