package texttovideo.scene;

/** How a digit moves in a clip: straight on, or there and back. */
public enum DigitMotion {
  /** To the top. */
  UP("up", 0, -1, false),
  /** To the bottom. */
  DOWN("down", 0, 1, false),
  /** To the left. */
  LEFT("left", -1, 0, false),
  /** To the right. */
  RIGHT("right", 1, 0, false),
  /** To the top and back. */
  UP_THEN_DOWN("up then down", 0, -1, true),
  /** To the bottom and back. */
  DOWN_THEN_UP("down then up", 0, 1, true),
  /** To the left and back. */
  LEFT_THEN_RIGHT("left then right", -1, 0, true),
  /** To the right and back. */
  RIGHT_THEN_LEFT("right then left", 1, 0, true);

  private static final double STRAIGHT = 22;     // pixels from the first frame to the last
  private static final double AND_BACK = 14;     // pixels to the turning point

  private final String phrase;
  private final int right;
  private final int down;
  private final boolean back;

  DigitMotion(String phrase, int right, int down, boolean back) {
    this.phrase = phrase;
    this.right = right;
    this.down = down;
    this.back = back;
  }

  /** What a caption says of it: {@code up then down}. */
  public String phrase() {
    return phrase;
  }

  /** Pixels to the right of the start, at a time from 0 to 1. */
  double x(double time) {
    return right * way(time);
  }

  /** Pixels below the start, at a time from 0 to 1. */
  double y(double time) {
    return down * way(time);
  }

  private double way(double time) {
    return back ? AND_BACK * (1 - Math.abs(2 * time - 1)) : STRAIGHT * time;
  }
}
