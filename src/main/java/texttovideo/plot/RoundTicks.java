package texttovideo.plot;

import java.util.Arrays;

/** Makes XChart put round numbers on the x axis of a line. */
final class RoundTicks {
  private static final int FEW = 12;             // whole numbers up to here, such as epochs, each get their own label

  private RoundTicks() {
  }

  /**
   * The same line, with one point more halfway to its second if its points are evenly spaced: XChart labels such points
   * with their own x values (0, 420, 840, ...), all others with round ones.
   *
   * @param line {@code {xs, ys}}
   */
  static double[][] wanted(double[][] line) {
    double[] xs = line[0];
    int second = 1;
    while (second < xs.length && xs[second] == xs[0]) {
      second++;                                  // upright, as at the start of a histogram
    }
    if (second >= xs.length || !isEven(xs, xs[second] - xs[0])) {
      return line;
    }
    double[][] longer = {new double[xs.length + 1], new double[xs.length + 1]};
    for (int axis = 0; axis < 2; axis++) {
      System.arraycopy(line[axis], 0, longer[axis], 0, second);
      longer[axis][second] = (line[axis][second - 1] + line[axis][second]) / 2;
      System.arraycopy(line[axis], second, longer[axis], second + 1, xs.length - second);
    }
    return longer;
  }

  private static boolean isEven(double[] xs, double step) {
    if (xs.length <= FEW && Arrays.stream(xs).allMatch(x -> x == Math.rint(x))) {
      return false;
    }
    long steps = Arrays.stream(xs).distinct().count() - 1;
    return Math.abs((xs[xs.length - 1] - xs[0]) / step - steps) < 0.5;
  }
}
