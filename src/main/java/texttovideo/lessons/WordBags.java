package texttovideo.lessons;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sentences as bags of words: what is left of a sentence when its words are averaged, as the tutorial does. The order of the
 * words of a vocabulary decides what a number stands for, so it belongs to the weights.
 *
 * @param words the vocabulary in order
 */
public record WordBags(List<String> words) {
  /** Keeps its own copy. */
  public WordBags {
    words = List.copyOf(words);
  }

  /** The words of these sentences, sorted. */
  public static WordBags of(Collection<String> sentences) {
    return new WordBags(sentences.stream().flatMap(sentence -> Arrays.stream(sentence.split(" "))).distinct().sorted()
        .toList());
  }

  /**
   * One row a sentence {@code [N, V]}: for each word its share of the sentence.
   *
   * @throws IllegalArgumentException if a word is not in the vocabulary; the message lists the known ones
   */
  public INDArray rows(List<String> sentences) {
    float[][] rows = new float[sentences.size()][words.size()];
    for (int i = 0; i < rows.length; i++) {
      String[] split = sentences.get(i).split(" ", -1);
      for (String word : split) {
        if (!words.contains(word)) {
          throw new IllegalArgumentException("unknown word \"" + word + "\" in \"" + sentences.get(i)
              + "\"; known words: " + String.join(", ", words));
        }
        rows[i][words.indexOf(word)] += 1f / split.length;
      }
    }
    return Nd4j.create(rows);
  }
}
