package texttovideo.train;

import java.util.Arrays;
import texttovideo.model.ClipGenerator;
import texttovideo.nn.Parallel;

/**
 * How far clips are from those they should give back: the squared error of ink, summed over a clip, plus that of the ink's
 * sums over squares of 4x4 and 8x8 pixels, divided by a square's pixels. Squares say where ink is missing even when no pixel
 * overlaps.
 */
final class ReconstructionLoss {
  private static final int[] SQUARES = {4, 8};

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
      float[] gradient = new float[size * size];
      for (int from = n * shape.length(); from < (n + 1) * shape.length(); from += error.length) {
        for (int p = 0; p < error.length; p++) {
          error[p] = (real[from + p] - generated[from + p]) / 2;      // of ink, (1 - frame) / 2
        }
        ofClips[n] += picture(error, gradient, size);
        for (int p = 0; p < error.length; p++) {
          dFrames[from + p] = gradient[p] / (-2 * ofClips.length);
        }
      }
    });
  }

  /** The loss of one picture, and its gradient at the ink. */
  private static double picture(float[] error, float[] gradient, int size) {
    double loss = 0;
    float squares = 0;
    for (int p = 0; p < error.length; p++) {
      squares += error[p] * error[p];
      gradient[p] = 2 * error[p];
    }
    loss += squares;
    for (int side : SQUARES) {
      float[] sums = new float[size / side];
      for (int top = 0; top < size; top += side) {
        Arrays.fill(sums, 0);
        for (int y = top; y < top + side; y++) {
          for (int x = 0; x < size; x++) {
            sums[x / side] += error[y * size + x];
          }
        }
        for (int i = 0; i < sums.length; i++) {
          loss += (double) sums[i] * sums[i] / (side * side);
          sums[i] *= 2f / (side * side);
        }
        for (int y = top; y < top + side; y++) {
          for (int x = 0; x < size; x++) {
            gradient[y * size + x] += sums[x / side];
          }
        }
      }
    }
    return loss;
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
