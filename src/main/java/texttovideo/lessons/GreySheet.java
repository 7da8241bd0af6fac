package texttovideo.lessons;

import java.awt.image.BufferedImage;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Draws rows of numbers as small grey pictures, side by side. */
public final class GreySheet {
  private static final int COLUMNS = 12;
  private static final int SCALE = 4;              // screen pixels a pixel
  private static final int GAP = 4;                // screen pixels between pictures

  private GreySheet() {
  }

  /**
   * Twelve pictures a row, on grey.
   *
   * @param pictures {@code [N, side * side]}, ink from -1 (white, the background) to 1 (black); numbers outside are clamped
   */
  public static BufferedImage of(INDArray pictures) {
    int side = (int) Math.round(Math.sqrt(pictures.columns()));
    int cell = side * SCALE + GAP;
    int rows = (pictures.rows() + COLUMNS - 1) / COLUMNS;
    BufferedImage image = new BufferedImage(COLUMNS * cell, rows * cell, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int number = y / cell * COLUMNS + x / cell;
        boolean inside = x % cell < side * SCALE && y % cell < side * SCALE && number < pictures.rows();
        double ink = inside ? pictures.getDouble(number, y % cell / SCALE * side + x % cell / SCALE) : 0;
        int grey = (int) Math.round(127.5 * (1 - Math.max(-1, Math.min(1, ink))));
        image.setRGB(x, y, grey * 0x10101);
      }
    }
    return image;
  }
}
