package texttovideo.train;

/** What a run is trained without, to see what that part is worth. */
public enum Ablation {
  /** Nothing is left out. */
  NONE,
  /** True clips with other texts: generated clips are then the only false pairs. */
  MISMATCHED_TEXTS,
  /** The word losses: discriminators are then asked nothing but true or false. */
  WORDS,
  /** What the discriminator of whole clips says. */
  CLIP_DISCRIMINATOR,
  /** What the discriminator of pairs of frames says. */
  PAIR_DISCRIMINATOR,
  /** Every clip that moves up-right, whatever its wording: that motion is then never seen. */
  UP_RIGHT
}
