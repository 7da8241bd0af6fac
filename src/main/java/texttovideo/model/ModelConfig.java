package texttovideo.model;

/**
 * The sizes of the networks.
 *
 * @param vocabulary            {@code V}, words in the vocabulary
 * @param hidden                width of the hidden layers of text (so {@code E}, the numbers a word), motion and style
 * @param textFeatures          {@code D} in the generator
 * @param discriminatorFeatures {@code D} in the discriminators
 * @param frames                {@code F} of a training clip
 * @param pixels                {@code H} and {@code W} of a training clip; the whole-clip discriminator sees half of it
 * @param spritePixels          height and width of the sprite, the generator's picture of the thing that moves
 * @param spriteHidden          width of the sprite's pixel network
 */
public record ModelConfig(int vocabulary, int hidden, int textFeatures, int discriminatorFeatures,
    int frames, int pixels, int spritePixels, int spriteHidden) {
  /** {@code Z}: the noise is where the thing starts, across and down, each in [-1, 1]. */
  public static final int NOISE = 2;

  /** Checks every size. */
  public ModelConfig {
    require("vocabulary", vocabulary, 2, 100_000);
    require("hidden", hidden, 1, 4096);
    require("textFeatures", textFeatures, 1, 4096);
    require("discriminatorFeatures", discriminatorFeatures, 1, 4096);
    require("frames", frames, 2, 1000);
    require("pixels", pixels, 32, 1024);
    require("spritePixels", spritePixels, 8, 1024);
    require("spriteHidden", spriteHidden, 1, 1024);
    if (pixels % 16 != 0 || spritePixels % 2 != 0) {
      throw new IllegalArgumentException("pixels must be a multiple of 16 and spritePixels even, not " + pixels
          + " and " + spritePixels);
    }
  }

  /** The sizes of the shipped model. */
  public static ModelConfig standard(int vocabulary) {
    return new ModelConfig(vocabulary, 128, 64, 128, 10, 64, 40, 24);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
    }
  }
}
