package texttovideo.eval;

import java.util.BitSet;

/**
 * The connected pieces of ink in a frame; cells that touch at a corner are connected.
 *
 * @param count   pieces that are large enough to be seen
 * @param largest the cells {@code row * SIDE + column} of the largest piece; empty if there is none
 */
record ConnectedComponents(int count, BitSet largest) {
  /** Ink above this belongs to a piece: low enough that a pale second object counts, yet above mild noise. */
  private static final float INK = 1 / 3f;
  /** Smaller pieces, in cells, are specks; the smallest true shape covers 26. */
  private static final int SPECK = 6;

  static ConnectedComponents of(float[] ink) {
    int side = ResampledFrame.SIDE;
    boolean[] left = new boolean[ink.length];
    for (int i = 0; i < ink.length; i++) {
      left[i] = ink[i] > INK;
    }
    int[] piece = new int[ink.length];
    int count = 0;
    int largestSize = 0;
    BitSet largest = new BitSet(ink.length);
    for (int seed = 0; seed < ink.length; seed++) {
      if (left[seed]) {
        int size = flood(left, piece, seed, side);
        count += size >= SPECK ? 1 : 0;
        if (size >= SPECK && size > largestSize) {
          largestSize = size;
          largest.clear();
          for (int i = 0; i < size; i++) {
            largest.set(piece[i]);
          }
        }
      }
    }
    return new ConnectedComponents(count, largest);
  }

  /** Moves the piece that holds the seed from {@code left} to {@code piece}, as cells, and returns its size. */
  private static int flood(boolean[] left, int[] piece, int seed, int side) {
    int size = 0;
    piece[size++] = seed;
    left[seed] = false;
    for (int done = 0; done < size; done++) {
      int row = piece[done] / side;
      int column = piece[done] % side;
      for (int y = Math.max(0, row - 1); y <= Math.min(side - 1, row + 1); y++) {
        for (int x = Math.max(0, column - 1); x <= Math.min(side - 1, column + 1); x++) {
          if (left[y * side + x]) {
            left[y * side + x] = false;
            piece[size++] = y * side + x;
          }
        }
      }
    }
    return size;
  }
}
