package texttovideo.eval;

import java.util.Arrays;
import java.util.BitSet;
import texttovideo.scene.SignedDistance;
import texttovideo.text.Shape;

/**
 * True shapes at many turns and radii, as small normalised pictures, to compare what a frame shows with. A picture is
 * cut around the centre of its ink and scaled by its area, so that place and size drop out; the product of two is their
 * correlation, 1 when they are the same (template matching by normalised correlation).
 */
final class Templates {
  /** Turns a shape is compared at. */
  static final int ANGLES = 36;
  /** Degrees from one turn to the next. */
  static final double STEP = 360.0 / ANGLES;

  private static final int SHAPES = Shape.values().length;
  private static final int SIDE = 20;               // cells of a picture along each side
  private static final double HALF = 1.8;           // half a picture's width, in radii of the disc of the same area
  /** The radii, in canvas units, of the shapes compared with: a small shape is a blurred one at this resolution. */
  static final double[] RADII = {3, 3.6, 4.4, 5.4, 7, 9, 11.5};

  private final float[][][] bank = new float[RADII.length][][];   // [radius][cell][shape * ANGLES + angle]

  Templates() {
    for (int r = 0; r < RADII.length; r++) {
      bank[r] = new float[SIDE * SIDE][SHAPES * ANGLES];
      for (Shape shape : Shape.values()) {
        for (int angle = 0; angle < ANGLES; angle++) {
          float[] picture = picture(drawn(shape, RADII[r], Math.toRadians(angle * STEP)));
          for (int i = 0; i < picture.length; i++) {
            bank[r][i][shape.ordinal() * ANGLES + angle] = picture[i];
          }
        }
      }
    }
  }

  /** The correlation of the ink with each shape at each turn: {@code [shape][angle]} in [-1, 1]. */
  float[][] match(Region region) {
    float[][] templates = bank[nearestRadius(region.radius())];
    float[] picture = picture(region);
    float[] product = new float[SHAPES * ANGLES];
    for (int i = 0; i < picture.length; i++) {
      float value = picture[i];
      float[] row = templates[i];
      for (int k = 0; k < product.length; k++) {
        product[k] += value * row[k];
      }
    }
    float[][] match = new float[SHAPES][];
    for (int shape = 0; shape < SHAPES; shape++) {
      match[shape] = Arrays.copyOfRange(product, shape * ANGLES, (shape + 1) * ANGLES);
    }
    return match;
  }

  /** The place in {@link #RADII} of the shape radius that comes nearest, for a disc of the same area. */
  static int nearestRadius(double discRadius) {
    int nearest = 0;
    double radius = discRadius * Math.sqrt(Math.PI / SignedDistance.area(Shape.CIRCLE));
    for (int r = 1; r < RADII.length; r++) {
      if (Math.abs(Math.log(radius / RADII[r])) < Math.abs(Math.log(radius / RADII[nearest]))) {
        nearest = r;
      }
    }
    return nearest;
  }

  /** A true shape in the middle of a canvas; the angle in radians. */
  static Region drawn(Shape shape, double radius, double angle) {
    int side = ResampledFrame.SIDE;
    double sin = Math.sin(angle);
    double cos = Math.cos(angle);
    float[] ink = new float[side * side];
    for (int i = 0; i < ink.length; i++) {
      int row = i / side;
      double x = i % side + 0.5 - side / 2.0;
      double y = row + 0.5 - side / 2.0;
      double distance = SignedDistance.distance(shape, cos * x + sin * y, cos * y - sin * x, radius);
      ink[i] = (float) Math.min(1, Math.max(0, 0.5 - distance));
    }
    BitSet all = new BitSet();
    all.set(0, ink.length);
    return Region.in(all, ink);
  }

  /** The ink around its centre, {@code [SIDE * SIDE]}, interpolated, its mean 0 and its length 1. */
  private static float[] picture(Region region) {
    float[] picture = new float[SIDE * SIDE];
    double radius = region.radius();
    double sum = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        float value = region.at(region.x() + offset(column) * radius, region.y() + offset(row) * radius);
        picture[row * SIDE + column] = value;
        sum += value;
      }
    }
    double squares = 0;
    for (int i = 0; i < picture.length; i++) {
      picture[i] -= (float) (sum / picture.length);
      squares += picture[i] * picture[i];
    }
    for (int i = 0; i < picture.length; i++) {
      picture[i] /= (float) Math.sqrt(squares + 1e-12);   // a page without contrast correlates with nothing
    }
    return picture;
  }

  private static double offset(int cell) {
    return (2 * (cell + 0.5) / SIDE - 1) * HALF;
  }
}
