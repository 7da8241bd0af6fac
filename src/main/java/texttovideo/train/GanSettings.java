package texttovideo.train;

/**
 * What a GAN's networks play for.
 *
 * @param loss            of the scores
 * @param mismatchedShare of the weight of false pairs, how much is on real clips with another clip's text (Reed et al. 2016,
 *                        "Generative Adversarial Text to Image Synthesis", section 4.2); the rest is on generated clips; in [0, 1]
 * @param fakeWords       how much a discriminator learns that generated clips do not show the words of their texts, real clips'
 *                        part in its auxiliary loss being 1; at least 0. It keeps a generator that is almost right from passing
 *                        by the first sign of a word; one whose pictures are still far off learns no words from it any more
 * @param clipWeight      how much the generator learns from the discriminator of whole clips, at least 0
 * @param pairWeight      how much from the discriminator of pairs of frames, at least 0
 */
public record GanSettings(GanLoss loss, double mismatchedShare, double fakeWords, double clipWeight, double pairWeight) {
  /** Checks every setting. */
  public GanSettings {
    if (loss == null || !(mismatchedShare >= 0 && mismatchedShare <= 1) || !(fakeWords >= 0) || !(clipWeight >= 0)
        || !(pairWeight >= 0)) {
      throw new IllegalArgumentException("a GAN needs a loss, a mismatchedShare of 0 to 1 and weights of at least 0, not "
          + loss + ", " + mismatchedShare + ", " + fakeWords + ", " + clipWeight + " and " + pairWeight);
    }
  }

  /** The settings of the shipped model. */
  public static GanSettings standard() {
    return new GanSettings(GanLoss.NON_SATURATING, 0.5, 0.5, 1, 1);
  }

  /** The same with another part of generated clips in the auxiliary loss. */
  public GanSettings withFakeWords(double share) {
    return new GanSettings(loss, mismatchedShare, share, clipWeight, pairWeight);
  }
}
