package texttovideo.train;

/**
 * What a GAN's networks play for.
 *
 * @param loss            of the scores
 * @param mismatchedShare of the weight of false pairs, how much is on real clips with another clip's text (Reed et al. 2016,
 *                        "Generative Adversarial Text to Image Synthesis", section 4.2); the rest is on generated clips; in [0, 1]
 * @param hardShare       how many of the mismatched texts are hard negatives, most like the clip's own; in [0, 1]
 * @param fakeWords       how much a discriminator learns that generated clips do not show the words of their texts, real clips'
 *                        part in its auxiliary loss being 1; at least 0. It keeps a generator that is almost right from passing
 *                        by the first sign of a word; one whose pictures are still far off learns no words from it any more
 * @param clipWeight      how much the generator learns from the discriminator of whole clips, at least 0
 * @param pairWeight      how much from the discriminator of pairs of frames, at least 0
 */
public record GanSettings(GanLoss loss, double mismatchedShare, double hardShare, double fakeWords, double clipWeight,
    double pairWeight) {
  /** Checks every setting. */
  public GanSettings {
    if (loss == null || !isShare(mismatchedShare) || !isShare(hardShare) || !(fakeWords >= 0) || !(clipWeight >= 0)
        || !(pairWeight >= 0)) {
      throw new IllegalArgumentException("a GAN needs a loss, a mismatchedShare and a hardShare of 0 to 1 and weights of at "
          + "least 0, not " + loss + ", " + mismatchedShare + ", " + hardShare + ", " + fakeWords + ", " + clipWeight
          + " and " + pairWeight);
    }
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  /** The settings of the sprite generator. */
  public static GanSettings standard() {
    return new GanSettings(GanLoss.NON_SATURATING, 0.5, 0, 0.5, 1, 1);
  }

  /** The settings of the convolutional generator. */
  public static GanSettings conv() {
    return new GanSettings(GanLoss.NON_SATURATING, 0.5, 0.5, 0, 1, 1);
  }

  /** The same with another loss. */
  public GanSettings with(GanLoss other) {
    return new GanSettings(other, mismatchedShare, hardShare, fakeWords, clipWeight, pairWeight);
  }

  /** The same without mismatched texts. */
  public GanSettings withoutMismatchedTexts() {
    return new GanSettings(loss, 0, hardShare, fakeWords, clipWeight, pairWeight);
  }

  /** The same with other weights of the two discriminators. */
  public GanSettings with(double clips, double pairs) {
    return new GanSettings(loss, mismatchedShare, hardShare, fakeWords, clips, pairs);
  }
}
