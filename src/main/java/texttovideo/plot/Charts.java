package texttovideo.plot;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tech.tablesaw.api.Table;

/**
 * Charts in the house's style. What comes back is XChart's own chart: add series, annotations or a logarithmic axis as
 * its documentation says. {@link AltText#of} puts any of them in words, {@link ChartImage} in pixels.
 *
 * <p>Every axis needs a label that says what is measured and, where there is one, the unit: {@code time (s)}.
 */
public final class Charts {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int TALL = 570;
  private static final int PLANE_WIDTH = 480;    // with axes, title and legend around it the plot itself is square
  private static final int PLANE_HEIGHT = 483;
  private static final int LEGEND = 38;
  private static final int SMALL_MARKER = 5;
  private static final int MARGINS = 190;        // above and below the rows of intervals
  private static final int ROW = 20;             // points of height for an interval, and as many between two rows
  private static final double APART = 0.28;      // of a row: two intervals of one row
  private static final double EDGE = 0.6;        // of a row: room above the first and below the last
  private static final int TICK_SPACING = 90;    // points between two numbers on the x axis
  private static final int FLAT = 6;             // categories whose names stand side by side; more are turned
  private static final int LEGEND_LETTERS = 80;  // that fit into a row below the plot
  private static final String TICKS = "#,##0.######";          // 0.05 beside -0.05; XChart's own form begins with the point
  private static final int TRANSLUCENT = 110;    // of 255: what lies behind shows through
  private static final HouseTheme THEME = new HouseTheme();

  private Charts() {
  }

  /**
   * Lines through points.
   *
   * @param series for each name {@code {xs, ys}}; shown in the map's order, or by name where a map has none
   */
  public static XYChart lines(String title, String xLabel, String yLabel, Map<String, double[][]> series) {
    XYChart chart = labelled(new XYChart(WIDTH, HEIGHT, THEME), title, xLabel, yLabel);
    ordered(series).forEach((name, points) -> add(chart, name, points).setMarker(SeriesMarkers.NONE));
    return withLegend(chart);
  }

  /** Lines from a table: one a column, against the column {@code x}; missing values leave gaps. */
  public static XYChart lines(String title, String xLabel, String yLabel, Table table, String x, String... ys) {
    Map<String, double[][]> series = new LinkedHashMap<>();
    for (String y : ys) {
      series.put(y, new double[][] {table.numberColumn(x).asDoubleArray(), table.numberColumn(y).asDoubleArray()});
    }
    return lines(title, xLabel, yLabel, series);
  }

  /** Single points; series as in {@link #lines(String, String, String, Map)}. */
  public static XYChart scatter(String title, String xLabel, String yLabel, Map<String, double[][]> series) {
    XYChart chart = labelled(new XYChart(WIDTH, HEIGHT, THEME), title, xLabel, yLabel);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    ordered(series).forEach((name, points) -> add(chart, name, points));
    return withLegend(chart);
  }

  /**
   * Values with their intervals, which need not lie evenly around them: one row a name, the first at the top, a point at each
   * value and a line from the lower to the upper end.
   *
   * @param series for each name {@code {values, lows, highs}}, one number a row. Say in the x label what the lines stand for
   */
  public static XYChart intervals(String title, String xLabel, String yLabel, List<String> names,
      Map<String, double[][]> series) {
    int height = MARGINS + Math.max(names.size(), 2) * (1 + series.size()) * ROW;
    XYChart chart = labelled(new XYChart(WIDTH, height, THEME), title, xLabel, yLabel);
    int number = 0;
    for (Map.Entry<String, double[][]> entry : ordered(series).entrySet()) {
      double above = APART * ((series.size() - 1) / 2.0 - number++);
      addIntervals(chart, entry.getKey(), entry.getValue(), names.size(), above);
    }
    chart.setCustomYAxisTickLabelsFormatter(y -> y == Math.rint(y) && y >= 0 && y < names.size()
        ? names.get(names.size() - 1 - (int) Math.rint(y)) : unseen(y));
    chart.getStyler().setYAxisMin(-EDGE).setYAxisMax(names.size() - 1 + EDGE).setYAxisTickMarkSpacingHint(ROW)
        .setPlotGridHorizontalLinesVisible(false);
    return withLegend(chart);
  }

  /**
   * A label that takes no place and differs from that of any other place: XChart looks for ever for ticks without two equal
   * labels, and draws spaces with their width.
   */
  static String unseen(double place) {
    return Integer.toBinaryString((int) Math.rint(1000 * place)).replace('0', '\u200b').replace('1', '\u200c');
  }

  private static void addIntervals(XYChart chart, String name, double[][] numbers, int rows, double above) {
    double[][] ends = {new double[3 * rows], new double[3 * rows]};
    double[] ys = new double[rows];
    for (double[] column : numbers) {
      requireLength(name, column, rows);
    }
    for (int i = 0; i < rows; i++) {
      ys[i] = rows - 1 - i + above;
      ends[0][3 * i] = numbers[1][i];
      ends[0][3 * i + 1] = ends[0][3 * i + 2] = numbers[2][i];
      ends[1][3 * i] = ends[1][3 * i + 1] = ys[i];
      ends[1][3 * i + 2] = Double.NaN;           // ends the line
    }
    int used = chart.getSeriesMap().size() / 2;
    Color colour = THEME.getSeriesColors()[used % THEME.getSeriesColors().length];
    chart.addSeries(name + AltText.ENDS, ends[0], ends[1]).setMarker(SeriesMarkers.NONE).setLineColor(colour)
        .setLineStyle(THEME.getSeriesLines()[0]).setShowInLegend(false);
    chart.addSeries(name, numbers[0], ys).setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
        .setMarker(THEME.getSeriesMarkers()[used % THEME.getSeriesMarkers().length]).setMarkerColor(colour);
  }

  /**
   * How often values fall into equal bins that cover the values of all series.
   *
   * @param values for each name its finite values, not binned
   * @param bins   about how many, at least 1: their width is rounded up to 1, 2 or 5 times a power of ten
   */
  public static XYChart histogram(String title, String xLabel, Map<String, double[]> values, int bins) {
    Bins shared = Bins.covering(values.values(), bins);
    Map<String, double[][]> outlines = new LinkedHashMap<>();
    ordered(values).forEach((name, numbers) -> outlines.put(name, shared.outline(numbers)));
    XYChart chart = lines(title, xLabel, "count", outlines);
    for (XYSeries outline : chart.getSeriesMap().values()) {
      Color colour = outline.getLineColor();
      outline.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
      outline.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), TRANSLUCENT));
    }
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  /** A histogram of one series. */
  public static XYChart histogram(String title, String xLabel, double[] values, int bins) {
    return histogram(title, xLabel, Map.of(xLabel, values), bins);
  }

  /** Bars without error bars. See {@link #bars(String, String, String, List, Map, Map)}. */
  public static CategoryChart bars(String title, String xLabel, String yLabel, List<String> categories,
      Map<String, double[]> series) {
    return bars(title, xLabel, yLabel, categories, series, Map.of());
  }

  /**
   * A bar for every category and series, from zero.
   *
   * @param series for each name one number a category
   * @param errors for each name half the length of its error bars, one a category; names may be missing. Say in the
   *               y label what they stand for
   */
  public static CategoryChart bars(String title, String xLabel, String yLabel, List<String> categories,
      Map<String, double[]> series, Map<String, double[]> errors) {
    int height = categories.size() > FLAT ? TALL : HEIGHT;
    CategoryChart chart = labelled(new CategoryChart(WIDTH, height, THEME), title, xLabel, yLabel);
    turnNames(chart.getStyler(), categories.size());
    chart.getStyler().setAvailableSpaceFill(0.8).setPlotGridVerticalLinesVisible(false);
    ordered(series).forEach((name, numbers) -> {
      requireLength(name, numbers, categories.size());
      double[] error = errors.get(name);
      chart.addSeries(name, categories, boxed(numbers), error == null ? null : boxed(error));
    });
    return withLegend(chart);
  }

  /**
   * A lying bar for every category and series, from zero: for names that are long or many.
   *
   * @param rows   the categories, the first at the top
   * @param series for each name one number a category
   */
  public static XYChart rows(String title, String xLabel, String yLabel, List<String> rows, Map<String, double[]> series) {
    Map<String, double[]> ordered = ordered(series);
    ordered.forEach((name, numbers) -> requireLength(name, numbers, rows.size()));
    return withLegend(labelled(new RowChart(WIDTH, THEME, rows, ordered), title, xLabel, yLabel));
  }

  /**
   * Points of a plane on a square canvas: a circle looks round.
   *
   * @param low    where both axes begin
   * @param high   where they end
   * @param series as in {@link #lines(String, String, String, Map)}
   */
  public static XYChart plane(String title, String xLabel, String yLabel, double low, double high,
      Map<String, double[][]> series) {
    int height = PLANE_HEIGHT + (series.size() > 1 ? LEGEND : 0);
    XYChart chart = labelled(new XYChart(PLANE_WIDTH, height, THEME), title, xLabel, yLabel);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setXAxisMin(low).setXAxisMax(high).setYAxisMin(low).setYAxisMax(high);
    chart.getStyler().setMarkerSize(SMALL_MARKER).setPlotContentSize(1);
    ordered(series).forEach((name, points) -> add(chart, name, points));
    return withLegend(chart);
  }

  /**
   * A number for every pair of categories, as a colour and in digits: what was asked for against what was shown.
   *
   * @param values {@code [y][x]}, one row a category of y, the first at the top; not a number leaves a cell empty
   */
  public static HeatMapChart heatMap(String title, String xLabel, String yLabel, List<String> xs, List<String> ys,
      double[][] values) {
    HeatMapChart chart = labelled(emptyHeatMap(), title, xLabel, yLabel);
    List<Number[]> cells = new ArrayList<>();     // {x, y, value}; XChart's first row is at the bottom
    for (int y = 0; y < ys.size(); y++) {
      requireLength(ys.get(y), values[y], xs.size());
      for (int x = 0; x < xs.size(); x++) {
        if (!Double.isNaN(values[y][x])) {
          cells.add(new Number[] {x, ys.size() - 1 - y, values[y][x]});
        }
      }
    }
    List<String> upwards = new ArrayList<>(ys);
    Collections.reverse(upwards);
    chart.addSeries(title, xs, upwards, cells);
    double least = cells.stream().mapToDouble(cell -> cell[2].doubleValue()).min().orElse(0);
    chart.getStyler().setMin(Math.min(0, least));    // white is nothing, also where no cell holds it
    chart.getStyler().setRangeColors(HouseTheme.SHADES).setShowValue(true).setValueFont(THEME.getLegendFont())
        .setHeatMapValueDecimalPattern("#,##0.###").setPlotContentSize(1);
    chart.getStyler().setPlotGridLinesVisible(false);
    turnNames(chart.getStyler(), xs.size());
    chart.getStyler().setLegendVisible(false);
    return chart;
  }

  /** XChart formats the cells' numbers by the locale that is the default when the chart is made, and by no other. */
  private static synchronized HeatMapChart emptyHeatMap() {
    Locale usual = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    try {
      return new HeatMapChart(WIDTH, TALL, THEME);
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, usual);
    }
  }

  private static void turnNames(AxesChartStyler styler, int categories) {
    styler.setXAxisLabelRotation(categories > FLAT ? 90 : 0);
    styler.setXAxisLabelAlignmentVertical(TextAlignment.Right);      // they end at the axis
  }

  private static <C extends Chart<? extends AxesChartStyler, ?>> C labelled(C chart, String title, String xLabel,
      String yLabel) {
    if (title.isBlank() || xLabel.isBlank() || yLabel.isBlank()) {
      throw new IllegalArgumentException("a chart needs a title and a label with its unit for both axes, not \"" + title
          + "\", \"" + xLabel + "\", \"" + yLabel + "\"");
    }
    chart.setTitle(title);
    chart.setXAxisTitle(xLabel);
    chart.setYAxisTitle(yLabel);
    chart.getStyler().setLocale(Locale.ROOT);     // or the axes would have the reader's digits, the text others
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    chart.getStyler().setXAxisTickMarkSpacingHint(TICK_SPACING);
    chart.getStyler().setXAxisDecimalPattern(TICKS).setYAxisDecimalPattern(TICKS);
    return chart;
  }

  private static XYSeries add(XYChart chart, String name, double[][] points) {
    if (points.length != 2 || points[0].length != points[1].length) {
      throw new IllegalArgumentException("the series \"" + name + "\" must be {xs, ys} of equal length");
    }
    XYSeries series = chart.addSeries(name, points[0], points[1]);
    // XChart itself would take the second dash pattern only after the last colour.
    int number = (chart.getSeriesMap().size() - 1) % THEME.getSeriesLines().length;
    series.setLineStyle(THEME.getSeriesLines()[number]).setLineColor(THEME.getSeriesColors()[number]);
    return series;
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static void requireLength(String name, double[] numbers, int categories) {
    if (numbers.length != categories) {
      throw new IllegalArgumentException("the series \"" + name + "\" has " + numbers.length + " numbers for "
          + categories + " categories");
    }
  }

  /** Maps without an order, such as {@code Map.of}, come in another order in every process: those go by name. */
  private static <V> Map<String, V> ordered(Map<String, V> series) {
    return series instanceof LinkedHashMap || series instanceof SortedMap ? series : new TreeMap<>(series);
  }

  /** Below the plot in one row; beside it where a row would be cut; none for one series, which the title names. */
  private static <C extends Chart<?, ?>> C withLegend(C chart) {
    List<String> names = chart.getSeriesMap().keySet().stream().filter(name -> !name.endsWith(AltText.ENDS)).toList();
    int letters = names.stream().mapToInt(name -> name.length() + 9).sum();
    if (letters > LEGEND_LETTERS) {
      chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
      chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    }
    chart.getStyler().setLegendVisible(names.size() > 1);
    return chart;
  }
}
