package texttovideo.eval;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * Where a share, or another mean, may truly lie, given a sample.
 *
 * @param low  0..1 for a share
 * @param high likewise
 */
public record Interval(double low, double high) {
  private static final double LEVEL = 0.95;
  private static final int RESAMPLES = 2000;
  private static final double TAIL = 100 * (1 - LEVEL) / 2;    // percent on either side

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

  /**
   * The 95% interval of a mean whose values come in groups that are not independent within themselves, such as the clips of one
   * sentence: a bootstrap that draws whole groups, with replacement, and takes percentiles of the means (Davison and Hinkley
   * 1997, "Bootstrap Methods and their Application", section 3.8). Where all values are equal no resample differs, and both ends
   * are that value: then count groups with {@link #wilson}.
   *
   * @param groups at least 1, none empty; 1 and 0 for right and wrong, or differences of these
   * @param seed   decides the resamples
   */
  public static Interval ofGroups(List<double[]> groups, long seed) {
    if (groups.isEmpty() || groups.stream().anyMatch(group -> group.length == 0)) {
      throw new IllegalArgumentException("an interval needs at least 1 group and none that is empty, not "
          + groups.stream().map(group -> group.length).toList());
    }
    double[] sums = groups.stream().mapToDouble(group -> Arrays.stream(group).sum()).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      int count = 0;
      for (int k = 0; k < sums.length; k++) {
        int drawn = random.nextInt(sums.length);
        sum += sums[drawn];
        count += groups.get(drawn).length;
      }
      means[i] = sum / count;
    }
    return new Interval(StatUtils.percentile(means, TAIL), StatUtils.percentile(means, 100 - TAIL));
  }
}
