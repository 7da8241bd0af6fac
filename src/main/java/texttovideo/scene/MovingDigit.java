package texttovideo.scene;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import texttovideo.video.Clip;

/**
 * A picture of a digit on its way over white paper.
 *
 * @param digit   0 to 9
 * @param picture which of its pictures, 0 to 499
 * @param motion  how it moves
 * @param x       its middle in the first frame, pixels from the left
 * @param y       its middle in the first frame, pixels from the top
 */
public record MovingDigit(int digit, int picture, DigitMotion motion, double x, double y) {
  /** {@code H} and {@code W} of a clip. */
  public static final int PIXELS = 64;
  /** {@code F} of a clip. */
  public static final int FRAMES = 10;
  private static final int FPS = 10;

  /** A digit that starts anywhere from where its picture stays in the frame, every place equally likely. */
  public static MovingDigit anywhere(int digit, int picture, DigitMotion motion, SplittableRandom random) {
    return new MovingDigit(digit, picture, motion, start(motion, true, random), start(motion, false, random));
  }

  private static double start(DigitMotion motion, boolean across, SplittableRandom random) {
    double[] way = IntStream.range(0, FRAMES).mapToDouble(f -> across ? motion.x(time(f)) : motion.y(time(f))).toArray();
    double least = DigitPictures.SIDE / 2.0 - IntStream.range(0, FRAMES).mapToDouble(f -> way[f]).min().orElseThrow();
    double most = PIXELS - DigitPictures.SIDE / 2.0 - IntStream.range(0, FRAMES).mapToDouble(f -> way[f]).max().orElseThrow();
    return least + (most - least) * random.nextDouble();
  }

  private static double time(int frame) {
    return frame / (FRAMES - 1.0);
  }

  /** What a caption says of it: {@code the digit 7 is moving up then down}. */
  public String caption() {
    return "the digit " + digit + " is moving " + motion.phrase();
  }

  /** The clip of one or several digits, 10 frames of 64x64; where they cross, the darker ink shows. */
  public static Clip clip(List<MovingDigit> digits) {
    float[] ink = new float[FRAMES * PIXELS * PIXELS];
    for (MovingDigit digit : digits) {
      float[] picture = DigitPictures.ink(digit.digit, digit.picture);
      for (int f = 0; f < FRAMES; f++) {
        digit.draw(picture, f, ink);
      }
    }
    return Clip.ofInk(ink, PIXELS, PIXELS, FPS);
  }

  /** Draws a frame; between pixels, ink is shared among the four around it. */
  private void draw(float[] picture, int frame, float[] ink) {
    int side = DigitPictures.SIDE;
    double left = x + motion.x(time(frame)) - side / 2.0;
    double top = y + motion.y(time(frame)) - side / 2.0;
    int column = (int) Math.floor(left);
    int row = (int) Math.floor(top);
    float right = (float) (left - column);
    float below = (float) (top - row);
    for (int v = 0; v <= side; v++) {
      for (int u = 0; u <= side; u++) {
        float shade = (1 - below) * ((1 - right) * at(picture, v, u) + right * at(picture, v, u - 1))
            + below * ((1 - right) * at(picture, v - 1, u) + right * at(picture, v - 1, u - 1));
        int toRow = row + v;
        int toColumn = column + u;
        if (shade > 0 && toRow >= 0 && toRow < PIXELS && toColumn >= 0 && toColumn < PIXELS) {
          int to = (frame * PIXELS + toRow) * PIXELS + toColumn;
          ink[to] = Math.max(ink[to], shade);
        }
      }
    }
  }

  private static float at(float[] picture, int row, int column) {
    int side = DigitPictures.SIDE;
    return row < 0 || column < 0 || row >= side || column >= side ? 0 : picture[row * side + column];
  }
}
