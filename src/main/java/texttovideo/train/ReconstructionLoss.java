package texttovideo.train;

import texttovideo.model.ClipGenerator;
import texttovideo.nn.Parallel;
import texttovideo.nn.Rows;

/**
 * How far clips are from those they should give back: the squared error of ink, summed over a clip, plus that of the ink's
 * sums over squares of 4x4 and 8x8 pixels, divided by a square's pixels. Squares say where ink is missing even when no pixel
 * overlaps.
 */
final class ReconstructionLoss {
  private static final int SMALL = 4;      // pixels along a square's side
  private static final int LARGE = 8;

  private final float[] dFrames;
  private final double[] ofClips;

  /**
   * The loss of N clips.
   *
   * @param generated {@code [N, F, C, H, W]} in [-1, 1], H and W multiples of 8
   * @param real      likewise
   * @param parallel  how the clips are shared among cores
   */
  ReconstructionLoss(float[] generated, float[] real, ClipGenerator.Shape shape, Parallel parallel) {
    dFrames = new float[generated.length];
    ofClips = new double[generated.length / shape.length()];
    int size = shape.pixels();
    parallel.run(ofClips.length, n -> {
      float[] error = new float[size * size];
      for (int from = n * shape.length(); from < (n + 1) * shape.length(); from += error.length) {
        for (int p = 0; p < error.length; p++) {
          error[p] = (real[from + p] - generated[from + p]) / 2;      // of ink, (1 - frame) / 2
        }
        ofClips[n] += picture(error, size);
        for (int p = 0; p < error.length; p++) {
          dFrames[from + p] = -error[p] / ofClips.length;             // half of ink's gradient, which is twice this
        }
      }
    });
  }

  /** The loss of one picture; its error is changed into half of its gradient at the ink. */
  private static double picture(float[] error, int size) {
    float[] small = sums(error, size, SMALL);
    float[] large = sums(small, size / SMALL, LARGE / SMALL);
    double loss = Rows.dot(error, error) + (double) Rows.dot(small, small) / (SMALL * SMALL)
        + (double) Rows.dot(large, large) / (LARGE * LARGE);
    addEach(small, size / SMALL, LARGE / SMALL, large, (float) (SMALL * SMALL) / (LARGE * LARGE));
    addEach(error, size, SMALL, small, 1f / (SMALL * SMALL));
    return loss;
  }

  /** The sums over squares. */
  private static float[] sums(float[] picture, int size, int side) {
    int squares = size / side;
    float[] sums = new float[squares * squares];
    for (int i = 0; i < sums.length; i++) {
      int corner = (i / squares * size + i % squares) * side;
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          sums[i] += picture[corner + y * size + x];
        }
      }
    }
    return sums;
  }

  /** The way back of {@link #sums}: adds each square's number to all its pixels. */
  private static void addEach(float[] picture, int size, int side, float[] squares, float weight) {
    for (int i = 0; i < squares.length; i++) {
      int corner = (i / (size / side) * size + i % (size / side)) * side;
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          picture[corner + y * size + x] += weight * squares[i];
        }
      }
    }
  }

  /** Of each clip. */
  double[] ofClips() {
    return ofClips;
  }

  /** The mean over the clips. */
  double value() {
    double sum = 0;
    for (double each : ofClips) {
      sum += each / ofClips.length;
    }
    return sum;
  }

  /** The gradient {@code [N, F, C, H, W]} of {@link #value} at the generated frames. */
  float[] dFrames() {
    return dFrames;
  }
}
