package texttovideo.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import texttovideo.video.AtomicFile;
import texttovideo.video.Fonts;
import texttovideo.video.IndexedImage;
import texttovideo.video.PngFrames;

/** Draws a chart as pixels. */
public final class ChartImage {
  /** Pixels a point in each direction: sharp on screens with two, and in print. */
  public static final int PIXEL_RATIO = 2;

  private static final int FEW = 12;             // whole numbers up to here each get their own label
  private static final double HAIR = 0.001;      // of the axis: less than a pixel

  private ChartImage() {
  }

  /**
   * A picture of {@link #PIXEL_RATIO} times the chart's size.
   *
   * @throws IllegalStateException if Java finds no fonts
   */
  public static BufferedImage of(Chart<?, ?> chart) {
    Fonts.require();
    BufferedImage image = new BufferedImage(chart.getWidth() * PIXEL_RATIO, chart.getHeight() * PIXEL_RATIO,
        BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PIXEL_RATIO, PIXEL_RATIO);
    if (chart instanceof XYChart lines) {
      paintWithDashes(lines, graphics);
    } else {
      chart.paint(graphics, chart.getWidth(), chart.getHeight());
    }
    LegendRow.paint(chart, graphics);
    graphics.dispose();
    return IndexedImage.of(image);
  }

  /** Paints twice: where on the screen a dash ends is known only after the first time. */
  private static void paintWithDashes(XYChart chart, Graphics2D graphics) {
    paintWithRoundNumbers(chart, graphics);
    Map<String, double[][]> dashed = isLabelledByItsData(places(chart)) ? Map.of() : Dashes.cut(chart);
    if (dashed.isEmpty()) {                      // between few points dashes have room
      return;
    }
    Map<String, double[][]> whole = new LinkedHashMap<>();
    try {
      dashed.forEach((name, pieces) -> {
        XYSeries series = chart.getSeriesMap().get(name);
        whole.put(name, new double[][] {series.getXData(), series.getYData()});
        chart.updateXYSeries(name, pieces[0], pieces[1], null);
      });
      paintWithRoundNumbers(chart, graphics);
    } finally {
      whole.forEach((name, line) -> chart.updateXYSeries(name, line[0], line[1], null));       // the chart is the caller's
    }
  }

  /**
   * XChart labels an axis with the data's own numbers (0, 420, 840, ...) if they are evenly spaced to its end, and with
   * round ones otherwise. So the axis ends a hair after them. A few whole numbers, such as epochs, are round enough.
   */
  private static void paintWithRoundNumbers(XYChart chart, Graphics2D graphics) {
    if (chart.getStyler().isXAxisLogarithmic() || chart.getStyler().getXAxisMax() != null) {
      chart.paint(graphics, chart.getWidth(), chart.getHeight());
      return;
    }
    double[] xs = places(chart);
    if (!isLabelledByItsData(xs)) {
      double last = xs[xs.length - 1];
      chart.getStyler().setXAxisMax(last + HAIR * (last - xs[0]));
    }
    try {
      chart.paint(graphics, chart.getWidth(), chart.getHeight());
    } finally {
      chart.getStyler().setXAxisMax(null);       // the chart is the caller's: more series may come
    }
  }

  private static double[] places(XYChart chart) {
    return chart.getSeriesMap().values().stream().flatMapToDouble(series -> Arrays.stream(series.getXData()))
        .filter(Double::isFinite).sorted().distinct().toArray();
  }

  private static boolean isLabelledByItsData(double[] xs) {
    return xs.length <= FEW && Arrays.stream(xs).allMatch(x -> x == Math.rint(x));
  }

  /** Writes the chart as a PNG file, whole or not at all. */
  public static void write(Chart<?, ?> chart, Path file) throws IOException {
    AtomicFile.write(file, PngFrames.png(of(chart)));
  }
}
