package texttovideo.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class ChartsTest {
  private static final double[][] LINE = {{0, 1, 2}, {5, 3, 4}};

  @Test
  void anAxisWithoutALabelIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Charts.lines("title", "step", " ", Map.of("a", LINE)));
  }

  @Test
  void unequalLengthsAreRefusedByTheSeriesName() {
    double[][] wrong = {{0, 1}, {5}};
    var error = assertThrows(IllegalArgumentException.class,
        () -> Charts.lines("t", "x", "y", Map.of("odd one", wrong)));
    assertTrue(error.getMessage().contains("odd one"));
  }

  @Test
  void seriesKeepTheirOrderAndOrderlessOnesGoByName() {
    Map<String, double[][]> ordered = new LinkedHashMap<>();
    List.of("z", "b", "a").forEach(name -> ordered.put(name, LINE));
    assertEquals(List.of("z", "b", "a"), names(Charts.lines("t", "x", "y", ordered)));
    assertEquals(List.of("a", "b", "z"), names(Charts.lines("t", "x", "y", Map.of("z", LINE, "b", LINE, "a", LINE))));
  }

  @Test
  void everySeriesDiffersInColourAndInDashes() {
    XYChart chart = Charts.lines("t", "x", "y", Map.of("a", LINE, "b", LINE, "c", LINE));
    assertEquals(3, chart.getSeriesMap().values().stream().map(XYSeries::getLineColor).distinct().count());
    assertEquals(3, chart.getSeriesMap().values().stream()
        .map(series -> Arrays.toString(series.getLineStyle().getDashArray())).distinct().count());
  }

  @Test
  void aTablesColumnsBecomeLines() {
    Table log = Table.create("log", IntColumn.create("step", 1, 2, 3), DoubleColumn.create("loss", 3.0, 2.0, 1.0));
    XYSeries series = Charts.lines("t", "step", "loss (nats)", log, "step", "loss").getSeriesMap().get("loss");
    assertEquals("[3.0, 2.0, 1.0]", Arrays.toString(series.getYData()));
  }

  @Test
  void aValueOnAnEdgeFallsIntoTheBinThatBeginsThere() {
    double[] steps = {0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7};
    double[] bars = Charts.histogram("t", "share", steps, 14).getSeriesMap().get("share").getYData();
    assertArrayEquals(new double[] {1}, Arrays.stream(bars).filter(bar -> bar > 0).distinct().toArray());
  }

  @Test
  void aHistogramCountsEveryValueOnce() {
    double[] values = IntStream.range(0, 1000).mapToDouble(i -> i * 0.0137 - 3).toArray();
    Bins bins = Bins.covering(List.of(values), 30);
    double[] heights = bins.outline(values)[1];
    double sum = IntStream.range(0, bins.count()).mapToDouble(i -> heights[2 * i + 1]).sum();
    assertEquals(1000, sum);
    assertEquals(0.5, bins.width());
    assertTrue(bins.low() <= -3 && bins.low() + bins.count() * bins.width() >= values[999]);
  }

  @Test
  void valuesThatAreAllEqualMakeOneBar() {
    Bins bins = Bins.covering(List.of(new double[] {2, 2, 2}), 10);
    assertEquals(1, bins.count());
    assertEquals(3, bins.outline(new double[] {2, 2, 2})[1][1]);
  }

  @Test
  void aChartHoldsTheDataThatItWasGiven() {
    double[] xs = IntStream.range(0, 50).mapToDouble(i -> 420 * i).toArray();
    double[] ys = IntStream.range(0, 50).mapToDouble(i -> i % 7).toArray();
    XYSeries series = Charts.lines("t", "x", "y", Map.of("a", new double[][] {xs, ys})).getSeriesMap().get("a");
    assertArrayEquals(xs, series.getXData());
    assertArrayEquals(ys, series.getYData());
  }

  @Test
  void theNumbersOfTheXAxisAreRoundAndFewWholeOnesEachHaveTheirOwn() {
    assertEquals(IntStream.rangeClosed(0, 10).mapToObj(i -> ShortNumber.of(2000 * i)).toList(),
        labels(IntStream.range(0, 50).mapToDouble(i -> 420 * i).toArray()));
    assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1"),
        labels(IntStream.range(0, 8).mapToDouble(i -> i / 7.0).toArray()));
    assertEquals(List.of("1", "2", "3", "4", "5"), labels(new double[] {1, 2, 3, 4, 5}));
  }

  private static List<String> labels(double[] xs) {
    List<String> labels = new ArrayList<>();
    XYChart chart = new XYChart(760, 420) {
      @Override
      public void paint(Graphics2D graphics, int width, int height) {
        super.paint(graphics, width, height);
        List<String> all = axisPair.getXAxis().getAxisTickCalculator().getTickLabels();
        List<Double> places = axisPair.getXAxis().getAxisTickCalculator().getTickLocations();
        double end = axisPair.getXAxis().getBounds().getWidth();
        IntStream.range(0, all.size()).filter(i -> places.get(i) >= 0 && places.get(i) <= end).mapToObj(all::get)
            .forEach(labels::add);
      }
    };
    chart.getStyler().setXAxisTickMarkSpacingHint(90);
    chart.getStyler().setLocale(Locale.ROOT);
    chart.addSeries("a", xs, xs);
    ChartImage.of(chart);
    assertEquals(null, chart.getStyler().getXAxisMax());
    return labels;
  }

  @Test
  void chartsLookTheSameInEveryLocale() {
    List<BufferedImage> here = pictures();
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      List<BufferedImage> there = pictures();
      for (int i = 0; i < here.size(); i++) {
        assertArrayEquals(pixels(here.get(i)), pixels(there.get(i)), "chart " + i);
      }
    } finally {
      Locale.setDefault(usual);
    }
  }

  private static List<BufferedImage> pictures() {
    double[][] line = {{0, 1000.5, 2000}, {5, 3, 4}};
    List<String> names = List.of("a", "b");
    return List.of(ChartImage.of(Charts.lines("t", "x", "y", Map.of("a", line))),
        ChartImage.of(Charts.scatter("t", "x", "y", Map.of("a", line))),
        ChartImage.of(Charts.bars("t", "x", "y", names, Map.of("s", new double[] {0.5, 1}))),
        ChartImage.of(Charts.heatMap("t", "x", "y", names, names, new double[][] {{0.9, 0.1}, {0, 1}})));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void aChartsPictureIsWhiteWithInk() {
    BufferedImage image = ChartImage.of(Charts.bars("t", "split", "share", List.of("a", "b"), Map.of("s",
        new double[] {0.5, 1}), Map.of("s", new double[] {0.1, 0.1})));
    assertEquals(0xffffffff, image.getRGB(0, 0));
    int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    assertTrue(Arrays.stream(pixels).filter(pixel -> pixel == 0xff0072b2).count() > 10_000);
  }

  @Test
  void aDashedLineOfManyPointsHasGaps() {
    double[] xs = IntStream.rangeClosed(0, 2000).asDoubleStream().toArray();
    double[] ys = Arrays.stream(xs).map(x -> 1 + x / 2000).toArray();
    Map<String, double[][]> two = new LinkedHashMap<>();
    two.put("solid", new double[][] {xs, ys});
    two.put("dashed", new double[][] {xs, Arrays.stream(ys).map(y -> y + 1).toArray()});
    XYChart chart = Charts.lines("t", "x", "y", two);
    int[] pixels = pixels(ChartImage.of(chart));
    long solid = Arrays.stream(pixels).filter(pixel -> pixel == 0xff0072b2).count();
    long dashed = Arrays.stream(pixels).filter(pixel -> pixel == 0xffd55e00).count();
    assertEquals(10 / 14.0, (double) dashed / solid, 0.08, "10 of 14 pixels are on");
    assertArrayEquals(xs, chart.getSeriesMap().get("dashed").getXData());
  }

  @Test
  void aLegendsSignIsNearerToItsOwnName() {
    Map<String, double[][]> two = new LinkedHashMap<>();
    two.put("IIII", LINE);
    two.put("HHHH", LINE);
    BufferedImage image = ChartImage.of(Charts.scatter("t", "x", "y", two));
    int[] row = image.getRGB(0, image.getHeight() - 50, image.getWidth(), 1, null, 0, image.getWidth());
    int sign = IntStream.range(0, row.length).filter(x -> row[x] == 0xffd55e00).max().orElseThrow();
    int before = IntStream.range(0, sign).filter(x -> row[x] == 0xff222222).max().orElseThrow();
    int after = IntStream.range(sign, row.length).filter(x -> row[x] == 0xff222222).min().orElseThrow();
    assertTrue(after - sign < (sign - before) / 2, after + ", " + sign + ", " + before);
  }

  @Test
  void lyingBarsAreToldInWords() {
    XYChart chart = Charts.rows("t", "clips", "motion", List.of("up", "down"), Map.of("all", new double[] {3, 4.5}));
    assertEquals("Bar chart \"t\": motion against clips. 'all': up 3, down 4.5.", AltText.of(chart));
  }

  @Test
  void aCircleOnThePlaneIsRound() {
    double[] xs = {-1, 1, 0, 0};
    double[] ys = {0, 0, -1, 1};
    XYChart chart = Charts.plane("t", "x", "y", -1.6, 1.6, Map.of("a", new double[][] {xs, ys}, "b", LINE));
    ChartImage.of(chart);
    assertEquals(chart.getScreenXFromChart(1) - chart.getScreenXFromChart(-1),
        chart.getScreenYFromChart(-1) - chart.getScreenYFromChart(1), 6);
  }

  private static List<String> names(XYChart chart) {
    return List.copyOf(chart.getSeriesMap().keySet());
  }

  @Test
  void intervalsKeepTheirUnevenEndsAndAreTold() {
    XYChart chart = Charts.intervals("t", "share, 95% interval", "split", List.of("seen", "new"),
        Map.of("clips", new double[][] {{1, 0.5}, {0.9, 0.25}, {1, 0.75}}));
    assertEquals(1, Arrays.stream(chart.getSeriesMap().get("clips" + AltText.ENDS).getXData()).max().orElseThrow());
    String told = AltText.of(chart);
    assertTrue(told.contains("'clips': seen 1 (0.9 to 1), new 0.5 (0.25 to 0.75)"), told);
    assertTrue(told.startsWith("Interval chart"), told);
    ChartImage.of(chart);
  }

  @Test
  void manyRowsArePaintedWithTheirNames() {
    List<String> names = IntStream.range(0, 25).mapToObj(i -> "row " + i).toList();
    double[] values = IntStream.range(0, 25).mapToDouble(i -> i / 25.0).toArray();
    ChartImage.of(Charts.rows("t", "share", "row", names, Map.of("a", values, "b", values)));
    for (int rows : new int[] {1, 5, 8, 25}) {
      double[] some = Arrays.copyOf(values, rows);
      ChartImage.of(Charts.intervals("t", "share", "row", names.subList(0, rows),
          Map.of("a", new double[][] {some, some, some}, "b", new double[][] {some, some, some})));
    }
  }

  @Test
  void noTwoPlacesHaveTheSameUnseenLabel() {
    assertEquals(401, IntStream.rangeClosed(-200, 200).mapToObj(i -> Charts.unseen(i / 10.0)).distinct().count());
  }
}
