package texttovideo.video;

import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;

/**
 * RGB as H.264 stores it: brightness (Y) a pixel, two colour differences (Cb, Cr) a block of 2x2 pixels, in the limited
 * range of ITU-R BT.601, which players assume of small videos. JCodec's own conversion fills the full range instead, so
 * that players show crushed darks.
 */
final class Bt601 {
  private Bt601() {
  }

  /**
   * One frame as JCodec's encoder takes it: values centred on 0, odd sizes padded to even ones by repeating the edge.
   *
   * @param rgb {@code byte[H * W * 3]}, laid out as {@link Clip} has it
   */
  static Picture toPicture(byte[] rgb, int height, int width) {
    Picture picture = Picture.create(width + 1 & ~1, height + 1 & ~1, ColorSpace.YUV420J);
    byte[] luma = picture.getPlaneData(0);
    byte[] blueness = picture.getPlaneData(1);
    byte[] redness = picture.getPlaneData(2);
    int wide = picture.getWidth();
    for (int y = 0; y < picture.getHeight(); y += 2) {
      for (int x = 0; x < wide; x += 2) {
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int corner = 0; corner < 4; corner++) {
          int row = y + corner / 2;
          int column = x + corner % 2;
          int at = (Math.min(row, height - 1) * width + Math.min(column, width - 1)) * 3;
          int r = rgb[at] & 0xff;
          int g = rgb[at + 1] & 0xff;
          int b = rgb[at + 2] & 0xff;
          luma[row * wide + column] = (byte) (Math.round(16 + (65.481 * r + 128.553 * g + 24.966 * b) / 255) - 128);
          red += r / 4.0;
          green += g / 4.0;
          blue += b / 4.0;
        }
        int block = y / 2 * (wide / 2) + x / 2;
        blueness[block] = (byte) Math.round((-37.797 * red - 74.203 * green + 112 * blue) / 255);
        redness[block] = (byte) Math.round((112 * red - 93.786 * green - 18.214 * blue) / 255);
      }
    }
    return picture;
  }
}
