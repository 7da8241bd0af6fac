package texttovideo.lessons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;

/** Names beside the points of a chart, for a reader who wants to know which point is which. */
public final class PointLabels {
  private static final double LETTER = 7.0 / 640;    // of the plot's width, in the font that annotations have
  private static final double LINE = 15.0 / 310;     // of the plot's height
  private static final double ROOM = 0.12;           // of the range, free at every edge for names that reach out
  private static final int WIDENINGS = 30;

  private PointLabels() {
  }

  /**
   * Writes a name above every point; where names would cover each other, some stand higher. The axes are widened so that
   * all of them fit.
   *
   * @param xs one number a name
   * @param ys likewise
   * @return the chart
   */
  public static XYChart add(XYChart chart, List<String> names, double[] xs, double[] ys) {
    if (names.isEmpty() || names.size() != xs.length || names.size() != ys.length) {
      throw new IllegalArgumentException("labels need at least one name and a point a name, not " + names.size()
          + " names, " + xs.length + " xs and " + ys.length + " ys");
    }
    double[] across = widen(xs);
    double[] up = widen(ys);
    double[] heights = heights(names, xs, ys, across[1] - across[0], up[1] - up[0]);
    // A longer axis makes lines higher in its units, and the highest names rise again, less each time.
    for (int i = 0; i < WIDENINGS && top(heights, up) > up[1]; i++) {
      up[1] = top(heights, up);
      heights = heights(names, xs, ys, across[1] - across[0], up[1] - up[0]);
    }
    chart.getStyler().setXAxisMin(across[0]).setXAxisMax(across[1]);
    chart.getStyler().setYAxisMin(up[0]).setYAxisMax(up[1]);
    for (int i = 0; i < xs.length; i++) {
      chart.addAnnotation(new AnnotationText(names.get(i), xs[i], heights[i], false));
    }
    return chart;
  }

  private static double top(double[] heights, double[] up) {
    return Arrays.stream(heights).max().orElseThrow() + LINE * (up[1] - up[0]);
  }

  /** Where each name stands, in units of the axis. */
  private static double[] heights(List<String> names, double[] xs, double[] ys, double wide, double high) {
    double[] heights = new double[xs.length];
    List<double[]> placed = new ArrayList<>();       // {x, y, half width}
    IntStream.range(0, xs.length).boxed().sorted(Comparator.comparingDouble(i -> ys[i])).forEach(i -> {
      double half = names.get(i).length() * LETTER * wide / 2;
      double y = ys[i] + LINE * high;
      for (double[] other : placed) {                // from the lowest up: raised above one, a name may meet the next
        if (Math.abs(other[0] - xs[i]) < other[2] + half && Math.abs(other[1] - y) < LINE * high) {
          y = other[1] + LINE * high;
        }
      }
      placed.add(new double[] {xs[i], y, half});
      placed.sort(Comparator.comparingDouble(label -> label[1]));
      heights[i] = y;
    });
    return heights;
  }

  private static double[] widen(double[] values) {
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    double room = most > least ? ROOM * (most - least) : 1;
    return new double[] {least - room, most + room};
  }
}
