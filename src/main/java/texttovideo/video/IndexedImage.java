package texttovideo.video;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;

/** Pictures in one byte a pixel, with a {@link IndexedPixels}: what GIF needs, and what halves a chart's PNG file. */
public final class IndexedImage {
  private IndexedImage() {
  }

  /** The same picture in its own table of colours. Transparency is left out. */
  public static BufferedImage of(BufferedImage image) {
    int width = image.getWidth();
    return of(image.getRGB(0, 0, width, image.getHeight(), null, 0, width), width);
  }

  /**
   * The same for pixels in rows from the top.
   *
   * @param pixels 8 bits each of red, green and blue from the lowest 24 down; the highest 8 are not looked at
   */
  static BufferedImage of(int[] pixels, int width) {
    IndexedPixels palette = IndexedPixels.of(pixels);
    BufferedImage indexed = new BufferedImage(width, pixels.length / width, BufferedImage.TYPE_BYTE_INDEXED,
        new IndexColorModel(8, palette.colours().length, palette.colours(), 0, false, -1, 0));
    byte[] out = ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData();
    System.arraycopy(palette.pixels(), 0, out, 0, out.length);
    return indexed;
  }
}
