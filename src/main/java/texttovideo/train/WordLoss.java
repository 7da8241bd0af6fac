package texttovideo.train;

import java.util.Arrays;
import java.util.List;
import texttovideo.text.Colour;
import texttovideo.text.Shape;
import texttovideo.text.Size;
import texttovideo.text.Vocabulary;

/**
 * Asks a discriminator which words a clip shows, and a generator to show the words of its text: a weighted logistic loss a
 * word, as the auxiliary classifier of Odena et al. 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs",
 * section 3.
 */
final class WordLoss {
  private static final double DIVISOR = 4;      // about the number of words that say something in a prompt
  private static final double MADE = 0.5;       // of the weight of a true clip, as in the score's loss
  private static final String TURNING = "rotating";
  private static final String DIRECTION = "clockwise";
  private static final String OPPOSITE = "counter";

  private final Vocabulary vocabulary;
  private final double[] weights;        // [V]
  private final double directionWeight;

  private WordLoss(Vocabulary vocabulary, double[] weights, double directionWeight) {
    this.vocabulary = vocabulary;
    this.weights = weights;
    this.directionWeight = directionWeight;
  }

  /** For whole clips in shades of grey: every word but the colours, and nothing about turning, which half size hides. */
  static WordLoss ofClips(Vocabulary vocabulary) {
    double[] weights = new double[vocabulary.size()];
    Arrays.fill(weights, 1);
    set(weights, vocabulary, List.of(Vocabulary.PAD, TURNING, DIRECTION, OPPOSITE), 0);
    set(weights, vocabulary, List.of(Colour.values()).stream().map(Colour::word).toList(), 0);
    return new WordLoss(vocabulary, weights, 0);
  }

  /**
   * For pairs of frames: what the thing looks like, whether it grows, and, of things that turn, which way. The direction is
   * asked only of clips that turn (a clip that stands still would be pushed away from both), and weighs much because few do.
   */
  static WordLoss ofPairs(Vocabulary vocabulary) {
    double[] weights = new double[vocabulary.size()];
    set(weights, vocabulary, List.of(Size.values()).stream().map(Size::word).toList(), 1);
    set(weights, vocabulary, List.of(Colour.values()).stream().map(Colour::word).toList(), 1);
    set(weights, vocabulary, List.of(Shape.values()).stream().map(Shape::word).toList(), 1);
    set(weights, vocabulary, List.of("shrinking", "expanding"), 1);
    set(weights, vocabulary, List.of(TURNING), 0.1);
    return new WordLoss(vocabulary, weights, 12);
  }

  /** Asks nothing. */
  static WordLoss none(Vocabulary vocabulary) {
    return new WordLoss(vocabulary, new double[vocabulary.size()], 0);
  }

  /**
   * The mean loss of N clips.
   *
   * @param logits    {@code [M, V]}, of which the first N rows count
   * @param tokens    {@code [N, L]}: the words that the clips should show
   * @param gradients {@code [M, V]}, filled with the gradient at the logits
   */
  double of(float[] logits, int[][] tokens, float[] gradients) {
    int size = vocabulary.size();
    double loss = 0;
    for (int n = 0; n < tokens.length; n++) {
      boolean[] shown = new boolean[size];
      for (int token : tokens[n]) {
        shown[token] = true;
      }
      boolean turning = shown[vocabulary.token(TURNING)];
      shown[vocabulary.token(DIRECTION)] &= !shown[vocabulary.token(OPPOSITE)];
      for (int v = 0; v < size; v++) {
        double weight = v == vocabulary.token(DIRECTION) && turning ? directionWeight : weights[v];
        weight /= DIVISOR * tokens.length;
        double logit = logits[n * size + v];
        double wanted = shown[v] ? 1 : 0;
        loss += weight * (GanLoss.softplus(logit) - logit * wanted);
        gradients[n * size + v] = (float) (weight * (GanLoss.sigmoid(logit) - wanted));
      }
    }
    return loss;
  }

  /**
   * Teaches a discriminator that generated clips do not show the words of their texts, beside what true clips teach: one
   * that knows true clips alone takes the first sign for the word, and a square with one corner cut off for a circle
   * (Salimans et al. 2016, "Improved Techniques for Training GANs", section 5: generated examples are a class of their own).
   *
   * @param logits    {@code [M, V]}, of which the second N rows are of generated clips
   * @param tokens    {@code [N, L]}: the words that these were made from
   * @param gradients {@code [M, V]}, those of the second N rows set
   */
  void atMade(float[] logits, int[][] tokens, float[] gradients) {
    int size = vocabulary.size();
    for (int n = 0; n < tokens.length; n++) {
      for (int token : tokens[n]) {
        int at = (tokens.length + n) * size + token;
        double weight = MADE * weights[token] / (DIVISOR * tokens.length);
        gradients[at] = (float) (weight * GanLoss.sigmoid(logits[at]));
      }
    }
  }

  private static void set(double[] weights, Vocabulary vocabulary, List<String> words, double weight) {
    words.forEach(word -> weights[vocabulary.token(word)] = weight);
  }
}
