package texttovideo.scene;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import texttovideo.video.Clip;

/**
 * Draws real clips: one coloured shape with smooth edges on white. The same scene gives the same pixels on every platform,
 * which is why sine and cosine are those of {@link StrictMath}.
 */
public final class Renderer {
  /** {@code F} of a training clip. */
  public static final int FRAMES = 10;
  /** {@code H} and {@code W} of a training clip, in pixels. */
  public static final int PIXELS = 64;
  /** Frames a second of a training clip. */
  public static final int FPS = 10;

  private Renderer() {
  }

  /** The clip of a scene as models are trained on it: 10 frames, 64x64. */
  public static Clip clip(Scene scene) {
    return clip(scene, FRAMES, PIXELS, FPS);
  }

  /**
   * The clip of a scene at any length, size and rate; the motion always runs from its start to its end.
   *
   * @param frames {@code F}, at least 2
   * @param pixels {@code H} and {@code W}, at least 16
   * @param fps    frames a second, at least 1
   */
  public static Clip clip(Scene scene, int frames, int pixels, int fps) {
    if (frames < 2 || pixels < 16) {
      throw new IllegalArgumentException("a clip needs at least 2 frames of 16x16 pixels, not " + frames + " of "
          + pixels + "x" + pixels);
    }
    List<byte[]> drawn = IntStream.range(0, frames)
        .mapToObj(f -> frame(scene, Pose.END * f / (frames - 1), pixels)).toList();
    return new Clip(drawn, pixels, pixels, fps);
  }

  /**
   * One frame of a scene as {@code byte[pixels * pixels * 3]}, laid out as {@link Clip} has it.
   *
   * @param time in time steps, {@code 0 .. Pose.END}
   */
  public static byte[] frame(Scene scene, double time, int pixels) {
    Pose pose = Pose.of(scene.motion(), time);
    double unit = Scene.CANVAS / pixels;          // canvas units a pixel
    double centreX = scene.x() + pose.x();
    double centreY = scene.y() + pose.y();
    double radius = Palette.radius(scene.size()) * pose.scale();
    double sin = StrictMath.sin(Math.toRadians(pose.degrees()));
    double cos = StrictMath.cos(Math.toRadians(pose.degrees()));
    double[] rgb = Palette.rgb(scene.colour());
    byte[] full = {shade(1, rgb[0]), shade(1, rgb[1]), shade(1, rgb[2])};
    byte[] frame = new byte[pixels * pixels * 3];
    Arrays.fill(frame, (byte) 255);
    // Only the square around the shape can hold ink: the rest of the background stays as it is.
    double reach = radius * SignedDistance.reach(scene.shape()) + unit;
    int firstColumn = pixel(centreX - reach, unit, pixels);
    int endColumn = pixel(centreX + reach + unit, unit, pixels);
    int endRow = pixel(centreY + reach + unit, unit, pixels);
    for (int row = pixel(centreY - reach, unit, pixels); row < endRow; row++) {
      for (int column = firstColumn; column < endColumn; column++) {
        double right = (column + 0.5) * unit - centreX;
        double below = (row + 0.5) * unit - centreY;
        double distance =
            SignedDistance.distance(scene.shape(), cos * right + sin * below, cos * below - sin * right, radius);
        double coverage = 0.5 - distance / unit;   // smooth over one pixel at the edge
        if (coverage <= 0) {
          continue;
        }
        for (int c = 0; c < 3; c++) {
          frame[(row * pixels + column) * 3 + c] = coverage < 1 ? shade(coverage, rgb[c]) : full[c];
        }
      }
    }
    return frame;
  }

  private static byte shade(double coverage, double channel) {
    return (byte) Math.round(255 * (1 - coverage * (1 - channel)));
  }

  private static int pixel(double position, double unit, int pixels) {
    return Math.min(pixels, Math.max(0, (int) Math.floor(position / unit)));
  }
}
