package texttovideo.eval;

import java.util.Arrays;

/**
 * How a shape turns over a clip: the steady turning that the frames agree on best, and how well they agree.
 *
 * @param degreesPerStep degrees a time step, clockwise positive, between -45 and 45
 * @param scatter the median distance, in degrees, between a frame's own turn and the steady one
 */
public record RotationEstimate(double degreesPerStep, double scatter) {
  private static final double FASTEST = 45;
  private static final double RATE_STEP = 2.5;

  /**
   * Finds the rate by matched filtering: of all steady turnings the one under which the frames, taken together, look
   * most like the shape. A frame that looks alike at many turns then has little say, where a median over the frames'
   * own best turns would count it in full.
   *
   * @param likeness {@code [frame][angle]}, how each frame resembles the shape at turns spread evenly over 360 degrees
   * @param steps  time steps from one frame to the next
   */
  static RotationEstimate of(float[][] likeness, double steps) {
    // Beyond half a turn a frame nobody can tell which way it went.
    double fastest = Math.min(FASTEST, 180 / steps);
    int last = (int) (fastest / RATE_STEP);
    int rates = 2 * last + 1;
    double[] best = new double[rates];
    int top = last;
    for (int k : fromSlowest(last)) {
      best[k] = fit(likeness, (k - last) * RATE_STEP * steps)[0];
      top = best[k] > best[top] + 1e-9 ? k : top;
    }
    double degreesPerStep = (top - last + peak(best, top)) * RATE_STEP;
    double start = fit(likeness, degreesPerStep * steps)[1];
    double[] apart = new double[likeness.length];
    for (int f = 0; f < likeness.length; f++) {
      apart[f] = Math.abs(wrapped(angle(likeness[f]) - start - degreesPerStep * steps * f));
    }
    Arrays.sort(apart);
    return new RotationEstimate(degreesPerStep, apart[apart.length / 2]);
  }

  /** The turn in degrees, 0 to 360, at which a frame looks most like the shape. */
  static double angle(float[] likeness) {
    int top = 0;
    for (int k = 1; k < likeness.length; k++) {
      top = likeness[k] > likeness[top] ? k : top;
    }
    int n = likeness.length;
    double shift = peak(new double[] {likeness[(top + n - 1) % n], likeness[top], likeness[(top + 1) % n]}, 1);
    return (top + shift) * 360.0 / n;
  }

  /** Degrees brought between -180 and 180. */
  static double wrapped(double degrees) {
    return Math.IEEEremainder(degrees, 360);
  }

  /** The best summed likeness over all first turns, and that turn in degrees, if each frame adds {@code degrees}. */
  private static double[] fit(float[][] likeness, double degrees) {
    int n = likeness[0].length;
    double[] sums = new double[n];
    for (int f = 0; f < likeness.length; f++) {
      double shift = degrees * f * n / 360;
      int whole = (int) Math.floor(shift);
      double part = shift - whole;
      int from = Math.floorMod(whole, n);
      float[] row = likeness[f];
      for (int k = 0; k < n; k++) {
        int i = from + k < n ? from + k : from + k - n;
        int next = i + 1 < n ? i + 1 : 0;
        sums[k] += row[i] * (1 - part) + row[next] * part;
      }
    }
    int top = 0;
    for (int k = 1; k < n; k++) {
      top = sums[k] > sums[top] ? k : top;
    }
    return new double[] {sums[top], top * 360.0 / n};
  }

  /** Rates in the order 0, -1, +1, -2, +2, ...: where two fit alike, the slower one is meant. */
  private static int[] fromSlowest(int last) {
    int[] order = new int[2 * last + 1];
    for (int i = 0; i < order.length; i++) {
      order[i] = last + (i % 2 == 0 ? i / 2 : -(i + 1) / 2);
    }
    return order;
  }

  /** Where the parabola through a value and its neighbours peaks, -0.5 .. 0.5 steps away; 0 at the ends. */
  private static double peak(double[] values, int i) {
    if (i == 0 || i == values.length - 1) {
      return 0;
    }
    double curve = values[i - 1] - 2 * values[i] + values[i + 1];
    return curve < 0 ? (values[i - 1] - values[i + 1]) / (2 * curve) : 0;
  }
}
