package texttovideo.video;

/**
 * The one place that turns 8-bit pixels into the numbers networks see, and back: 0..255 stands for -1..1, linearly.
 */
public final class PixelScale {
  private static final float[] UNITS = new float[256];     // looked up: millions of pixels are scaled in a second

  static {
    for (int pixel = 0; pixel < UNITS.length; pixel++) {
      UNITS[pixel] = pixel / 127.5f - 1;
    }
  }

  private PixelScale() {
  }

  /** A pixel value 0-255 as a number in [-1, 1]. */
  public static float toUnit(int pixel) {
    return UNITS[pixel];
  }

  /**
   * A number in [-1, 1] as a pixel value 0-255, rounded to the nearest; numbers outside are clamped.
   *
   * @throws ArithmeticException if it is not finite: it would pass for grey, black or white
   */
  public static byte toPixel(float unit) {
    if (!Float.isFinite(unit)) {
      throw new ArithmeticException("no pixel can be " + unit + ": the weights are too large, numbers made with them overflow");
    }
    return (byte) Math.round(Math.min(1, Math.max(-1, unit)) * 127.5f + 127.5f);
  }
}
