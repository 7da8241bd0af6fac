package texttovideo.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/**
 * Lets dashes show on lines of many points. XChart draws a line piece by piece and begins the pattern anew with each, so that a
 * piece shorter than the first dash comes out solid. Here the line itself is cut where its pattern has gaps.
 */
final class Dashes {
  private Dashes() {
  }

  /** The data of each dashed line, cut; of a chart that has been painted, for which alone places on the screen are known. */
  static Map<String, double[][]> cut(XYChart chart) {
    Map<String, double[][]> lines = new LinkedHashMap<>();
    if (chart.getStyler().isXAxisLogarithmic() || chart.getStyler().isYAxisLogarithmic()) {
      return lines;                                  // a straight piece between two points is none of its data
    }
    chart.getSeriesMap().forEach((name, series) -> {
      boolean isLine = series.getXYSeriesRenderStyle() == null
          ? chart.getStyler().getDefaultSeriesRenderStyle() == XYSeriesRenderStyle.Line
          : series.getXYSeriesRenderStyle() == XYSeriesRenderStyle.Line;
      if (isLine && series.getLineStyle().getDashArray() != null) {
        lines.put(name, cut(chart, series));
      }
    });
    return lines;
  }

  private static double[][] cut(XYChart chart, XYSeries series) {
    Pen pen = new Pen(series.getLineStyle().getDashArray());
    double[] xs = series.getXData();
    double[] ys = series.getYData();
    int lowest = 0;
    int highest = 0;
    for (int i = 0; i < xs.length; i++) {
      if (i == 0 || !Double.isFinite(ys[i - 1]) || !Double.isFinite(ys[i])) {
        pen.lift(xs[i], ys[i]);
      } else {
        double length = Math.hypot(chart.getScreenXFromChart(xs[i]) - chart.getScreenXFromChart(xs[i - 1]),
            chart.getScreenYFromChart(ys[i]) - chart.getScreenYFromChart(ys[i - 1]));
        pen.draw(xs[i - 1], ys[i - 1], xs[i], ys[i], length);
      }
      lowest = !(ys[i] >= ys[lowest]) && Double.isFinite(ys[i]) ? i : lowest;
      highest = !(ys[i] <= ys[highest]) && Double.isFinite(ys[i]) ? i : highest;
    }
    for (int end : new int[] {0, xs.length - 1, lowest, highest}) {      // or the axes would end elsewhere
      pen.lift(xs[end], ys[end]);
    }
    return pen.line();
  }

  /** Draws a line as pieces with gaps between them. */
  private static final class Pen {
    private final float[] pattern;     // pixels on, off, on, off
    private final List<double[]> points = new ArrayList<>();
    private int part;
    private double left;               // pixels of this part

    Pen(float[] pattern) {
      this.pattern = pattern;
    }

    /** Begins anew at a point. */
    void lift(double x, double y) {
      part = 0;
      left = pattern[0];
      points.add(new double[] {x, Double.NaN});
      points.add(new double[] {x, y});
    }

    void draw(double x0, double y0, double x1, double y1, double length) {
      double done = 0;
      while (length - done > left) {
        done += left;
        double share = done / length;
        double x = x0 + share * (x1 - x0);
        double y = y0 + share * (y1 - y0);
        if (isOn()) {
          points.add(new double[] {x, y});
          points.add(new double[] {x, Double.NaN});
        } else {
          points.add(new double[] {x, y});
        }
        part = (part + 1) % pattern.length;
        left = pattern[part];
      }
      left -= length - done;
      if (isOn()) {
        points.add(new double[] {x1, y1});
      }
    }

    private boolean isOn() {
      return part % 2 == 0;
    }

    double[][] line() {
      return new double[][] {points.stream().mapToDouble(p -> p[0]).toArray(),
          points.stream().mapToDouble(p -> p[1]).toArray()};
    }
  }
}
