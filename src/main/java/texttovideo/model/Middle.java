package texttovideo.model;

/**
 * The middle of what a sprite shows: of its outline rather than of its ink, so that a mark left out of the ink moves it little.
 * Placed by its middle, a thing is where its pose says, wherever in the square it was drawn.
 *
 * <p>It is the point to which the sixth powers of the distances of all ink have the least sum. That is the centre of any outline
 * that looks the same after a part of a turn. With squares it would be the centre of the ink, which the mark moves; powers above
 * the sixth look at corners alone. Newton's method finds it, since the sum has one least point and is smooth.
 */
final class Middle {
  private static final int STEPS = 4;            // they bring a thing drawn a third of the square aside to 32 bits' rounding
  private static final double NOTHING = 1e-9;    // added to the curvature, for a sprite without ink

  private final int pixels;      // P*P
  private final double[] x;      // [P*P], from -1 to 1
  private final double[] y;

  /** @param side height and width of the sprites, P */
  Middle(int side) {
    pixels = side * side;
    x = new double[pixels];
    y = new double[pixels];
    for (int i = 0; i < pixels; i++) {
      x[i] = (i % side + 0.5) / side * 2 - 1;
      y[i] = (i / side + 0.5) / side * 2 - 1;
    }
  }

  /** The middle (x, y) of sprite n of {@code [N, P, P]}, in halves of its square from the centre. */
  double[] of(float[] sprites, int n) {
    double[] middle = new double[2];
    for (int step = 0; step < STEPS; step++) {
      Sum sum = new Sum(sprites, n, middle);
      double[] move = sum.solve(sum.slopeX, sum.slopeY);
      middle[0] += move[0];
      middle[1] += move[1];
    }
    return middle;
  }

  /**
   * Adds to the gradients {@code [N, P, P]} at the sprites, from that at the middle of sprite n: more ink at a pixel pulls the
   * middle there until the slopes are in balance again (the implicit function theorem).
   */
  void backward(float[] sprites, int n, double[] middle, double[] atMiddle, float[] atSprites) {
    double[] force = new Sum(sprites, n, middle).solve(atMiddle[0], atMiddle[1]);
    for (int i = 0; i < pixels; i++) {
      double right = x[i] - middle[0];
      double below = y[i] - middle[1];
      double square = right * right + below * below;
      atSprites[n * pixels + i] += (float) (square * square * (right * force[0] + below * force[1]));
    }
  }

  /** How the sum of a sprite's sixth powers, divided by 6, falls and bends at a point. */
  private final class Sum {
    private double slopeX;
    private double slopeY;
    private double bendXX = NOTHING;
    private double bendXY;
    private double bendYY = NOTHING;

    Sum(float[] sprites, int n, double[] point) {
      for (int i = 0; i < pixels; i++) {
        double right = x[i] - point[0];
        double below = y[i] - point[1];
        double square = right * right + below * below;
        double ink = sprites[n * pixels + i] * square;
        slopeX += ink * square * right;
        slopeY += ink * square * below;
        bendXX += ink * (square + 4 * right * right);
        bendXY += ink * 4 * right * below;
        bendYY += ink * (square + 4 * below * below);
      }
    }

    /** The move that changes the slopes by so much. */
    double[] solve(double atX, double atY) {
      double area = bendXX * bendYY - bendXY * bendXY;
      return new double[] {(bendYY * atX - bendXY * atY) / area, (bendXX * atY - bendXY * atX) / area};
    }
  }
}
