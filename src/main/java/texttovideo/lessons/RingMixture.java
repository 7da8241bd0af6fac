package texttovideo.lessons;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Points in the plane from equal normal distributions, the modes, whose centres stand evenly on a circle: the usual test for
 * mode collapse (Metz et al. 2017, "Unrolled GAN", section 3.1).
 *
 * @param modes     number of centres
 * @param radius    of the circle
 * @param deviation standard deviation of each mode in both directions
 */
public record RingMixture(int modes, double radius, double deviation) {
  private static final double NEAR = 3;           // deviations: holds 98.9% of a mode's own points
  private static final double FAIR_SHARE = 0.2;   // of an even part of the points: below it a mode counts as lost

  /**
   * How well points match the mixture.
   *
   * @param counts the points near each mode
   * @param points all points
   */
  public record Coverage(int[] counts, int points) {
    /** Modes that got at least a fifth of their share. */
    public int modes() {
      int covered = 0;
      for (int count : counts) {
        covered += count >= FAIR_SHARE * points / counts.length ? 1 : 0;
      }
      return covered;
    }

    /** The share of points, from 0 to 1, that lie near any mode. */
    public double quality() {
      return Arrays.stream(counts).sum() / (double) points;
    }
  }

  /** Checks the numbers. */
  public RingMixture {
    if (modes < 1 || !(radius >= 0) || !(deviation > 0)) {
      throw new IllegalArgumentException("a ring needs a mode, a radius of 0 or more and a deviation above 0, not "
          + modes + ", " + radius + ", " + deviation);
    }
  }

  /** The centre {@code {x, y}} of a mode, counted from the right against the clock. */
  public double[] centre(int mode) {
    double angle = 2 * Math.PI * mode / modes;
    return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
  }

  /** Points {@code [count, 2]}. */
  public INDArray sample(int count, SplittableRandom random) {
    float[] values = new float[2 * count];
    for (int i = 0; i < count; i++) {
      double[] centre = centre(random.nextInt(modes));
      values[2 * i] = (float) (centre[0] + deviation * random.nextGaussian());
      values[2 * i + 1] = (float) (centre[1] + deviation * random.nextGaussian());
    }
    return Nd4j.create(values, new int[] {count, 2}, 'c');
  }

  /** Which modes the points {@code [N, 2]} lie near: within three deviations of the centre. */
  public Coverage coverage(INDArray points) {
    int[] counts = new int[modes];
    for (int i = 0; i < points.rows(); i++) {
      for (int mode = 0; mode < modes; mode++) {
        double[] centre = centre(mode);
        double distance = Math.hypot(points.getDouble(i, 0) - centre[0], points.getDouble(i, 1) - centre[1]);
        counts[mode] += distance <= NEAR * deviation ? 1 : 0;
      }
    }
    return new Coverage(counts, points.rows());
  }
}
