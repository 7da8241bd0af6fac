package texttovideo.eval;

import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * Where a share may truly lie, given a sample.
 *
 * @param low  0..1
 * @param high 0..1
 */
public record Interval(double low, double high) {
  private static final double LEVEL = 0.95;

  /**
   * The 95% interval of a share (Wilson, 1927): unlike mean plus or minus two deviations it stays inside 0..1, and 20
   * hits of 20 do not pass for certainty.
   *
   * @param hits   0 .. trials
   * @param trials at least 1
   */
  public static Interval wilson(int hits, int trials) {
    if (trials < 1 || hits < 0 || hits > trials) {
      throw new IllegalArgumentException("hits must be 0.." + trials + " of at least 1 trial, not " + hits);
    }
    ConfidenceInterval wilson = new WilsonScoreInterval().createInterval(trials, hits, LEVEL);
    // The ends are exact where rounding would miss them.
    return new Interval(hits == 0 ? 0 : wilson.getLowerBound(), hits == trials ? 1 : wilson.getUpperBound());
  }
}
