package texttovideo.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AltTextTest {
  @Test
  void aLineIsToldByItsEndsAndTheExtremesBetween() {
    double[][] loss = {{0, 250, 500}, {2.1, 0.4, 0.9}};
    assertEquals("Line chart \"Training\": loss (nats) against step. "
        + "'generator' falls from 2.1 at 0 to 0.9 at 500, lowest 0.4 at 250.",
        AltText.of(Charts.lines("Training", "step", "loss (nats)", Map.of("generator", loss))));
  }

  @Test
  void aLineThatEndsWhereItBeganNeitherRisesNorFalls() {
    String flat = AltText.of(Charts.lines("t", "x", "y", Map.of("a", new double[][] {{0, 1}, {3, 3}})));
    assertTrue(flat.endsWith("'a' stays at 3 at 0 to 1."), flat);
    String back = AltText.of(Charts.lines("t", "x", "y", Map.of("a", new double[][] {{0, 1, 2}, {3, 9, 3}})));
    assertTrue(back.endsWith("'a' goes from 3 at 0 to 3 at 2, highest 9 at 1."), back);
  }

  @Test
  void missingValuesAreLeftOut() {
    double nan = Double.NaN;
    String text = AltText.of(Charts.lines("t", "x", "y", Map.of("a", new double[][] {{0, 1, 2, 3}, {nan, 1, 2, nan}})));
    assertTrue(text.endsWith("'a' rises from 1 at 1 to 2 at 2."), text);
    String none = AltText.of(Charts.scatter("t", "x", "y", Map.of("a", new double[][] {{0, 1}, {nan, nan}})));
    assertTrue(none.endsWith("'a' has no points."), none);
  }

  @Test
  void barsAreToldWithTheirErrors() {
    assertEquals("Bar chart \"Prompt accuracy\": share right against attribute. "
        + "'all': shape 0.99 ± 0.01, motion 0.9 ± 0.03.",
        AltText.of(Charts.bars("Prompt accuracy", "attribute", "share right", List.of("shape", "motion"),
            Map.of("all", new double[] {0.99, 0.9}), Map.of("all", new double[] {0.01, 0.03}))));
  }

  @Test
  void scatterAndHistogramAreToldByTheirReach() {
    String scatter = AltText.of(Charts.scatter("t", "x", "y", Map.of("a", new double[][] {{1, 4, 2}, {0, 5, 7}})));
    assertTrue(scatter.startsWith("Scatter chart"), scatter);
    assertTrue(scatter.contains("3 points, from 1 to 4 across and from 0 to 7 up"), scatter);
    String histogram = AltText.of(Charts.histogram("t", "value", new double[] {0.5, 1.5, 1.6, 2.5}, 3));
    assertTrue(histogram.startsWith("Histogram") && histogram.contains("highest between 1 and 2 with 2"), histogram);
  }

  @Test
  void aHeatMapsLargestCellsAreToldByRowAndColumn() {
    String text = AltText.of(Charts.heatMap("Shown", "shown", "asked for", List.of("circle", "square"),
        List.of("circle", "square"), new double[][] {{0.9, 0.1}, {0.25, 0.75}}));
    assertTrue(text.endsWith("2 rows by 2 columns, the largest: circle by circle 0.9, square by square 0.75, "
        + "square by circle 0.25, circle by square 0.1."), text);
  }

  @Test
  void manySeriesAreCounted() {
    Map<String, double[][]> many = new TreeMap<>();
    for (int i = 0; i < 9; i++) {
      many.put("s" + i, new double[][] {{0, 1}, {i, i + 1}});
    }
    assertTrue(AltText.of(Charts.lines("t", "x", "y", many)).endsWith("and 3 more series."));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1.5, 1.5", "0.012345, 0.0123", "12345.6, '12,346'", "-3, -3", "0.00001234, 1.23e-05",
      "99.96, 100", "1e12, 1e+12", "NaN, none", "0.9999, 1", "2000, '2,000'"})
  void numbersAreShort(double number, String text) {
    assertEquals(text, ShortNumber.of(number));
  }
}
