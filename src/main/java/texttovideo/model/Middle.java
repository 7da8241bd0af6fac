package texttovideo.model;

/**
 * The middle of what a sprite shows: of its outline rather than of its ink, so that a mark left out of the ink moves it little.
 * Placed by its middle, a thing is where its pose says, wherever in the square it was drawn.
 *
 * <p>It is the mean place of the ink, weighted with the squared distance from the centre of the square, and halved: such a mean
 * goes twice as far as the outline when that is shifted a little, whatever the outline's shape, if only that looks the same
 * after a third or a quarter of a turn. Not weighted, the mark would decide; a higher power looks at little but corners, and one
 * that was drawn a bit too round shifted the thing.
 */
final class Middle {
  private static final double SHIFT = 2;         // of the weighted mean, when the outline is shifted by 1
  private static final double NOTHING = 1e-9;    // added to the weights, for a sprite without ink

  private final int pixels;          // P*P
  private final double[] x;          // [P*P], from -1 to 1
  private final double[] y;
  private final double[] weights;

  /** @param side height and width of the sprites, P */
  Middle(int side) {
    pixels = side * side;
    x = new double[pixels];
    y = new double[pixels];
    weights = new double[pixels];
    for (int i = 0; i < pixels; i++) {
      x[i] = (i % side + 0.5) / side * 2 - 1;
      y[i] = (i / side + 0.5) / side * 2 - 1;
      weights[i] = x[i] * x[i] + y[i] * y[i];
    }
  }

  /** The middle (x, y) of sprite n of {@code [N, P, P]}, in halves of its square from the centre. */
  double[] of(float[] sprites, int n) {
    double across = 0;
    double down = 0;
    for (int i = 0; i < pixels; i++) {
      double ink = weights[i] * sprites[n * pixels + i];
      across += ink * x[i];
      down += ink * y[i];
    }
    double all = SHIFT * mass(sprites, n);
    return new double[] {across / all, down / all};
  }

  /** Adds to the gradients {@code [N, P, P]} at the sprites, from that at the middle of sprite n. */
  void backward(float[] sprites, int n, double[] middle, double[] atMiddle, float[] atSprites) {
    double all = SHIFT * mass(sprites, n);
    for (int i = 0; i < pixels; i++) {
      atSprites[n * pixels + i] += (float) (weights[i] / all
          * ((x[i] - SHIFT * middle[0]) * atMiddle[0] + (y[i] - SHIFT * middle[1]) * atMiddle[1]));
    }
  }

  private double mass(float[] sprites, int n) {
    double mass = NOTHING;
    for (int i = 0; i < pixels; i++) {
      mass += weights[i] * sprites[n * pixels + i];
    }
    return mass;
  }
}
