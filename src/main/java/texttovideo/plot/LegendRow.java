package texttovideo.plot;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.chartpart.RenderableSeries.LegendRenderType;
import org.knowm.xchart.internal.series.AxesChartSeries;
import org.knowm.xchart.internal.series.MarkerSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendLayout;

/**
 * The legend below a chart, in place of XChart's own: every sign stands nearer to its own name than to the one before it, and
 * the names stand on one line.
 */
final class LegendRow {
  private static final int ROOM = 42;            // points at the lower edge that XChart's legend takes, at least
  private static final int MIDDLE = 25;          // of the row, above the lower edge
  private static final int SIGN = 6;             // between a sign and its name
  private static final int ENTRY = 28;           // between a name and the next sign
  private static final int BOX = 16;
  private static final int MARKER = 8;

  private final Chart<?, ?> chart;
  private final Graphics2D graphics;

  private LegendRow(Chart<?, ?> chart, Graphics2D graphics) {
    this.chart = chart;
    this.graphics = graphics;
  }

  /** Paints it over the one of a chart that has just been painted, if that is a row below the plot. */
  static void paint(Chart<?, ?> chart, Graphics2D graphics) {
    Styler styler = chart.getStyler();
    if (styler.isLegendVisible() && styler.getLegendLayout() == LegendLayout.Horizontal
        && styler.getLegendPosition() == Styler.LegendPosition.OutsideS) {
      new LegendRow(chart, graphics).paint();
    }
  }

  private void paint() {
    List<? extends AxesChartSeries> entries = chart.getSeriesMap().values().stream().map(AxesChartSeries.class::cast)
        .filter(series -> series.isShowInLegend() && series.isEnabled()).toList();
    Font font = chart.getStyler().getLegendFont();
    double width = entries.stream().mapToDouble(each -> sign(each) + SIGN + textWidth(each, font)).sum()
        + ENTRY * (entries.size() - 1);
    boolean boxes = entries.stream().anyMatch(LegendRow::isBox);
    int height = chart.getHeight();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(HouseTheme.PAPER);
    graphics.fill(new Rectangle2D.Double(0, height - (boxes ? ROOM : ROOM - BOX / 2.0), chart.getWidth(), ROOM));
    graphics.setFont(font);
    double x = (chart.getWidth() - width) / 2;
    double middle = height - MIDDLE;
    double baseline = middle + font.getSize2D() * 0.36;      // half of a capital letter's height
    for (AxesChartSeries each : entries) {
      paintSign(each, x, middle);
      x += sign(each) + SIGN;
      graphics.setColor(HouseTheme.INK);
      graphics.drawString(each.getLabel(), (float) x, (float) baseline);
      x += textWidth(each, font) + ENTRY;
    }
  }

  private static boolean isBox(AxesChartSeries series) {
    LegendRenderType type = series.getLegendRenderType();
    return type == LegendRenderType.Box || type == LegendRenderType.BoxNoOutline;
  }

  private static boolean isPoint(AxesChartSeries series) {
    return series.getLegendRenderType() == LegendRenderType.Scatter;
  }

  private double sign(AxesChartSeries series) {
    return isBox(series) ? BOX : isPoint(series) ? MARKER : chart.getStyler().getLegendSeriesLineLength();
  }

  private double textWidth(AxesChartSeries series, Font font) {
    return font.getStringBounds(series.getLabel(), graphics.getFontRenderContext()).getWidth();
  }

  private void paintSign(AxesChartSeries series, double x, double middle) {
    double width = sign(series);
    if (isBox(series)) {
      graphics.setColor(series.getFillColor());
      graphics.fill(new Rectangle2D.Double(x, middle - BOX / 2.0, BOX, BOX));
      return;
    }
    MarkerSeries marked = (MarkerSeries) series;
    if (!isPoint(series)) {
      graphics.setColor(series.getLineColor());
      graphics.setStroke(series.getLineStyle() == null ? new BasicStroke() : series.getLineStyle());
      graphics.draw(new Line2D.Double(x, middle, x + width, middle));
    }
    if (marked.getMarker() != null) {
      graphics.setColor(marked.getMarkerColor());
      marked.getMarker().paint(graphics, x + width / 2, middle, MARKER);
    }
  }
}
