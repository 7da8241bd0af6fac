package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import texttovideo.plot.ChartImage;
import texttovideo.plot.Charts;

/** Names beside points can be read. */
class PointLabelsTest {
  private static final double[] XS = {0, 0, 4};
  private static final double[] YS = {1, 1, 3};

  @Test
  void namesOfPointsAtOnePlaceStandAboveEachOther() {
    int one = inkIn(labelled(List.of("same", " ", " ")));
    int both = inkIn(labelled(List.of("same", "same", " ")));
    assertTrue(both > 1.15 * one, both + " dark pixels with two names, " + one + " with one");
  }

  @Test
  void axesLeaveRoomForTheNames() {
    XYChart chart = labelled(List.of("a", "b", "c"));
    assertEquals(-0.48, chart.getStyler().getXAxisMin(), 1e-9);
    assertEquals(3.24, chart.getStyler().getYAxisMax(), 1e-9);
  }

  /** Twelve names above one point near the top: the axis grows until the highest is inside the plot, below the title. */
  @Test
  void namesThatAreRaisedStayInThePlot() {
    double[] xs = new double[13];
    double[] ys = new double[13];
    ys[12] = -1;
    Map<String, double[][]> points = Map.of("all", new double[][] {xs, ys});
    XYChart named = PointLabels.add(Charts.scatter("points", "x", "y", points), Collections.nCopies(13, "name"), xs, ys);
    double[] axis = {named.getStyler().getYAxisMin(), named.getStyler().getYAxisMax()};
    assertTrue(axis[1] > 0.12, "the axis ends at " + axis[1]);
    XYChart plain = Charts.scatter("points", "x", "y", points);
    plain.getStyler().setYAxisMin(axis[0]).setYAxisMax(axis[1]);
    assertEquals(inkAbove(plain), inkAbove(named), "dark pixels in the line of the title");
  }

  /** Dark pixels above the plot. */
  private static int inkAbove(XYChart chart) {
    BufferedImage image = ChartImage.of(chart);
    return (int) IntStream.range(0, 80 * image.getWidth())
        .filter(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xff) < 100).count();
  }

  @Test
  void everyPointNeedsAName() {
    String message = assertThrows(IllegalArgumentException.class, () -> labelled(List.of("a"))).getMessage();
    assertTrue(message.contains("1 names, 3 xs"), message);
  }

  private static XYChart labelled(List<String> names) {
    return PointLabels.add(Charts.scatter("points", "x", "y", Map.of("all", new double[][] {XS, YS})), names, XS, YS);
  }

  /** Dark pixels in the part of the plot where the first two points and their names are. */
  private static int inkIn(XYChart chart) {
    BufferedImage image = ChartImage.of(chart);
    int dark = 0;
    for (int y = image.getHeight() / 2; y < image.getHeight() * 3 / 4; y++) {
      for (int x = 150; x < 400; x++) {
        dark += (image.getRGB(x, y) & 0xff) < 100 ? 1 : 0;
      }
    }
    return dark;
  }
}
