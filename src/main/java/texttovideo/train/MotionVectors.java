package texttovideo.train;

import texttovideo.model.ClipGenerator;

/**
 * From where each block of a frame came in the frame before, as video codecs estimate it: the square around the block is looked
 * for in the earlier frame, and the place with the least squared difference counts (block matching; Jain and Jain 1981,
 * "Displacement Measurement and Its Application in Interframe Image Coding").
 */
final class MotionVectors {
  private static final int BLOCK = 8;           // pixels along a block's side
  private static final int MARGIN = 4;          // of the square around a block
  private static final int FARTHEST = 8;        // a block moves by an eighth of a frame at most
  private static final double STILL = 2.5e-4;   // mean squared difference, two shades of 255: a camera's noise, not motion

  private final float[] frames;
  private final int clipFrom;
  private final ClipGenerator.Shape shape;
  private final int side;                       // blocks along a frame
  private final int reach;                      // pixels
  private final byte[] across;                  // [(F-1) * side * side]: pixels to the right since the frame before
  private final byte[] down;

  /**
   * Of one clip.
   *
   * @param frames {@code [N, F, C, H, W]}, H a multiple of 8
   * @param clip   which of the N
   */
  MotionVectors(float[] frames, int clip, ClipGenerator.Shape shape) {
    this.frames = frames;
    this.shape = shape;
    clipFrom = clip * shape.length();
    side = shape.pixels() / BLOCK;
    reach = shape.pixels() / FARTHEST;
    across = new byte[(shape.frames() - 1) * side * side];
    down = new byte[across.length];
    for (int at = 0; at < across.length; at++) {
      find(at);
    }
  }

  /**
   * Where a pixel was in the frame before, as its block moved. A block that came from outside is looked for inside all the same.
   *
   * @param frame 1 to F-1
   * @return {@code row * W + column} of the pixel there
   */
  int origin(int frame, int row, int column) {
    int block = ((frame - 1) * side + row / BLOCK) * side + column / BLOCK;
    return (row - down[block]) * shape.pixels() + column - across[block];
  }

  private void find(int at) {
    int frame = at / (side * side) + 1;
    int top = at / side % side * BLOCK;
    int left = at % side * BLOCK;
    double least = difference(frame, top, left, 0, 0, Double.POSITIVE_INFINITY);
    double enough = STILL * (BLOCK + 2 * MARGIN) * (BLOCK + 2 * MARGIN) * shape.channels();
    if (at > 0 && least > enough) {                  // most blocks move as the last one did
      least = better(at, frame, top, left, across[at - 1], down[at - 1], least);
    }
    for (int y = -reach; y <= reach && least > enough; y++) {
      for (int x = -reach; x <= reach; x++) {
        least = better(at, frame, top, left, x, y, least);
      }
    }
  }

  private double better(int at, int frame, int top, int left, int x, int y, double least) {
    double difference = difference(frame, top, left, x, y, least);
    if (difference < least) {
      across[at] = (byte) x;
      down[at] = (byte) y;
      return difference;
    }
    return least;
  }

  /** The squared difference of the square around a block from what lies so far beside it in the frame before. */
  private double difference(int frame, int top, int left, int x, int y, double most) {
    int size = shape.pixels();
    int firstRow = Math.max(0, top - MARGIN);
    int lastRow = Math.min(size, top + BLOCK + MARGIN);
    int firstColumn = Math.max(0, left - MARGIN);
    int lastColumn = Math.min(size, left + BLOCK + MARGIN);
    if (firstRow - y < 0 || lastRow - y > size || firstColumn - x < 0 || lastColumn - x > size) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    for (int c = 0; c < shape.channels(); c++) {
      int now = clipFrom + (frame * shape.channels() + c) * size * size;
      int before = now - shape.channels() * size * size;
      for (int row = firstRow; row < lastRow && sum < most; row++) {
        for (int column = firstColumn; column < lastColumn; column++) {
          float difference = frames[now + row * size + column] - frames[before + (row - y) * size + column - x];
          sum += difference * difference;
        }
      }
    }
    return sum;
  }
}
