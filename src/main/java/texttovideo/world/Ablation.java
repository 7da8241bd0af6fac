package texttovideo.world;

/** What a run on the drawn world is trained without, to see what that part is worth. */
public enum Ablation {
  /** Nothing is left out. */
  NONE,
  /** Real clips with other texts: generated clips are then the only false pairs. */
  MISMATCHED_TEXTS,
  /** The auxiliary losses: discriminators are then asked nothing but real or not. */
  AUXILIARY_LOSS(GeneratorKind.SPRITE),
  /** Built-in knowledge of which words which discriminator can see: all words are asked for alike. */
  WORD_WEIGHTS(GeneratorKind.SPRITE),
  /** Built-in knowledge of which words say what is shown, and which is the colour: all of the generator then reads whole sentences. */
  SLOTS(GeneratorKind.SPRITE),
  /** Built-in knowledge that direction matters in rotating clips only, and much there: it is then asked for like any other word. */
  DIRECTION_WEIGHT(GeneratorKind.SPRITE),
  /** The encoder: the convolutional generator then plays the game alone, from the first step (a conditional GAN). */
  ENCODER(GeneratorKind.CONV),
  /** The game: the convolutional generator then only gives clips back from the encoder's codes (a conditional VAE). */
  GAME(GeneratorKind.CONV),
  /** What the discriminator of whole clips tells the generator. */
  CLIP_DISCRIMINATOR,
  /** What the discriminator of pairs of frames tells it. */
  PAIR_DISCRIMINATOR,
  /** Every clip that moves up-right, whatever its wording: that motion is then never seen. */
  UP_RIGHT;

  private final GeneratorKind only;       // null for a part of every generator's training

  Ablation() {
    this(null);
  }

  Ablation(GeneratorKind only) {
    this.only = only;
  }

  /** Whether the training of a generator has this part. */
  boolean isPartOf(GeneratorKind generator) {
    return only == null || only == generator;
  }
}
