package texttovideo.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import texttovideo.text.WordTokenizer;

/**
 * What captions can say differently: words that some captions have and others have not, and pairs of neighbouring words where
 * captions of the same words differ in their order ({@code up then down}, {@code down then up}): as few as tell them apart. Words
 * that all captions have say nothing.
 */
public final class CaptionFeatures {
  private static final int MOST_PAIRS = 256;

  private final List<String> words;
  private final List<String> pairs;

  private CaptionFeatures(List<String> words, List<String> pairs) {
    this.words = words;
    this.pairs = pairs;
  }

  /**
   * The features of captions; with the same captions in another order, the same.
   *
   * @param captions one a clip, at least 2 different ones
   * @param fewest   clips that have a feature, and clips that have not, without which it is not looked at
   */
  public static CaptionFeatures of(Collection<String> captions, int fewest) {
    Map<List<String>, Integer> clips = new HashMap<>();            // by the words of a caption, in order
    captions.forEach(caption -> clips.merge(WordTokenizer.words(caption), 1, Integer::sum));
    Map<String, Integer> uses = new TreeMap<>();
    clips.forEach((caption, count) -> new HashSet<>(caption).forEach(word -> uses.merge(word, count, Integer::sum)));
    uses.values().removeIf(count -> count < fewest || count > captions.size() - fewest);
    Set<String> words = new TreeSet<>(uses.keySet());

    Map<List<String>, List<List<String>>> alike = new LinkedHashMap<>();      // captions of the same words
    clips.keySet().forEach(caption -> alike.computeIfAbsent(caption.stream().sorted().toList(), key -> new ArrayList<>())
        .add(caption));
    Set<String> ordering = new TreeSet<>();
    for (List<List<String>> group : alike.values()) {
      Map<String, Integer> found = new HashMap<>();
      group.forEach(caption -> pairs(caption, words).forEach(pair -> found.merge(pair, 1, Integer::sum)));
      Set<String> differing = new TreeSet<>(found.keySet());
      differing.removeIf(pair -> found.get(pair) == group.size());
      // Pairs that some have the other way round come first: others, such as "7 up", would be taught as never seen where a
      // caption is kept from training, and real clips of it would be taken for another.
      Set<String> turned = new TreeSet<>(differing);
      turned.removeIf(pair -> !found.containsKey(pair.replaceFirst("(.*) (.*)", "$2 $1")));
      ordering.addAll(group.stream().map(caption -> shared(pairs(caption, words), turned)).distinct().count() == group.size()
          ? turned : differing);
    }
    Map<String, Integer> pairUses = new TreeMap<>();
    clips.forEach((caption, count) -> pairs(caption, words).stream().filter(ordering::contains)
        .forEach(pair -> pairUses.merge(pair, count, Integer::sum)));
    List<String> frequent = pairUses.entrySet().stream().filter(pair -> pair.getValue() >= fewest)
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(MOST_PAIRS).map(Map.Entry::getKey).toList();
    return new CaptionFeatures(List.copyOf(words), frequent);
  }

  private static Set<String> shared(Set<String> some, Set<String> others) {
    some.retainAll(others);
    return some;
  }

  /** Neighbours among the words that say something. */
  private static Set<String> pairs(List<String> caption, Set<String> words) {
    List<String> kept = caption.stream().filter(words::contains).toList();
    Set<String> pairs = new HashSet<>();
    for (int i = 1; i < kept.size(); i++) {
      pairs.add(kept.get(i - 1) + " " + kept.get(i));
    }
    return pairs;
  }

  /** {@code K}: how many there are. */
  public int size() {
    return words.size() + pairs.size();
  }

  /** Whether a feature is a word, not a pair of them. */
  public boolean isWord(int feature) {
    return feature < words.size();
  }

  /** The word, or both words of the pair, the first one first. */
  public String name(int feature) {
    return isWord(feature) ? words.get(feature) : pairs.get(feature - words.size());
  }

  /** Which of them a caption has, {@code [K]}. */
  public boolean[] of(String caption) {
    List<String> of = WordTokenizer.words(caption);
    Set<String> pairsOf = pairs(of, new HashSet<>(words));
    boolean[] has = new boolean[size()];
    for (int k = 0; k < has.length; k++) {
      has[k] = isWord(k) ? of.contains(name(k)) : pairsOf.contains(name(k));
    }
    return has;
  }
}
