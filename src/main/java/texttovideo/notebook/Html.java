package texttovideo.notebook;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;
import texttovideo.plot.AltText;
import texttovideo.video.Clip;
import texttovideo.video.PngFrames;

/** Values as HTML fragments that JupyterLab shows even where it distrusts the notebook, and that survive export. */
public final class Html {
  private Html() {
  }

  /** The fragment for any value; one that has no look of its own shows its text. */
  static String of(Object value) {
    if (value instanceof HtmlDisplayable displayable) {
      return displayable.html();
    }
    if (value instanceof Clip clip) {
      return Gallery.of(clip, Gallery.describe(clip)).html();
    }
    if (value instanceof Table table) {
      return TableHtml.of(table);
    }
    if (value instanceof Chart<?, ?> chart) {
      return Picture.of(chart).html();
    }
    if (value instanceof BufferedImage image) {
      return Picture.of(image, words(image)).html();
    }
    return "<pre>" + escape(text(value)) + "</pre>";
  }

  /** The same in words, for terminals, logs and whoever hears the page. */
  static String text(Object value) {
    if (value instanceof Chart<?, ?> chart) {
      return AltText.of(chart);
    }
    if (value instanceof Table table) {
      return TableHtml.text(table);
    }
    return value instanceof BufferedImage image ? words(image) : String.valueOf(value);
  }

  private static String words(BufferedImage image) {
    return "a picture of " + image.getWidth() + " by " + image.getHeight() + " pixels";
  }

  /**
   * An image element.
   *
   * @param width on the page, in CSS pixels
   */
  static String image(BufferedImage image, String alt, int width) {
    try {
      return "<img src=\"" + data("image/png", PngFrames.png(image)) + "\" alt=\"" + escape(alt) + "\" width=\"" + width
          + "\" style=\"border:1px solid #bbb\">";
    } catch (IOException e) {
      throw new UncheckedIOException(e);         // nothing is written outside memory
    }
  }

  /** The bytes as an address that stands for them. */
  public static String data(String mime, byte[] bytes) {
    return "data:" + mime + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  /** Text as it stands between tags and in attributes. */
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
