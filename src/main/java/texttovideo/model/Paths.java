package texttovideo.model;

/**
 * The paths of a batch, before they are laid into the frame: x, y and log scale at any time, from the numbers that the motion
 * network's layers give, and the gradients at those numbers from gradients along the paths.
 *
 * <p>A path is a constant rate and, at each of the training clip's frames between the first and the last, a free correction;
 * between frames it is interpolated. The rate of x and y is a speed times a heading, and the heading is nothing but a pull,
 * divided by little more than its length.
 */
final class Paths {
  /** Numbers along a path: x, y and log scale. */
  static final int FREE = 3;
  /** Those of them that are a place: x and y. */
  static final int PLACE = 2;

  private static final int LOG_SCALE = 0;             // of a clip's numbers; its corrections follow
  private static final int SPEED = 1;
  private static final int GROWTH = 2;
  private static final int CORRECTIONS = 3;
  private static final double CORRECTION = 0.5;
  private static final double INNER = 0.75;           // the weights of four frames in what lies half way between the inner two
  private static final double OUTER = -0.25;

  private final int frames;
  private final float[] numbers;       // [N, numbers(F)]
  private final double[] headings;     // [N, 2], at most 1 long
  private final double[] slopes;       // [N], how fast a heading turns with its pull
  private final float[] atNumbers;     // the gradients
  private final double[] atRates;      // [N, 3]

  /**
   * The paths that these numbers make.
   *
   * @param numbers {@code [N, numbers(F)]}: log scale, speed and growth of each clip, then its corrections {@code [F-2, 3]}
   * @param pulls   {@code [N, 2]}
   * @param frames  {@code F} of a training clip
   */
  Paths(float[] numbers, float[] pulls, int frames) {
    this.frames = frames;
    this.numbers = numbers;
    headings = new double[pulls.length];
    slopes = new double[pulls.length / PLACE];
    for (int n = 0; n < slopes.length; n++) {
      double x = pulls[n * PLACE];
      double y = pulls[n * PLACE + 1];
      double length = Math.sqrt(1 + x * x + y * y);
      headings[n * PLACE] = x / length;
      headings[n * PLACE + 1] = y / length;
      slopes[n] = 1 / length;
    }
    atNumbers = new float[numbers.length];
    atRates = new double[slopes.length * FREE];
  }

  /** How many numbers make a path of F frames, pulls not counted. */
  static int numbers(int frames) {
    return CORRECTIONS + (frames - 2) * FREE;
  }

  /**
   * A clip's x, y or log scale (k = 0, 1, 2) at a time in frames; a correction lies on the straight line between those of the
   * frames around.
   */
  double at(int n, double time, int k) {
    int before = (int) Math.min(Math.floor(time), frames - 2);
    double share = time - before;
    double correction = (1 - share) * correction(n, before, k) + share * correction(n, before + 1, k);
    double moved = rate(n, k) * centred(time) + CORRECTION * correction;
    return k < PLACE ? moved : numbers[first(n) + LOG_SCALE] + moved;
  }

  /**
   * How far a path gets, counted in halves of a frame: in a frame, where it is; between two, where its speed on either side
   * would bring it in half a frame, in the mean. What bounces is furthest there. (Between the first two frames and the last two
   * nothing can be furthest.)
   */
  double reach(int n, int half, int k) {
    int f = half / 2;
    return half % 2 == 0 || f == 0 || f == frames - 2 ? at(n, f, k)
        : INNER * (at(n, f, k) + at(n, f + 1, k)) + OUTER * (at(n, f - 1, k) + at(n, f + 2, k));
  }

  /** Counts the gradient at {@link #at} in a training frame. */
  void addAt(int n, int frame, int k, double gradient) {
    atRates[n * FREE + k] += gradient * centred(frame);
    if (k >= PLACE) {
      atNumbers[first(n) + LOG_SCALE] += (float) gradient;
    }
    if (!isEnd(frame)) {
      atNumbers[correctionAt(n, frame, k)] += (float) (gradient * CORRECTION);
    }
  }

  /** Counts the gradient at {@link #reach}, at a half frame where that is furthest. */
  void addAtReach(int n, int half, int k, double gradient) {
    int f = half / 2;
    if (half % 2 == 0) {
      addAt(n, f, k, gradient);
    } else {
      addAt(n, f - 1, k, OUTER * gradient);
      addAt(n, f, k, INNER * gradient);
      addAt(n, f + 1, k, INNER * gradient);
      addAt(n, f + 2, k, OUTER * gradient);
    }
  }

  /** The gradients {@code [N, numbers(F)]} at the numbers, from all that was counted. */
  float[] atNumbers() {
    for (int n = 0; n < slopes.length; n++) {
      atNumbers[first(n) + SPEED] = (float) along(n);
      atNumbers[first(n) + GROWTH] = (float) atRates[n * FREE + PLACE];
    }
    return atNumbers;
  }

  /** The gradients {@code [N, 2]} at the pulls. */
  float[] atPulls() {
    float[] atPulls = new float[headings.length];
    for (int i = 0; i < atPulls.length; i++) {
      int n = i / PLACE;
      atPulls[i] = (float) (speed(n) * slopes[n] * (atRates[n * FREE + i % PLACE] - along(n) * headings[i]));
    }
    return atPulls;
  }

  /** The part of the gradient at the rates of x and y that lies along the heading. */
  private double along(int n) {
    return atRates[n * FREE] * headings[n * PLACE] + atRates[n * FREE + 1] * headings[n * PLACE + 1];
  }

  /** Half of the change from the first frame to the last. */
  private double rate(int n, int k) {
    return k < PLACE ? speed(n) * headings[n * PLACE + k] : numbers[first(n) + GROWTH];
  }

  private double speed(int n) {
    return 1 + numbers[first(n) + SPEED];
  }

  /** None at the ends: where a path leads is up to its rate. */
  private double correction(int n, int frame, int k) {
    return isEnd(frame) ? 0 : numbers[correctionAt(n, frame, k)];
  }

  private boolean isEnd(int frame) {
    return frame == 0 || frame == frames - 1;
  }

  private int correctionAt(int n, int frame, int k) {
    return first(n) + CORRECTIONS + (frame - 1) * FREE + k;
  }

  private int first(int n) {
    return n * numbers(frames);
  }

  /** Time from -1 at the first training frame to 1 at the last. */
  private double centred(double time) {
    return 2 * time / (frames - 1) - 1;
  }
}
