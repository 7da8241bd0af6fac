package texttovideo.train;

/**
 * Asks a discriminator which words a clip shows, and a generator to show the words of its text: a weighted logistic loss a
 * word, as the auxiliary classifier of Odena et al. 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs",
 * section 3.
 */
final class AuxiliaryLoss {
  private static final double DIVISOR = 4;      // about the number of words that say something in a caption

  private final WordTargets targets;

  AuxiliaryLoss(WordTargets targets) {
    this.targets = targets;
  }

  /**
   * The mean loss of N clips.
   *
   * @param logits {@code [M, V]}, of which the first N rows count
   * @param tokens {@code [N][L]}: the words that the clips should show
   * @param dLogits {@code [M, V]}, of which the first N rows are set
   */
  double loss(float[] logits, int vocabulary, int[][] tokens, float[] dLogits) {
    double loss = 0;
    for (int n = 0; n < tokens.length; n++) {
      for (int v = 0; v < vocabulary; v++) {
        double weight = targets.weight(v, tokens[n]) / (DIVISOR * tokens.length);
        double logit = logits[n * vocabulary + v];
        double target = targets.shown(v, tokens[n]) ? 1 : 0;
        loss += weight * (GanLoss.softplus(logit) - logit * target);
        dLogits[n * vocabulary + v] = (float) (weight * (GanLoss.sigmoid(logit) - target));
      }
    }
    return loss;
  }

  /**
   * Teaches a discriminator that generated clips do not show the words of their texts, beside what real clips teach: one
   * that knows real clips alone takes the first sign for the word, and a square with one corner cut off for a circle
   * (Salimans et al. 2016, "Improved Techniques for Training GANs", section 5: generated examples are a class of their own).
   *
   * @param share   of the weight of a real clip, at least 0
   * @param logits  {@code [M, V]}, of which the second N rows are of generated clips
   * @param tokens  {@code [N][L]}: the words that these were made from
   * @param dLogits {@code [M, V]}, those of the second N rows set
   */
  void addFake(double share, float[] logits, int vocabulary, int[][] tokens, float[] dLogits) {
    for (int n = 0; n < tokens.length; n++) {
      for (int token : tokens[n]) {
        int at = (tokens.length + n) * vocabulary + token;
        double weight = share * targets.weight(token, tokens[n]) / (DIVISOR * tokens.length);
        dLogits[at] = (float) (weight * GanLoss.sigmoid(logits[at]));
      }
    }
  }
}
