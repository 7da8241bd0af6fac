package texttovideo.model;

import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.text.Vocabulary;

/** Adds up what each word of a prompt brings, in whatever order they stand: tokens {@code [N, L] -> [N, width]}. */
final class BagOfWords {
  private final Parameter words;      // [V, width]
  private final double rate;
  private INDArray counts;            // [N, V]

  /**
   * A bag for words.
   *
   * @param words {@code [V, width]}: what each word brings at first, divided by the rate
   * @param rate  how many times faster than weights they are learnt
   */
  BagOfWords(Parameter words, double rate) {
    this.words = words;
    this.rate = rate;
  }

  INDArray forward(int[][] tokens) {
    counts = counts(tokens);
    return counts.mmul(words.value()).muli(rate);
  }

  /** Adds to the words' gradients, from that {@code [N, width]} at the sums. */
  void backward(INDArray gradient) {
    words.gradient().addi(counts.transpose().mmul(gradient).muli(rate));
  }

  /** What each word brings, {@code [V, width]}, divided by the rate. */
  Parameter words() {
    return words;
  }

  /** How often each word stands in each prompt; padding is no word. */
  private INDArray counts(int[][] tokens) {
    int vocabulary = (int) words.shape()[0];
    float[] counts = new float[tokens.length * vocabulary];
    for (int n = 0; n < tokens.length; n++) {
      for (int token : tokens[n]) {
        counts[n * vocabulary + token] += token == Vocabulary.PAD_TOKEN ? 0 : 1;
      }
    }
    return Floats.toArray(counts, tokens.length, vocabulary);
  }
}
