package texttovideo.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.knowm.xchart.internal.chartpart.Chart;
import texttovideo.video.AtomicFile;
import texttovideo.video.IndexedImage;
import texttovideo.video.PngFrames;

/** Draws a chart as pixels. */
public final class ChartImage {
  /** Pixels a point in each direction: sharp on screens with two, and in print. */
  public static final int PIXEL_RATIO = 2;

  private ChartImage() {
  }

  /** A picture of {@link #PIXEL_RATIO} times the chart's size. */
  public static BufferedImage of(Chart<?, ?> chart) {
    BufferedImage image = new BufferedImage(chart.getWidth() * PIXEL_RATIO, chart.getHeight() * PIXEL_RATIO,
        BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PIXEL_RATIO, PIXEL_RATIO);
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    graphics.dispose();
    return IndexedImage.of(image);
  }

  /** Writes the chart as a PNG file, whole or not at all. */
  public static void write(Chart<?, ?> chart, Path file) throws IOException {
    AtomicFile.write(file, PngFrames.png(of(chart)));
  }
}
