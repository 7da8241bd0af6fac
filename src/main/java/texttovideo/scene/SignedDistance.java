package texttovideo.scene;

import texttovideo.text.Shape;

/**
 * The shapes as signed distances from their outlines: negative inside, positive outside, in canvas units. Every shape has a
 * bar-shaped hole, the mark, that points up while the shape is not rotated: without it nobody could see a circle rotate.
 */
public final class SignedDistance {
  private static final double SQUARE_HALF_SIDE = 0.886;   // gives the square about the area of the circle, pi R^2
  private static final double TRIANGLE_RADIUS = 1.45;     // from the centre to a corner
  private static final double MARK_HALF_WIDTH = 0.25;
  private static final double MARK_BELOW = 0.10;
  private static final double MARK_ABOVE = 0.75;

  private SignedDistance() {
  }

  /**
   * How far the point lies outside the shape (negative: inside), its mark taken out.
   *
   * @param u      the point's offset to the right of the centre, in the shape's own rotated axes
   * @param v      the point's offset below the centre, likewise
   * @param radius the shape's radius, in the same unit
   */
  public static double distance(Shape shape, double u, double v, double radius) {
    double body = switch (shape) {
      case CIRCLE -> Math.sqrt(u * u + v * v) - radius;
      case SQUARE -> larger(Math.abs(u), Math.abs(v)) - SQUARE_HALF_SIDE * radius;
      case TRIANGLE -> larger(v, Math.sqrt(3) / 2 * Math.abs(u) - v / 2) - TRIANGLE_RADIUS * radius / 2;
    };
    return larger(body, -mark(u, v, radius));
  }

  private static double mark(double u, double v, double radius) {
    return larger(Math.abs(u) - MARK_HALF_WIDTH * radius,
        larger(v - MARK_BELOW * radius, -v - MARK_ABOVE * radius));
  }

  /** Of two numbers; much faster than {@link Math#max}, which has to think of NaN and -0. */
  private static double larger(double a, double b) {
    return a > b ? a : b;
  }

  /** How far a shape reaches from its centre at any rotation, in radii. */
  public static double reach(Shape shape) {
    return switch (shape) {
      case CIRCLE -> 1;
      case SQUARE -> SQUARE_HALF_SIDE * Math.sqrt(2);
      case TRIANGLE -> TRIANGLE_RADIUS;
    };
  }

  /** The area of a shape of radius 1 without its mark, in squared radii. */
  public static double area(Shape shape) {
    double mark = 2 * MARK_HALF_WIDTH * (MARK_BELOW + MARK_ABOVE);
    return switch (shape) {
      case CIRCLE -> Math.PI - mark;
      case SQUARE -> 4 * SQUARE_HALF_SIDE * SQUARE_HALF_SIDE - mark;
      case TRIANGLE -> 0.75 * Math.sqrt(3) * TRIANGLE_RADIUS * TRIANGLE_RADIUS - mark;
    };
  }
}
