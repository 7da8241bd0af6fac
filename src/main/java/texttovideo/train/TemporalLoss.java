package texttovideo.train;

import texttovideo.model.ClipGenerator;
import texttovideo.nn.Parallel;

/**
 * Whether clips that are given back change from frame to frame as the real ones do: the error of ink in each pixel is held
 * against that in the frame before, where the pixel came from in the real clip ({@link MotionVectors}). An error that moves
 * along costs nothing: another handwriting is as good, if it stays the same. After Lai et al. 2018, "Learning Blind Video
 * Temporal Consistency", section 3.2, whose short-term loss compares warped frames, by absolute differences, and leaves out what
 * was hidden before. Errors are compared here, so that what really changes may change, by squares, and nothing is left out.
 */
final class TemporalLoss {
  private final float[] dFrames;
  private final double[] ofClips;
  private final ClipGenerator.Shape shape;
  private final float[] generated;
  private final float[] real;

  /**
   * The loss of N clips: the squared change of the error of ink along the motion, summed over a clip.
   *
   * @param generated {@code [N, F, C, H, W]} in [-1, 1], H and W multiples of 8
   * @param real      likewise
   * @param parallel  how the clips are shared among cores
   */
  TemporalLoss(float[] generated, float[] real, ClipGenerator.Shape shape, Parallel parallel) {
    this.generated = generated;
    this.real = real;
    this.shape = shape;
    dFrames = new float[generated.length];
    ofClips = new double[generated.length / shape.length()];
    parallel.run(ofClips.length, this::add);
  }

  private void add(int n) {
    MotionVectors motion = new MotionVectors(real, n, shape);
    for (int f = 1; f < shape.frames(); f++) {
      for (int p = 0; p < shape.pixels() * shape.pixels(); p++) {
        int origin = motion.origin(f, p / shape.pixels(), p % shape.pixels());
        for (int c = 0; c < shape.channels(); c++) {
          add(n, at(n, f, c) + p, at(n, f - 1, c) + origin);
        }
      }
    }
  }

  /** Adds what a pixel and the one that it came from say. */
  private void add(int n, int now, int before) {
    float change = (real[now] - generated[now] - real[before] + generated[before]) / 2;      // ink is (1 - frame) / 2
    ofClips[n] += change * change;
    dFrames[now] -= change / ofClips.length;
    dFrames[before] += change / ofClips.length;
  }

  private int at(int n, int frame, int channel) {
    return ((n * shape.frames() + frame) * shape.channels() + channel) * shape.pixels() * shape.pixels();
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
