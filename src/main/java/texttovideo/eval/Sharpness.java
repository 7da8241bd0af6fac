package texttovideo.eval;

import texttovideo.video.Clip;

/**
 * How crisp the drawn edges are, measured in the clip's own pixels. A true clip of any size has an edge of 1 pixel; a
 * 64x64 clip that was merely enlarged smoothly to 256x256 has one of about 4.
 *
 * @param edgeWidth the width in pixels over which the ink falls from full to none
 * @param softShare the share of the inked pixels, 0..1, that are neither background nor solid
 */
public record Sharpness(double edgeWidth, double softShare) {
  private static final int FULL = 255;
  private static final int BACKGROUND = FULL / 10;
  private static final int SOLID = FULL - BACKGROUND;

  /**
   * Across an edge that falls evenly over b pixels, the ink a adds up to b/6 of a(1 - a) and to 1 of its slope, so the
   * ratio of the two sums gives b without knowing where the edge runs.
   */
  public static Sharpness of(Clip clip) {
    double product = 0;
    double slope = 0;
    int inked = 0;
    int soft = 0;
    int width = clip.width();
    for (byte[] frame : clip.frames()) {
      int[] ink = ink(frame);
      for (int i = width + 1; i < ink.length; i++) {
        int here = ink[i];
        int across = here - ink[i - 1];
        int down = here - ink[i - width];
        if (across != 0 || down != 0) {
          slope += Math.sqrt(across * across + down * down);
        }
        product += here * (FULL - here);
        inked += here > BACKGROUND ? 1 : 0;
        soft += here > BACKGROUND && here < SOLID ? 1 : 0;
      }
    }
    return new Sharpness(slope > 0 ? 6 * product / FULL / slope : 0, inked > 0 ? (double) soft / inked : 0);
  }

  /** The ink of each pixel, 0 .. FULL. */
  private static int[] ink(byte[] frame) {
    int[] ink = new int[frame.length / 3];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = FULL - Clip.darkest(frame, i);
    }
    return ink;
  }
}
