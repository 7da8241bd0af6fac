package texttovideo.scene;

import texttovideo.text.Motion;

/**
 * Where a shape is at one time step, relative to where it started.
 *
 * @param x       units to the right of the start
 * @param y       units below the start
 * @param scale   size relative to the named size, in (0, 1]
 * @param degrees rotation, clockwise positive
 */
public record Pose(double x, double y, double scale, double degrees) {
  /** The last time step: a clip of 10 frames has one at each of 0, 1, ..., 9. */
  public static final double END = 9;

  private static final double STRAIGHT = 3;        // units a time step
  private static final double DIAGONAL = 2.5;      // in x and in y
  private static final double BOUNCE = 4;
  private static final double SWING = 5;           // half the width of a zigzag
  private static final double ROTATION = 20;       // degrees a time step
  private static final double SHRUNK = 0.45;       // the smallest scale

  /**
   * The pose that a motion has reached.
   *
   * @param time in time steps, {@code 0 .. END}; any number between, so that any frame rate can be drawn
   */
  public static Pose of(Motion motion, double time) {
    double straight = STRAIGHT * time;
    double diagonal = DIAGONAL * time;
    double bounce = BOUNCE * Math.min(time, END - time);
    double shrunk = 1 - (1 - SHRUNK) * time / END;
    return switch (motion) {
      case UP -> moved(0, -straight);
      case DOWN -> moved(0, straight);
      case LEFT -> moved(-straight, 0);
      case RIGHT -> moved(straight, 0);
      case UP_LEFT -> moved(-diagonal, -diagonal);
      case UP_RIGHT -> moved(diagonal, -diagonal);
      case DOWN_LEFT -> moved(-diagonal, diagonal);
      case DOWN_RIGHT -> moved(diagonal, diagonal);
      case CLOCKWISE -> new Pose(0, 0, 1, ROTATION * time);
      case COUNTER_CLOCKWISE -> new Pose(0, 0, 1, -ROTATION * time);
      case SHRINKING -> new Pose(0, 0, shrunk, 0);
      case EXPANDING -> new Pose(0, 0, 1 + SHRUNK - shrunk, 0);
      case BOUNCING_VERTICALLY -> moved(0, bounce);
      case BOUNCING_HORIZONTALLY -> moved(bounce, 0);
      case ZIGZAGGING_VERTICALLY -> moved(swing(time), straight);
      case ZIGZAGGING_HORIZONTALLY -> moved(straight, swing(time));
    };
  }

  private static Pose moved(double x, double y) {
    return new Pose(x, y, 1, 0);
  }

  /** A triangle wave of period 4 that starts at 0 and rises first: 0, SWING, 0, -SWING, 0, ... */
  private static double swing(double time) {
    double phase = (time + 1) % 4;
    return SWING * (1 - Math.abs(phase - 2));
  }
}
