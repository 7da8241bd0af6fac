package texttovideo.judge;

import texttovideo.video.Clip;

/**
 * How crisp the drawn edges are, measured in the clip's own pixels. A true clip of any size has an edge of 1 pixel; a
 * 64x64 clip that was merely enlarged smoothly to 256x256 has one of about 4.
 *
 * @param edgeWidth the width in pixels over which the ink falls from full to none
 * @param softShare the share of the inked pixels, 0..1, that are neither paper nor solid
 */
public record Sharpness(double edgeWidth, double softShare) {
  private static final float PAPER = 0.1f;
  private static final float SOLID = 0.9f;

  /**
   * Across an edge that falls evenly over b pixels, the ink a adds up to b/6 of a(1 - a) and to 1 of its slope, so the
   * ratio of the two sums gives b without knowing where the edge runs.
   */
  static Sharpness of(Clip clip) {
    double product = 0;
    double slope = 0;
    long inked = 0;
    long soft = 0;
    int width = clip.width();
    for (byte[] frame : clip.frames()) {
      float[] ink = ink(frame);
      for (int i = 0; i < ink.length; i++) {
        if (ink[i] > PAPER) {
          inked++;
          soft += ink[i] < SOLID ? 1 : 0;
        }
        product += ink[i] * (1 - ink[i]);
        if (i % width > 0 && i >= width) {
          float across = ink[i] - ink[i - 1];
          float down = ink[i] - ink[i - width];
          slope += Math.sqrt(across * across + down * down);
        }
      }
    }
    return new Sharpness(slope > 0 ? 6 * product / slope : 0, inked > 0 ? (double) soft / inked : 0);
  }

  private static float[] ink(byte[] frame) {
    float[] ink = new float[frame.length / 3];
    for (int i = 0; i < ink.length; i++) {
      int darkest = Math.min(frame[3 * i] & 0xff, Math.min(frame[3 * i + 1] & 0xff, frame[3 * i + 2] & 0xff));
      ink[i] = 1 - darkest / 255f;
    }
    return ink;
  }
}
