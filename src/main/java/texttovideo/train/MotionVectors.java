package texttovideo.train;

import texttovideo.model.ClipGenerator;

/**
 * From where each block of a frame came in the frame before, as video codecs estimate it: the square around the block is looked
 * for in the earlier frame, and the place with the least squared difference counts (block matching; Jain and Jain 1981,
 * "Displacement Measurement and Its Application in Interframe Image Coding"), if it fits clearly better than the same place.
 */
final class MotionVectors {
  private static final int BLOCK = 8;           // pixels along a block's side
  private static final int MARGIN = 4;          // of the square around a block
  private static final int FARTHEST = 8;        // a block moves by so many pixels at most, and by an eighth of a frame
  private static final double STILL = 1.1e-3;   // mean squared difference: two frames with a camera's noise of 3 shades of 255
  private static final double CLEARLY = 0.5;    // of the difference at rest: what fits hardly better is no motion

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
    reach = Math.min(FARTHEST, shape.pixels() / 8);
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
    double atRest = difference(frame, top, left, 0, 0, Double.POSITIVE_INFINITY);
    double enough = STILL * (last(top) - first(top)) * (last(left) - first(left)) * shape.channels();
    double least = atRest;
    if (at > 0 && least > enough) {                  // most blocks move as the last one did
      least = better(at, frame, top, left, across[at - 1], down[at - 1], least);
    }
    for (int y = -reach; y <= reach && least > enough; y++) {
      for (int x = -reach; x <= reach; x++) {
        least = better(at, frame, top, left, x, y, least);
      }
    }
    if (least > CLEARLY * atRest) {
      across[at] = 0;
      down[at] = 0;
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
    if (first(top) - y < 0 || last(top) - y > size || first(left) - x < 0 || last(left) - x > size) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    for (int c = 0; c < shape.channels(); c++) {
      int now = clipFrom + (frame * shape.channels() + c) * size * size;
      int before = now - shape.channels() * size * size;
      for (int row = first(top); row < last(top) && sum < most; row++) {
        for (int column = first(left); column < last(left); column++) {
          float difference = frames[now + row * size + column] - frames[before + (row - y) * size + column - x];
          sum += difference * difference;
        }
      }
    }
    return sum;
  }

  /** Where the square around a block begins that begins at a pixel. */
  private static int first(int block) {
    return Math.max(0, block - MARGIN);
  }

  /** The pixel behind its end. */
  private int last(int block) {
    return Math.min(shape.pixels(), block + BLOCK + MARGIN);
  }
}
