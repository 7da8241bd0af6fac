package texttovideo.lessons;

/**
 * How differently two sets of points lie: twice the mean distance from one to the other, less the mean distances inside each
 * (Székely and Rizzo 2013, "Energy statistics"). It is 0 only where both are the same, and sees lost modes as well as points
 * that lie in the wrong place.
 */
public final class EnergyDistance {
  private EnergyDistance() {
  }

  /** The energy distance of points {@code [N][2]} and {@code [M][2]}, in the plane's unit, at least 0. */
  public static double of(float[][] some, float[][] others) {
    return Math.max(0, 2 * mean(some, others) - mean(some, some) - mean(others, others));      // rounding may fall below 0
  }

  private static double mean(float[][] some, float[][] others) {
    double sum = 0;
    for (float[] a : some) {
      for (float[] b : others) {
        double x = a[0] - b[0];
        double y = a[1] - b[1];
        sum += Math.sqrt(x * x + y * y);
      }
    }
    return sum / some.length / others.length;
  }
}
