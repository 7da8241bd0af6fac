package texttovideo.eval;

import java.util.BitSet;

/**
 * The ink of the largest piece in a frame, its soft edge included, and where it lies.
 *
 * @param ink  {@code [SIDE * SIDE]} in [0, 1], 0 away from the piece
 * @param area the sum of the ink, in squared canvas units
 * @param x    the centroid, in canvas units from the left edge
 * @param y    likewise, from the top edge
 */
record Region(float[] ink, double area, double x, double y) {
  private static final int EDGE = 2;     // cells around a piece that may hold its soft edge

  /** The ink in the given cells. */
  static Region in(BitSet cells, float[] ink) {
    float[] kept = new float[ink.length];
    double area = 0;
    double momentX = 0;
    double momentY = 0;
    for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
      kept[i] = ink[i];
      area += ink[i];
      int row = i / ResampledFrame.SIDE;
      momentX += ink[i] * (i % ResampledFrame.SIDE + 0.5);
      momentY += ink[i] * (row + 0.5);
    }
    return new Region(kept, area, momentX / area, momentY / area);
  }

  /** The ink in and around a piece. */
  static Region around(BitSet piece, float[] ink) {
    BitSet near = piece;
    for (int i = 0; i < EDGE; i++) {
      near = grown(near);
    }
    return in(near, ink);
  }

  /** The radius of the disc of the same area. */
  double radius() {
    return Math.sqrt(area / Math.PI);
  }

  /** The ink at any point, interpolated between the centres of the four cells around it. */
  float at(double x, double y) {
    double column = Math.min(ResampledFrame.SIDE - 1.001, Math.max(0, x - 0.5));
    double row = Math.min(ResampledFrame.SIDE - 1.001, Math.max(0, y - 0.5));
    int i = ((int) row) * ResampledFrame.SIDE + (int) column;
    float right = (float) (column - (int) column);
    float down = (float) (row - (int) row);
    float above = ink[i] + right * (ink[i + 1] - ink[i]);
    float below = ink[i + ResampledFrame.SIDE] + right * (ink[i + ResampledFrame.SIDE + 1] - ink[i + ResampledFrame.SIDE]);
    return above + down * (below - above);
  }

  /** The piece and the four neighbours of each of its cells. */
  private static BitSet grown(BitSet piece) {
    BitSet grown = (BitSet) piece.clone();
    for (int i = piece.nextSetBit(0); i >= 0; i = piece.nextSetBit(i + 1)) {
      int column = i % ResampledFrame.SIDE;
      grown.set(column > 0 ? i - 1 : i);
      grown.set(column < ResampledFrame.SIDE - 1 ? i + 1 : i);
      grown.set(i >= ResampledFrame.SIDE ? i - ResampledFrame.SIDE : i);
      grown.set(i < (ResampledFrame.SIDE - 1) * ResampledFrame.SIDE ? i + ResampledFrame.SIDE : i);
    }
    return grown;
  }
}
