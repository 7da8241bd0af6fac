package texttovideo.model;

import texttovideo.nn.Bounds;

/**
 * The sizes of a convolutional generator. It takes captions of any number of tokens.
 *
 * @param vocabulary   {@code V}, words in the vocabulary
 * @param frames       {@code F} of a clip
 * @param channels     {@code C}, 3 for colour, 1 for grey
 * @param pixels       {@code H} and {@code W}, a multiple of 16
 * @param noise        {@code Z}, noise numbers a clip
 * @param textFeatures {@code D}
 * @param hidden       width of the hidden layers that read text features and noise
 * @param style        numbers of a style, which steers every layer
 * @param width        maps at a quarter of the size, a multiple of 4; twice as many at an eighth, three quarters at half size
 * @param shared       whether all frames of a clip share what is drawn before the waves: content and motion apart, as in
 *                     Tulyakov et al. 2018, "MoCoGAN", section 3.1
 */
public record ConvConfig(int vocabulary, int frames, int channels, int pixels, int noise, int textFeatures, int hidden,
    int style, int width, boolean shared) {
  /** Sizes of a generator that draws every frame by itself. */
  public ConvConfig(int vocabulary, int frames, int channels, int pixels, int noise, int textFeatures, int hidden, int style,
      int width) {
    this(vocabulary, frames, channels, pixels, noise, textFeatures, hidden, style, width, false);
  }

  /** Checks every size. */
  public ConvConfig {
    Bounds.require("vocabulary", vocabulary, 2, 100_000);
    Bounds.require("frames", frames, 2, 1000);
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("channels must be 1 or 3, not " + channels);
    }
    Bounds.require("pixels", pixels, 32, 128);
    requireMultiple("pixels", pixels, 16);
    Bounds.require("noise", noise, 1, 256);
    Bounds.require("textFeatures", textFeatures, 1, 4096);
    Bounds.require("hidden", hidden, 1, 4096);
    Bounds.require("style", style, 1, 4096);
    Bounds.require("width", width, 4, 512);
    requireMultiple("width", width, 4);
  }

  /** The sizes that the course trains, for clips of a shape. */
  public static ConvConfig standard(int vocabulary, ClipGenerator.Shape shape) {
    return new ConvConfig(vocabulary, shape.frames(), shape.channels(), shape.pixels(), 8, 64, 256, 128, 32);
  }

  /** The same, with what all frames share drawn once. */
  public ConvConfig withShared() {
    return new ConvConfig(vocabulary, frames, channels, pixels, noise, textFeatures, hidden, style, width, true);
  }

  private static void requireMultiple(String name, int value, int factor) {
    if (value % factor != 0) {
      throw new IllegalArgumentException(name + " must be a multiple of " + factor + ", not " + value);
    }
  }
}
