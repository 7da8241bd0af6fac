package texttovideo.world;

/** Which generator is trained on the drawn world, and by which algorithm. */
public enum GeneratorKind {
  /** The sprite generator, which has much of this world built in, by a conditional GAN. */
  SPRITE,
  /** The convolutional generator, which has nothing of it built in, by a conditional VAE-GAN that asks for every word alike. */
  CONV
}
