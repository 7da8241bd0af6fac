package texttovideo.plot;

import java.util.Arrays;
import java.util.Collection;

/**
 * Equal bins of a histogram.
 *
 * @param low   where the first begins
 * @param width of each, positive
 * @param count how many
 */
record Bins(double low, double width, int count) {
  private static final double EDGE = 1e-9;       // of a bin: how far below an edge a number may lie and still be on it

  /** About {@code wanted} bins that cover all numbers; their edges are round. */
  static Bins covering(Collection<double[]> numbers, int wanted) {
    if (wanted < 1) {
      throw new IllegalArgumentException("a histogram needs at least 1 bin, not " + wanted);
    }
    double[] all = numbers.stream().flatMapToDouble(Arrays::stream).toArray();
    if (all.length == 0 || !Arrays.stream(all).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a histogram needs finite numbers, at least one");
    }
    double smallest = Arrays.stream(all).min().orElseThrow();
    double largest = Arrays.stream(all).max().orElseThrow();
    double width = largest > smallest ? round((largest - smallest) / wanted) : 1;
    double low = Math.floor(smallest / width) * width;
    return new Bins(low, width, new Bins(low, width, Integer.MAX_VALUE).bin(largest) + 1);
  }

  /** The next number up that is 1, 2 or 5 times a power of ten. */
  private static double round(double width) {
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    double digit = width / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }

  /** The bin of a number; one on an edge belongs to the bin that begins there, also where 0.7 / 0.05 is 13.999999. */
  private int bin(double number) {
    return Math.min(count - 1, (int) Math.floor((number - low) / width + EDGE));
  }

  /** The corners of the bars' outline as {@code {xs, ys}}, starting and ending on the axis. */
  double[][] outline(double[] numbers) {
    int[] counts = new int[count];
    for (double number : numbers) {
      counts[bin(number)]++;
    }
    double[] xs = new double[2 * count + 2];
    double[] ys = new double[2 * count + 2];
    for (int edge = 0; edge <= count; edge++) {
      xs[2 * edge] = low + edge * width;
      xs[2 * edge + 1] = low + edge * width;
      ys[2 * edge] = edge == 0 ? 0 : counts[edge - 1];
      ys[2 * edge + 1] = edge == count ? 0 : counts[edge];
    }
    return new double[][] {xs, ys};
  }
}
