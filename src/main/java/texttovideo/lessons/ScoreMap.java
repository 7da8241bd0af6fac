package texttovideo.lessons;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import texttovideo.notebook.Picture;
import texttovideo.plot.ChartImage;
import texttovideo.plot.Charts;
import texttovideo.plot.ShortNumber;
import texttovideo.train.GanLoss;

/**
 * What a discriminator says all over the plane, in shades, with arrows at generated points that show where its score rises:
 * all that a generator is ever told. In the manner of Kahng et al. 2019, "GAN Lab".
 */
public final class ScoreMap {
  private static final double EDGE = 1.6;        // the map reaches so far from the origin
  private static final int CELLS = 44;           // along each side
  private static final int CELL = 10;            // points: a square marker that leaves no gap
  private static final int LEVELS = 8;
  private static final double LONGEST = 0.35;    // the longest arrow
  private static final double HEAD = 0.35;       // of an arrow's length
  private static final double SPREAD = 0.4;      // half of the head's angle, radians
  private static final Color LIGHT = new Color(0xffffff);
  private static final Color DARK = new Color(0x8fbfe0);
  private static final Color REAL = new Color(0x004a78);
  private static final Color GENERATED = new Color(0xd55e00);

  private ScoreMap() {
  }

  /**
   * The map.
   *
   * @param real points {@code [N, 2]}
   * @param fake points {@code [M, 2]}, each with an arrow; some twenty are enough
   */
  public static Picture of(String title, ToyGan gan, INDArray real, INDArray fake) {
    Map<String, double[][]> series = new LinkedHashMap<>();
    double[] probabilities = probabilities(gan);
    for (int level = 0; level < LEVELS; level++) {
      series.put("level " + level, cells(probabilities, level));
    }
    INDArray slopes = gan.scoreSlopes(fake);
    series.put("real", columns(real));
    series.put("generated", columns(fake));
    series.put("where the score rises", arrows(fake, slopes));
    XYChart chart = Charts.plane(title, "x", "y", -EDGE, EDGE, series);
    for (int level = 0; level < LEVELS; level++) {
      paint(chart, "level " + level, SeriesMarkers.SQUARE, shade((level + 0.5) / LEVELS)).setShowInLegend(false);
    }
    paint(chart, "real", new Small(SeriesMarkers.CIRCLE), REAL);
    paint(chart, "generated", new Small(SeriesMarkers.DIAMOND), GENERATED);
    XYSeries lines = chart.getSeriesMap().get("where the score rises");
    lines.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.SOLID)
        .setLineColor(Color.BLACK);
    chart.getStyler().setMarkerSize(CELL).setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal);
    chart.getStyler().setPlotGridLinesVisible(false);
    return new Picture(ChartImage.of(chart), words(title, gan, real, fake, slopes), chart.getWidth());
  }

  private static XYSeries paint(XYChart chart, String name, Marker marker, Color colour) {
    XYSeries series = chart.getSeriesMap().get(name);
    series.setMarker(marker).setMarkerColor(colour);
    return series;
  }

  /** A chart has one size for all markers; points are smaller than cells. */
  private static final class Small extends Marker {
    private final Marker shape;

    Small(Marker shape) {
      this.shape = shape;
    }

    @Override
    public void paint(Graphics2D graphics, double x, double y, int size) {
      shape.paint(graphics, x, y, size / 2);
    }
  }

  private static Color shade(double share) {
    return new Color(mix(LIGHT.getRed(), DARK.getRed(), share), mix(LIGHT.getGreen(), DARK.getGreen(), share),
        mix(LIGHT.getBlue(), DARK.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }

  private static double place(int cell) {
    return EDGE * ((cell + 0.5) / CELLS * 2 - 1);
  }

  /** The probabilities of real, brought to 0 for the least on the map, 1 for the greatest: so all shades are used. */
  private static double[] probabilities(ToyGan gan) {
    float[] places = new float[2 * CELLS * CELLS];
    for (int i = 0; i < CELLS * CELLS; i++) {
      places[2 * i] = (float) place(i % CELLS);
      places[2 * i + 1] = (float) place(i / CELLS);
    }
    double[] scores = gan.score(Nd4j.create(places, new int[] {CELLS * CELLS, 2}, 'c')).data().asDouble();
    double least = Arrays.stream(scores).map(GanLoss::sigmoid).min().orElseThrow();
    double most = Arrays.stream(scores).map(GanLoss::sigmoid).max().orElseThrow();
    double range = Math.max(1e-9, most - least);
    return Arrays.stream(scores).map(GanLoss::sigmoid).map(probability -> (probability - least) / range).toArray();
  }

  /** The cells of one shade; a level without any gets one place outside the map, since a chart wants no empty series. */
  private static double[][] cells(double[] probabilities, int level) {
    List<double[]> cells = new ArrayList<>(List.of(new double[] {10 * EDGE, 10 * EDGE}));
    for (int i = 0; i < probabilities.length; i++) {
      if (Math.min(LEVELS - 1, (int) (probabilities[i] * LEVELS)) == level) {
        cells.add(new double[] {place(i % CELLS), place(i / CELLS)});
      }
    }
    return lines(cells);
  }

  /** One line for all arrows, the pen lifted between them; the longest has a fixed length, the others in proportion. */
  private static double[][] arrows(INDArray from, INDArray slopes) {
    double most = 1e-12;
    for (int i = 0; i < slopes.rows(); i++) {
      most = Math.max(most, Math.hypot(slopes.getDouble(i, 0), slopes.getDouble(i, 1)));
    }
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < from.rows(); i++) {
      double x = from.getDouble(i, 0);
      double y = from.getDouble(i, 1);
      double length = LONGEST * Math.hypot(slopes.getDouble(i, 0), slopes.getDouble(i, 1)) / most;
      double angle = Math.atan2(slopes.getDouble(i, 1), slopes.getDouble(i, 0));
      double[] tip = {x + length * Math.cos(angle), y + length * Math.sin(angle)};
      points.add(new double[] {x, y});
      points.add(tip);
      for (double side : new double[] {SPREAD, -SPREAD}) {
        points.add(new double[] {tip[0] - HEAD * length * Math.cos(angle + side),
            tip[1] - HEAD * length * Math.sin(angle + side)});
        points.add(tip);
      }
      points.add(new double[] {tip[0], Double.NaN});
    }
    return lines(points);
  }

  private static double[][] lines(List<double[]> points) {
    return new double[][] {points.stream().mapToDouble(p -> p[0]).toArray(),
        points.stream().mapToDouble(p -> p[1]).toArray()};
  }

  private static double[][] columns(INDArray points) {
    return new double[][] {points.getColumn(0).toDoubleVector(), points.getColumn(1).toDoubleVector()};
  }

  private static String words(String title, ToyGan gan, INDArray real, INDArray fake, INDArray slopes) {
    return "Map \"" + title + "\": the discriminator's probability of real all over the plane, darker where it is higher. "
        + "Mean " + ShortNumber.of(mean(gan, real)) + " at " + real.rows() + " real points, "
        + ShortNumber.of(mean(gan, fake)) + " at " + fake.rows()
        + " generated ones, whose arrows show where the score rises; the"
        + " mean slope there is "
        + ShortNumber.of(slopes.norm2(1).meanNumber().doubleValue()) + ".";
  }

  private static double mean(ToyGan gan, INDArray points) {
    double sum = 0;
    for (double score : gan.score(points).data().asDouble()) {
      sum += GanLoss.sigmoid(score);
    }
    return sum / points.rows();
  }
}
