package texttovideo.model;

/**
 * The centre of what a sprite shows: of its outline rather than of its ink, so that a mark left out of the ink moves it little.
 * Placed by its centre, an object is where its pose says, wherever in the square it was drawn.
 *
 * <p>It is the point to which the sixth powers of the distances of all ink have the least sum. That is the centre of any outline
 * that looks the same after a part of a turn. With squares it would be the centre of the ink, which the mark moves; powers above
 * the sixth look at corners alone. Newton's method finds it, since the sum has one least point and is smooth; it halves the error
 * and better at each step, so that sprites of any size come to within rounding.
 */
final class SpriteCentre {
  private static final int MOST_STEPS = 60;
  private static final double NEAR = 1e-9;       // of the square's half: no pixel of any frame sees less
  private static final double NOTHING = 1e-9;    // added to the curvature, for a sprite without ink

  private final int pixels;      // P*P
  private final double[] x;      // [P*P], from -1 to 1
  private final double[] y;

  /** @param side height and width of the sprites, P */
  SpriteCentre(int side) {
    pixels = side * side;
    x = new double[pixels];
    y = new double[pixels];
    for (int i = 0; i < pixels; i++) {
      int row = i / side;
      x[i] = (i % side + 0.5) / side * 2 - 1;
      y[i] = (row + 0.5) / side * 2 - 1;
    }
  }

  /** The centre (x, y) of a sprite {@code [P * P]}, in halves of its square from the square's centre. */
  double[] of(float[] sprite) {
    double[] centre = new double[2];
    for (int step = 0; step < MOST_STEPS; step++) {
      Sum sum = new Sum(sprite, centre);
      double[] move = sum.solve(sum.slopeX, sum.slopeY);
      centre[0] += move[0];
      centre[1] += move[1];
      if (Math.abs(move[0]) + Math.abs(move[1]) < NEAR) {
        break;
      }
    }
    return centre;
  }

  /** How far the ink of a sprite {@code [P * P]} reaches from a point, in halves of its square; 0 if there is none. */
  double reach(float[] sprite, double[] point) {
    double square = 0;
    for (int i = 0; i < pixels; i++) {
      if (sprite[i] > 0) {
        double right = x[i] - point[0];
        double below = y[i] - point[1];
        square = Math.max(square, right * right + below * below);
      }
    }
    return Math.sqrt(square);
  }

  /**
   * Adds to the gradient {@code [P * P]} at a sprite, from that at its centre: more ink at a pixel pulls the centre there until
   * the slopes are in balance again (the implicit function theorem).
   */
  void backward(float[] sprite, double[] centre, double[] dCentre, float[] dSprite) {
    double[] force = new Sum(sprite, centre).solve(dCentre[0], dCentre[1]);
    for (int i = 0; i < pixels; i++) {
      double right = x[i] - centre[0];
      double below = y[i] - centre[1];
      double square = right * right + below * below;
      dSprite[i] += (float) (square * square * (right * force[0] + below * force[1]));
    }
  }

  /** How the sum of a sprite's sixth powers, divided by 6, falls and bends at a point. */
  private final class Sum {
    private double slopeX;
    private double slopeY;
    private double bendXX = NOTHING;
    private double bendXY;
    private double bendYY = NOTHING;

    Sum(float[] sprite, double[] point) {
      for (int i = 0; i < pixels; i++) {
        double right = x[i] - point[0];
        double below = y[i] - point[1];
        double square = right * right + below * below;
        double ink = sprite[i] * square;
        slopeX += ink * square * right;
        slopeY += ink * square * below;
        bendXX += ink * (square + 4 * right * right);
        bendXY += ink * 4 * right * below;
        bendYY += ink * (square + 4 * below * below);
      }
    }

    /** The move that changes the slopes by so much. */
    double[] solve(double dX, double dY) {
      double area = bendXX * bendYY - bendXY * bendXY;
      return new double[] {(bendYY * dX - bendXY * dY) / area, (bendXX * dY - bendXY * dX) / area};
    }
  }
}
