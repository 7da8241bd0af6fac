package texttovideo.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import texttovideo.text.WordTokenizer;

/**
 * Says whether a clip shows its caption: whether, of all captions, it fits best what the {@link WordEvaluator} sees. The same is
 * said of every part of a caption: of the words that take each other's place ({@code 0}, {@code 1}, {@code 2}, ...), with all
 * other words as they are, and of all other words, with that one as it is.
 */
public final class CaptionJudge {
  /** The name of the whole caption among the parts. */
  public static final String WHOLE = "whole caption";

  /** What the names of parts begin with that are the rest of a caption. */
  static final String REST = "all but ";

  private static final int MOST_CAPTIONS = 400;  // that a clip is held against
  private static final int NAMED = 3;            // words in the name of a part
  private static final double ROUNDING = 1e-9;

  private final CaptionFeatures features;
  private final boolean[] told;                  // by feature
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  private record Candidate(List<String> words, boolean[] features) {
  }

  /**
   * A part of captions.
   *
   * @param name  what tables call it
   * @param words that take each other's place
   * @param rest  whether all but them is meant
   */
  private record Part(String name, TreeSet<String> words, boolean rest) {
    /** What of a caption must be as it is. */
    List<String> fixed(List<String> caption) {
      return caption.stream().map(word -> words.contains(word) == rest ? word : rest ? "" : "*")
          .filter(word -> !word.isEmpty()).toList();
    }
  }

  /**
   * A judge.
   *
   * @param told     which features the evaluator can tell ({@link WordEvaluator#told}), {@code [K]}; the others decide nothing
   * @param captions all that a clip could be taken for, in any order; of very many, some are chosen
   */
  public CaptionJudge(CaptionFeatures features, boolean[] told, Collection<String> captions) {
    this.features = features;
    this.told = told.clone();
    List<List<String>> all = new ArrayList<>(new TreeSet<>(captions.stream().map(WordTokenizer::key).toList()).stream()
        .map(WordTokenizer::words).toList());
    partsOf(all);
    all.sort(Comparator.comparing((List<String> words) -> Integer.reverse(words.hashCode() * 0x9e3779b9)));
    all.stream().limit(MOST_CAPTIONS).forEach(words ->
        candidates.add(new Candidate(words, features.of(String.join(" ", words)))));
  }

  /** Words that stand in each other's place in captions that are otherwise the same. */
  private void partsOf(List<List<String>> captions) {
    Map<String, String> leader = new TreeMap<>();
    Map<List<String>, String> first = new HashMap<>();     // caption with a gap -> the first word found in the gap
    for (List<String> caption : captions) {
      for (int i = 0; i < caption.size(); i++) {
        List<String> gap = new ArrayList<>(caption);
        gap.set(i, "*");
        String other = first.putIfAbsent(gap, caption.get(i));
        if (other != null) {
          leader.put(leader(other, leader), leader(caption.get(i), leader));
        }
      }
    }
    Map<String, TreeSet<String>> groups = new TreeMap<>();
    new TreeSet<>(leader.keySet()).forEach(word -> groups.computeIfAbsent(leader(word, leader), key -> new TreeSet<>()).add(word));
    groups.forEach((word, group) -> group.add(word));
    groups.values().stream().filter(group -> group.size() > 1).forEach(group -> {
      String name = String.join("/", group.stream().limit(NAMED).toList()) + (group.size() > NAMED ? "/..." : "");
      parts.add(new Part(name, group, false));
      parts.add(new Part(REST + name, group, true));
    });
  }

  private static String leader(String word, Map<String, String> leader) {
    String at = word;
    for (String next = leader.get(at); next != null && !next.equals(at); next = leader.get(at)) {
      at = next;
    }
    return at;
  }

  /**
   * What of a caption a clip shows, by the part's name: 1 for shown, 0 for not. Where captions fit equally well, because the
   * evaluator cannot tell them apart or because the clip shows neither, they share the 1: guessing would find the caption that
   * often. Parts of which the caption has nothing, or nothing that could be taken for something else, are missing.
   *
   * @param probabilities {@code [K]}, of the clip
   */
  public Map<String, Double> judge(float[] probabilities, String caption) {
    List<String> words = WordTokenizer.words(caption);
    double own = fit(probabilities, features.of(caption));
    List<Candidate> others = candidates.stream().filter(other -> !other.words.equals(words)).toList();
    Map<String, Double> shown = new TreeMap<>();
    shown.put(WHOLE, share(probabilities, own, others));
    for (Part part : parts) {
      List<String> fixed = part.fixed(words);
      List<Candidate> instead = words.stream().noneMatch(part.words::contains) ? List.of()
          : others.stream().filter(other -> part.fixed(other.words).equals(fixed)).toList();
      if (!instead.isEmpty()) {
        shown.put(part.name, share(probabilities, own, instead));
      }
    }
    return shown;
  }

  /** 0 if any of the others fits better; else 1, shared with those that fit as well. */
  private double share(float[] probabilities, double own, List<Candidate> others) {
    int equal = 1;
    for (Candidate other : others) {
      double fit = fit(probabilities, other.features);
      if (fit > own + ROUNDING) {
        return 0;
      }
      equal += fit > own - ROUNDING ? 1 : 0;
    }
    return 1.0 / equal;
  }

  private double fit(float[] probabilities, boolean[] has) {
    return WordEvaluator.logProbability(probabilities, has, told);
  }
}
