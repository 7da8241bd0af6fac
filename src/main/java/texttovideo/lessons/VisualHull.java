package texttovideo.lessons;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A solid of small cubes, carved out of a block by its shadows: what is left is the largest body that casts all of them
 * (Laurentini 1994, "The visual hull concept for silhouette-based image understanding").
 *
 * <p>The block fills {@code [-1, 1]} in the directions x (right), y (up) and z (towards the viewer). Light is parallel.
 */
public final class VisualHull {
  private static final int PICTURE = 320;          // pixels
  private static final double TILT = Math.toRadians(28);
  private static final double VIEW = 1.75;         // half the width of what a picture shows: the block's corners fit

  private final int size;
  private final boolean[] solid;                   // [y, z, x]

  /** A whole block of {@code size} cubes along each edge, at least 2. */
  public VisualHull(int size) {
    if (size < 2) {
      throw new IllegalArgumentException("a block needs at least 2 cubes an edge, not " + size);
    }
    this.size = size;
    this.solid = new boolean[size * size * size];
    Arrays.fill(solid, true);
  }

  /** Removes what casts no shadow seen from the side, after a turn of the solid about its vertical axis. */
  public VisualHull carve(Shadow shadow, double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    return keep((x, y, z) -> at(shadow.dark(), -y, cos * x + sin * z));
  }

  /** Removes what casts no shadow seen from above; the shadow's last row lies towards the viewer. */
  public VisualHull carveFromAbove(Shadow shadow) {
    return keep((x, y, z) -> at(shadow.dark(), z, x));
  }

  /** The shadow that the solid casts to the side after a turn, {@code size} samples along each edge. */
  public Shadow shadow(double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    boolean[][] shadow = new boolean[size][size];
    keep((x, y, z) -> {
      mark(shadow, -y, cos * x + sin * z);
      return true;
    });
    return new Shadow(shadow);
  }

  /** The shadow that the solid casts downwards. */
  public Shadow shadowFromAbove() {
    boolean[][] shadow = new boolean[size][size];
    keep((x, y, z) -> {
      mark(shadow, z, x);
      return true;
    });
    return new Shadow(shadow);
  }

  /** The volume, of the block's 8. */
  public double volume() {
    int cubes = 0;
    for (boolean cube : solid) {
      cubes += cube ? 1 : 0;
    }
    return 8.0 * cubes / solid.length;
  }

  /** Draws the solid as seen from a little above, after a turn, lit from the upper left. */
  public BufferedImage picture(double degrees) {
    BufferedImage image = new BufferedImage(PICTURE, PICTURE, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < PICTURE; row++) {
      for (int column = 0; column < PICTURE; column++) {
        double u = VIEW * (2 * (column + 0.5) / PICTURE - 1);
        double v = VIEW * (1 - 2 * (row + 0.5) / PICTURE);
        image.setRGB(column, row, colour(u, v, Math.toRadians(degrees)));
      }
    }
    return image;
  }

  private interface Place {
    boolean test(double x, double y, double z);
  }

  private VisualHull keep(Place wanted) {
    for (int i = 0; i < solid.length; i++) {
      solid[i] = solid[i] && wanted.test(centre(i % size), centre(i / (size * size)), centre(i / size % size));
    }
    return this;
  }

  private double centre(int index) {
    return 2 * (index + 0.5) / size - 1;
  }

  private static int index(double place, int count) {
    return (int) Math.floor((place + 1) / 2 * count);
  }

  private static boolean at(boolean[][] shadow, double down, double right) {
    int row = index(down, shadow.length);
    int column = index(right, shadow[0].length);
    return row >= 0 && row < shadow.length && column >= 0 && column < shadow[0].length && shadow[row][column];
  }

  private static void mark(boolean[][] shadow, double down, double right) {
    int column = index(right, shadow.length);
    if (column >= 0 && column < shadow.length) {   // a corner of the block may turn out of the frame
      shadow[index(down, shadow.length)][column] = true;
    }
  }

  private boolean isSolid(double x, double y, double z) {
    int column = index(x, size);
    int floor = index(y, size);
    int row = index(z, size);
    return Math.min(column, Math.min(floor, row)) >= 0 && Math.max(column, Math.max(floor, row)) < size
        && solid[(floor * size + row) * size + column];
  }

  /** Follows the line of sight through a point of the picture, from the viewer into the depth. */
  private int colour(double u, double v, double turn) {
    for (double depth = VIEW; depth > -VIEW; depth -= 1.0 / size) {
      double y = Math.cos(TILT) * v + Math.sin(TILT) * depth;
      double forward = Math.cos(TILT) * depth - Math.sin(TILT) * v;
      double x = Math.cos(turn) * u - Math.sin(turn) * forward;
      double z = Math.sin(turn) * u + Math.cos(turn) * forward;
      if (isSolid(x, y, z)) {
        double light = light(x, y, z, turn);
        return (int) (60 + 60 * light) << 16 | (int) (90 + 110 * light) << 8 | (int) (120 + 130 * light);
      }
    }
    return 0xffffff;
  }

  /** Brightness from 0 to 1: how far the surface faces the lamp. Its direction is where the neighbourhood is empty. */
  private double light(double x, double y, double z, double turn) {
    double[] normal = new double[3];
    double step = 2.0 / size;
    for (int i = 0; i < 125; i++) {
      int[] to = {i % 5 - 2, i / 5 % 5 - 2, i / 25 - 2};
      if (!isSolid(x + to[0] * step, y + to[1] * step, z + to[2] * step)) {
        for (int axis = 0; axis < 3; axis++) {
          normal[axis] += to[axis];
        }
      }
    }
    double length = Math.max(1e-9, Math.hypot(normal[0], Math.hypot(normal[1], normal[2])));
    double toTheRight = Math.cos(turn) * normal[0] + Math.sin(turn) * normal[2];
    double toTheViewer = Math.cos(turn) * normal[2] - Math.sin(turn) * normal[0];
    return Math.max(0, (-0.45 * toTheRight + 0.75 * normal[1] + 0.48 * toTheViewer) / length);
  }
}
