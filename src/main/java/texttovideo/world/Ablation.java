package texttovideo.world;

/** What a run on the drawn world is trained without, to see what that part is worth. */
public enum Ablation {
  /** Nothing is left out. */
  NONE,
  /** Real clips with other texts: generated clips are then the only false pairs. */
  MISMATCHED_TEXTS,
  /** The auxiliary losses: discriminators are then asked nothing but real or not. */
  AUXILIARY_LOSS,
  /** Built-in knowledge of which words which discriminator can see: all words are asked for alike. */
  WORD_WEIGHTS,
  /** What the discriminator of whole clips tells the generator. */
  CLIP_DISCRIMINATOR,
  /** What the discriminator of pairs of frames tells it. */
  PAIR_DISCRIMINATOR,
  /** Every clip that moves up-right, whatever its wording: that motion is then never seen. */
  UP_RIGHT
}
