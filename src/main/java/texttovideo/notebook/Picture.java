package texttovideo.notebook;

import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;
import texttovideo.plot.AltText;
import texttovideo.plot.ChartImage;
import texttovideo.video.Clip;
import texttovideo.video.ContactSheet;

/**
 * A picture with the words that stand for it where it is not seen.
 *
 * @param alt   what the picture shows
 * @param width on the page, in CSS pixels
 */
public record Picture(BufferedImage image, String alt, int width) implements HtmlDisplayable {
  private static final int SMALL = 256;          // pixel art below this width is enlarged by a whole factor

  /** Checks that there are words. */
  public Picture {
    if (alt.isBlank() || width < 1) {
      throw new IllegalArgumentException("a picture needs an alt text and a positive width, not \"" + alt + "\" and "
          + width);
    }
  }

  /** Any picture. A small one is shown larger, each pixel as a square. */
  public static Picture of(BufferedImage image, String alt) {
    int factor = Math.max(1, SMALL / image.getWidth());
    return new Picture(enlarged(image, factor), alt, image.getWidth() * factor);
  }

  /** A chart, with words computed from its data. */
  public static Picture of(Chart<?, ?> chart) {
    return new Picture(ChartImage.of(chart), AltText.of(chart), chart.getWidth());
  }

  /** All frames of the clips, one clip a row. */
  public static Picture contactSheet(List<Clip> clips, List<String> captions) {
    return contactSheet(clips, captions, 1);
  }

  /** All frames of the clips, several clips a row. */
  public static Picture contactSheet(List<Clip> clips, List<String> captions, int columns) {
    BufferedImage sheet = ContactSheet.of(clips, captions, columns);
    String count = clips.size() == 1 ? "one clip" : clips.size() + " clips";
    return new Picture(sheet, "Contact sheet, every frame of " + count + ": " + String.join("; ", captions) + ".",
        sheet.getWidth());
  }

  /** The same picture, larger or smaller on the page. */
  public Picture width(int pixels) {
    return new Picture(image, alt, pixels);
  }

  private static BufferedImage enlarged(BufferedImage image, int factor) {
    if (factor == 1) {
      return image;
    }
    BufferedImage large = new BufferedImage(image.getWidth() * factor, image.getHeight() * factor,
        BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < large.getHeight(); y++) {
      for (int x = 0; x < large.getWidth(); x++) {
        large.setRGB(x, y, image.getRGB(x / factor, y / factor));
      }
    }
    return large;
  }

  @Override
  public String html() {
    return Html.image(image, alt, width);
  }

  @Override
  public String toString() {
    return alt;
  }
}
