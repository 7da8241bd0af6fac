package texttovideo.plot;

import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Bars that lie: one row a category, its name to the left, so that long names are read without turning the head. */
final class RowChart extends XYChart {
  private static final int ROW = 26;             // points
  private static final int AROUND = 150;         // title, axis and legend
  private static final double THICK = 0.72;      // of a row, for all its bars together
  private static final double MARGIN = 0.6;      // rows above the first and below the last

  private final List<String> rows;
  private final Map<String, double[]> numbers;

  RowChart(int width, HouseTheme theme, List<String> rows, Map<String, double[]> numbers) {
    super(width, AROUND + ROW * rows.size(), theme);
    this.rows = List.copyOf(rows);
    this.numbers = new LinkedHashMap<>(numbers);
    double thickness = THICK / numbers.size();
    double down = -THICK / 2 + thickness / 2;
    for (Map.Entry<String, double[]> each : numbers.entrySet()) {
      addBars(each.getKey(), each.getValue(), down, (float) (thickness * ROW), theme);
      down += thickness;
    }
    getStyler().setYAxisMin(-(rows.size() - 1 + MARGIN)).setYAxisMax(MARGIN);
    getStyler().setYAxisTickMarkSpacingHint(ROW / 2 + 1);
    setCustomYAxisTickLabelsFormatter(y -> name(-y));
    getStyler().setPlotGridHorizontalLinesVisible(false);
  }

  private void addBars(String name, double[] values, double down, float thickness, HouseTheme theme) {
    double[] xs = new double[3 * values.length];
    double[] ys = new double[3 * values.length];
    for (int i = 0; i < values.length; i++) {
      xs[3 * i + 1] = values[i];
      Arrays.fill(ys, 3 * i, 3 * i + 2, -i - down);
      ys[3 * i + 2] = Double.NaN;                // lifts the pen
    }
    int number = getSeriesMap().size() % theme.getSeriesColors().length;
    XYSeries bars = addSeries(name, xs, ys);
    bars.setMarker(SeriesMarkers.NONE);
    bars.setLineStyle(new BasicStroke(thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    bars.setLineColor(theme.getSeriesColors()[number]);
  }

  /** Only whole numbers are rows; elsewhere the axis says nothing. */
  private String name(double row) {
    int nearest = (int) Math.rint(row);
    boolean isRow = Math.abs(row - nearest) < 1e-6 && nearest >= 0 && nearest < rows.size();
    return isRow ? rows.get(nearest) : Charts.unseen(row);
  }

  /** Each series in words: its rows with their numbers. */
  List<String> words(int most) {
    return numbers.entrySet().stream().map(each -> "'" + each.getKey() + "': " + IntStream.range(0, rows.size()).limit(most)
        .mapToObj(i -> rows.get(i) + " " + ShortNumber.of(each.getValue()[i])).collect(Collectors.joining(", "))
        + (rows.size() > most ? " and " + (rows.size() - most) + " more rows" : "")).toList();
  }
}
