package texttovideo.plot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;

/** Puts a chart in words, computed from its data, for readers who do not see it. */
public final class AltText {
  private static final int SERIES = 6;           // more are only counted: a listener cannot skim
  private static final int CATEGORIES = 12;
  private static final double FLAT = 0.02;       // of a series' range: less than this is no rise or fall

  /** Behind the name of a series of values: that of the lines between the ends of their intervals. */
  static final String ENDS = ", from and to";

  private AltText() {
  }

  /** The kind of chart, its title and axes, and what each series does. */
  public static String of(Chart<?, ?> chart) {
    List<String> series = new ArrayList<>();
    String kind = "Chart";
    if (chart instanceof RowChart rows) {
      kind = "Bar chart";
      series.addAll(rows.words(CATEGORIES));
    } else if (chart instanceof XYChart xy) {
      kind = kind(xy);
      xy.getSeriesMap().values().stream().filter(one -> !one.getName().endsWith(ENDS))
          .forEach(one -> series.add(isOfIntervals(xy, one) ? intervals(xy, one) : words(xy, one)));
    } else if (chart instanceof CategoryChart bars) {
      kind = "Bar chart";
      bars.getSeriesMap().values().forEach(one -> series.add(words(one)));
    } else if (chart instanceof HeatMapChart map) {
      kind = "Heat map";
      series.add(words(map.getHeatMapSeries()));
    }
    String text = kind + " \"" + chart.getTitle() + "\": " + chart.getYAxisTitle() + " against " + chart.getXAxisTitle()
        + ". ";
    String told = String.join("; ", series.subList(0, Math.min(SERIES, series.size())));
    return text + told + (series.size() > SERIES ? "; and " + (series.size() - SERIES) + " more series." : ".");
  }

  private static XYSeriesRenderStyle style(XYChart chart, XYSeries series) {
    return series.getXYSeriesRenderStyle() == null ? chart.getStyler().getDefaultSeriesRenderStyle()
        : series.getXYSeriesRenderStyle();
  }

  private static boolean isOfIntervals(XYChart chart, XYSeries series) {
    return chart.getSeriesMap().containsKey(series.getName() + ENDS);
  }

  /** Each value with its row's name and its interval. */
  private static String intervals(XYChart chart, XYSeries series) {
    double[] ends = chart.getSeriesMap().get(series.getName() + ENDS).getXData();
    double[] values = series.getXData();
    double[] ys = series.getYData();
    String told = IntStream.range(0, values.length).limit(CATEGORIES).mapToObj(i ->
        chart.getStyler().getyAxisTickLabelsFormattingFunction().apply(Math.rint(ys[i])) + " " + ShortNumber.of(values[i])
            + " (" + ShortNumber.of(ends[3 * i]) + " to " + ShortNumber.of(ends[3 * i + 1]) + ")")
        .collect(Collectors.joining(", "));
    return "'" + series.getName() + "': " + told
        + (values.length > CATEGORIES ? " and " + (values.length - CATEGORIES) + " more" : "");
  }

  private static String kind(XYChart chart) {
    if (chart.getSeriesMap().keySet().stream().anyMatch(name -> name.endsWith(ENDS))) {
      return "Interval chart";
    }
    XYSeriesRenderStyle style = chart.getSeriesMap().isEmpty() ? XYSeriesRenderStyle.Line
        : style(chart, chart.getSeriesMap().values().iterator().next());
    return switch (style) {
      case Scatter -> "Scatter chart";
      case Area, StepArea, PolygonArea -> "Histogram";
      default -> "Line chart";
    };
  }

  private static String words(XYChart chart, XYSeries series) {
    double[] xs = series.getXData();
    double[] ys = series.getYData();
    int[] there = IntStream.range(0, ys.length).filter(i -> Double.isFinite(ys[i]) && Double.isFinite(xs[i])).toArray();
    String name = "'" + series.getName() + "' ";
    if (there.length == 0) {
      return name + "has no points";
    }
    int lowest = IntStream.of(there).boxed().min((a, b) -> Double.compare(ys[a], ys[b])).orElseThrow();
    int highest = IntStream.of(there).boxed().max((a, b) -> Double.compare(ys[a], ys[b])).orElseThrow();
    return name + switch (style(chart, series)) {
      case Scatter -> "has " + there.length + " points, from "
          + ShortNumber.of(IntStream.of(there).mapToDouble(i -> xs[i]).min().orElseThrow()) + " to "
          + ShortNumber.of(IntStream.of(there).mapToDouble(i -> xs[i]).max().orElseThrow()) + " across and from "
          + ShortNumber.of(ys[lowest]) + " to " + ShortNumber.of(ys[highest]) + " up";
      case Area, StepArea, PolygonArea -> "reaches from " + ShortNumber.of(xs[there[0]]) + " to "
          + ShortNumber.of(xs[there[there.length - 1]]) + ", highest between " + ShortNumber.of(xs[highest]) + " and "
          + ShortNumber.of(xs[Math.min(xs.length - 1, highest + 1)]) + " with " + ShortNumber.of(ys[highest]);
      default -> course(xs, ys, there, lowest, highest);
    };
  }

  /** Where a line starts and ends, and its extremes where they lie between. */
  private static String course(double[] xs, double[] ys, int[] there, int lowest, int highest) {
    int first = there[0];
    int last = there[there.length - 1];
    double range = ys[highest] - ys[lowest];
    double change = ys[last] - ys[first];
    String verb = range == 0 ? "stays at " : Math.abs(change) <= FLAT * range ? "goes from "
        : change > 0 ? "rises from " : "falls from ";
    if (range == 0) {
      return verb + point(xs, ys, first) + " to " + ShortNumber.of(xs[last]);
    }
    String text = verb + point(xs, ys, first) + " to " + point(xs, ys, last);
    if (ys[lowest] < Math.min(ys[first], ys[last]) - FLAT * range) {
      text += ", lowest " + point(xs, ys, lowest);
    }
    if (ys[highest] > Math.max(ys[first], ys[last]) + FLAT * range) {
      text += ", highest " + point(xs, ys, highest);
    }
    return text;
  }

  private static String point(double[] xs, double[] ys, int i) {
    return ShortNumber.of(ys[i]) + " at " + ShortNumber.of(xs[i]);
  }

  private static String words(CategorySeries series) {
    Iterator<? extends Number> numbers = series.getYData().iterator();
    Collection<? extends Number> extra = series.getExtraValues();
    Iterator<? extends Number> errors = extra == null ? null : extra.iterator();
    List<String> bars = new ArrayList<>();
    for (Object category : series.getXData()) {
      String bar = category + " " + ShortNumber.of(numbers.next().doubleValue());
      bars.add(errors == null ? bar : bar + " ± " + ShortNumber.of(errors.next().doubleValue()));
    }
    String told = String.join(", ", bars.subList(0, Math.min(CATEGORIES, bars.size())));
    return "'" + series.getName() + "': " + told
        + (bars.size() > CATEGORIES ? " and " + (bars.size() - CATEGORIES) + " more bars" : "");
  }

  /** The largest cells, each with its row and column. */
  private static String words(HeatMapSeries series) {
    List<Number[]> cells = new ArrayList<>(series.getHeatData());
    cells.sort(Comparator.comparing(cell -> -cell[2].doubleValue()));
    String told = cells.stream().limit(CATEGORIES).map(cell -> series.getYData().get(cell[1].intValue()) + " by "
        + series.getXData().get(cell[0].intValue()) + " " + ShortNumber.of(cell[2].doubleValue()))
        .collect(Collectors.joining(", "));
    return series.getYData().size() + " rows by " + series.getXData().size() + " columns, the largest: " + told;
  }
}
