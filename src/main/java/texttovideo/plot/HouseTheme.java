package texttovideo.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.knowm.xchart.style.theme.AbstractBaseTheme;

/**
 * How every chart looks: dark on its own white background, which reads the same in a light and a dark notebook, and
 * series that differ in colour, in dashes and in markers, so that no reader depends on colour alone.
 *
 * <p>The colours are those of Masataka Okabe and Kei Ito, "Color Universal Design" (2008), without their yellow, which
 * fades on white.
 */
final class HouseTheme extends AbstractBaseTheme {
  static final Color PAPER = Color.WHITE;
  static final Color INK = new Color(0x222222);
  static final Color GRID = new Color(0xdddddd);

  /** From nothing to much: light enough at both ends for dark digits, and in order of lightness without colour. */
  static final Color[] SHADES = {new Color(0xffffff), new Color(0x9ecae1), new Color(0x56b4e9)};

  private static final float LINE = 2.2f;        // pixels
  private static final Color[] COLOURS = {new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73),
      new Color(0xcc79a7), new Color(0xe69f00), new Color(0x56b4e9), new Color(0x000000)};

  /** Seven colours, in the order in which series take them. */
  @Override
  public Color[] getSeriesColors() {
    return COLOURS.clone();
  }

  @Override
  public BasicStroke[] getSeriesLines() {
    return new BasicStroke[] {stroke(), stroke(10, 4), stroke(2, 4), stroke(10, 4, 2, 4), stroke(18, 6), stroke(5, 3),
        stroke(18, 4, 2, 4, 2, 4)};
  }

  private static BasicStroke stroke(float... dashes) {
    return dashes.length == 0 ? new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
  }

  @Override
  public Marker[] getSeriesMarkers() {
    return new Marker[] {SeriesMarkers.CIRCLE, SeriesMarkers.DIAMOND, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP,
        SeriesMarkers.TRIANGLE_DOWN, SeriesMarkers.CROSS, SeriesMarkers.PLUS};
  }

  @Override
  public int getMarkerSize() {
    return 7;
  }

  @Override
  public Font getChartTitleFont() {
    return getBaseFont().deriveFont(Font.BOLD, 17);
  }

  @Override
  public Font getAxisTitleFont() {
    return getBaseFont().deriveFont(15f);
  }

  @Override
  public Font getAxisTickLabelsFont() {
    return getBaseFont().deriveFont(13f);
  }

  @Override
  public Font getLegendFont() {
    return getBaseFont().deriveFont(14f);
  }

  @Override
  public Color getChartBackgroundColor() {
    return PAPER;
  }

  @Override
  public Color getChartFontColor() {
    return INK;
  }

  @Override
  public Color getAxisTickLabelsColor() {
    return INK;
  }

  @Override
  public Color getPlotGridLinesColor() {
    return GRID;
  }

  @Override
  public BasicStroke getPlotGridLinesStroke() {
    return new BasicStroke(1);
  }

  @Override
  public boolean isPlotBorderVisible() {
    return false;
  }

  @Override
  public Color getLegendBorderColor() {
    return PAPER;
  }

  @Override
  public int getLegendPadding() {
    return 12;
  }

  @Override
  public int getLegendSeriesLineLength() {
    return 36;
  }

  /** Below the plot, where it never hides data. */
  @Override
  public LegendPosition getLegendPosition() {
    return LegendPosition.OutsideS;
  }

  @Override
  public int getChartPadding() {
    return 14;
  }

  @Override
  public boolean isErrorBarsColorSeriesColor() {
    return false;
  }

  @Override
  public Color getErrorBarsColor() {
    return INK;
  }
}
