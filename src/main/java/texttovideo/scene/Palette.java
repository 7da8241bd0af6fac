package texttovideo.scene;

import texttovideo.text.Colour;
import texttovideo.text.Size;

/** The pixel values behind the colour words, and the radii behind the size words. */
public final class Palette {
  private Palette() {
  }

  /** Red, green and blue of a colour, each in [0, 1]. */
  public static double[] rgb(Colour colour) {
    return switch (colour) {
      case RED -> new double[] {1, 0, 0};
      case GREEN -> new double[] {0, 0.7, 0};
      case BLUE -> new double[] {0, 0, 1};
      case YELLOW -> new double[] {1, 0.8, 0};
      case PURPLE -> new double[] {0.6, 0, 0.8};
      case BLACK -> new double[] {0, 0, 0};
    };
  }

  /** The radius of a size in canvas units (the canvas is {@link Scene#CANVAS} units wide). */
  public static double radius(Size size) {
    return switch (size) {
      case SMALL -> 7;
      case LARGE -> 11;
    };
  }
}
