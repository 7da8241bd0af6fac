package texttovideo.model;

/**
 * The path of one clip's object before it is laid into the frame: x, y and log scale at any time, from the coefficients that the
 * motion network's layers give.
 *
 * <p>It is a constant velocity and, at each of the training clip's frames between the first and the last, a free residual;
 * between frames the residual is interpolated. The velocity of x and y is a speed times a direction, and the direction is the sum
 * of the words' direction embeddings, divided by little more than its length.
 */
final class Trajectory {
  /** Numbers along a path: x, y and log scale. */
  static final int AXES = 3;
  /** Those of them that are a position: x and y. */
  static final int POSITION = 2;

  private static final int LOG_SCALE = 0;             // of the coefficients; the residuals follow
  private static final int SPEED = 1;
  private static final int GROWTH = 2;
  private static final int RESIDUALS = 3;
  private static final double RESIDUAL = 0.5;
  private static final double INNER = 0.75;           // the weights of four frames in what lies half way between the inner two
  private static final double OUTER = -0.25;

  private final int frames;
  private final float[] coefficients;
  private final double[] direction;    // [2], at most 1 long
  private final double slope;          // how fast the direction turns with its embedding

  /**
   * @param coefficients {@code [coefficients(F)]}: log scale, speed and growth, then the residuals {@code [F-2, 3]}
   * @param embedding    {@code [2]}, the sum of the words' direction embeddings
   * @param frames       {@code F} of a training clip
   */
  Trajectory(float[] coefficients, float[] embedding, int frames) {
    this.frames = frames;
    this.coefficients = coefficients;
    slope = 1 / Math.sqrt(1 + embedding[0] * embedding[0] + embedding[1] * embedding[1]);
    direction = new double[] {embedding[0] * slope, embedding[1] * slope};
  }

  /** How many coefficients make a path of F frames. */
  static int coefficients(int frames) {
    return RESIDUALS + (frames - 2) * AXES;
  }

  /** x, y or log scale (k = 0, 1, 2) at a time in frames. */
  double at(double time, int k) {
    int before = (int) Math.min(Math.floor(time), frames - 2);
    double share = time - before;
    double residual = (1 - share) * residual(before, k) + share * residual(before + 1, k);
    double moved = velocity(k) * centred(time) + RESIDUAL * residual;
    return k < POSITION ? moved : coefficients[LOG_SCALE] + moved;
  }

  /**
   * How far the path gets, counted in halves of a frame: in a frame, where it is; between two, where its speed on either side
   * would bring it in half a frame, in the mean. What bounces is furthest there. (Between the first two frames and the last two
   * nothing can be furthest.)
   */
  double extent(int half, int k) {
    int f = half / 2;
    return half % 2 == 0 || f == 0 || f == frames - 2 ? at(f, k)
        : INNER * (at(f, k) + at(f + 1, k)) + OUTER * (at(f - 1, k) + at(f + 2, k));
  }

  /** The gradients at a path's coefficients and direction embedding, added up from gradients along the path. */
  final class Gradient {
    private final float[] dCoefficients = new float[coefficients.length];
    private final double[] dVelocity = new double[AXES];

    /** Counts the gradient at {@link #at} in a training frame. */
    void addAt(int frame, int k, double gradient) {
      dVelocity[k] += gradient * centred(frame);
      if (k >= POSITION) {
        dCoefficients[LOG_SCALE] += (float) gradient;
      }
      if (!isEnd(frame)) {
        dCoefficients[residualAt(frame, k)] += (float) (gradient * RESIDUAL);
      }
    }

    /** Counts the gradient at {@link #extent}, at a half frame where that is furthest. */
    void addAtExtent(int half, int k, double gradient) {
      int f = half / 2;
      if (half % 2 == 0) {
        addAt(f, k, gradient);
      } else {
        addAt(f - 1, k, OUTER * gradient);
        addAt(f, k, INNER * gradient);
        addAt(f + 1, k, INNER * gradient);
        addAt(f + 2, k, OUTER * gradient);
      }
    }

    /** The gradient at the coefficients. */
    float[] coefficients() {
      dCoefficients[SPEED] = (float) along();
      dCoefficients[GROWTH] = (float) dVelocity[POSITION];
      return dCoefficients;
    }

    /** The gradient {@code [2]} at the direction embedding. */
    float[] embedding() {
      float[] dEmbedding = new float[POSITION];
      for (int k = 0; k < POSITION; k++) {
        dEmbedding[k] = (float) (speed() * slope * (dVelocity[k] - along() * direction[k]));
      }
      return dEmbedding;
    }

    /** The part of the gradient at the velocity of x and y that lies along the direction. */
    private double along() {
      return dVelocity[0] * direction[0] + dVelocity[1] * direction[1];
    }
  }

  /** Half of the change from the first frame to the last. */
  private double velocity(int k) {
    return k < POSITION ? speed() * direction[k] : coefficients[GROWTH];
  }

  private double speed() {
    return 1 + coefficients[SPEED];
  }

  /** None at the ends: where a path leads is up to its velocity. */
  private double residual(int frame, int k) {
    return isEnd(frame) ? 0 : coefficients[residualAt(frame, k)];
  }

  private boolean isEnd(int frame) {
    return frame == 0 || frame == frames - 1;
  }

  private static int residualAt(int frame, int k) {
    return RESIDUALS + (frame - 1) * AXES + k;
  }

  /** Time from -1 at the first training frame to 1 at the last. */
  private double centred(double time) {
    return 2 * time / (frames - 1) - 1;
  }
}
