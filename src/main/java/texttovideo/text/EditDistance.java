package texttovideo.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Levenshtein's distance: the fewest insertions, deletions and substitutions of one character. */
final class EditDistance {
  private EditDistance() {
  }

  /**
   * The candidate with the smallest distance, but those first that begin as the word does, which may be unfinished; the
   * first of them where several are as near.
   */
  static String nearest(String word, List<String> candidates) {
    return candidates.stream().min(Comparator.comparing((String candidate) -> !candidate.startsWith(word))
        .thenComparingInt(candidate -> between(word, candidate))).orElseThrow();
  }

  private static int between(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
