package texttovideo.eval;

import java.util.stream.IntStream;
import texttovideo.video.Clip;
import texttovideo.video.ClipFit;

/**
 * The square of a frame that holds what is not background. The commonest value of each channel is the background, and all that
 * differs from it is ink, the more the wider; so nothing needs to be known of what is shown. Middle and size follow from all ink
 * together: a faint speck far away moves them little. Of a frame that is full of different values it is nearly the whole.
 *
 * @param x          of its middle, in pixels from the left edge
 * @param y          of its middle, in pixels from the upper edge
 * @param side       in pixels, from a quarter of the frame's shorter side to the whole of it
 * @param background by channel, 0 to 255
 * @param empty      whether there is no ink; then it is the whole frame
 */
record FrameWindow(double x, double y, double side, int[] background, boolean empty) {
  private static final int SHADES = 16;          // that values are sorted into
  private static final int SHADE = 256 / SHADES; // a difference of less is none
  private static final double DEVIATIONS = 4.5;  // standard deviations of ink: 1.3 of a bar's length, 1.6 of a ring's diameter
  private static final double LEAST = 0.25;      // of the frame's side

  /** The window of a frame. */
  static FrameWindow of(Clip clip, int frame) {
    byte[] rgb = clip.frames().get(frame);
    int[] background = IntStream.range(0, 3).map(channel -> commonest(rgb, channel)).toArray();
    double sum = 0;
    double[] means = new double[2];
    double[] squares = new double[2];
    for (int p = 0; p < rgb.length / 3; p++) {
      int difference = 0;
      for (int channel = 0; channel < 3; channel++) {
        difference = Math.max(difference, Math.abs((rgb[3 * p + channel] & 0xff) - background[channel]));
      }
      int ink = Math.max(0, difference - SHADE);
      sum += ink;
      add(means, squares, 0, p % clip.width() + 0.5, ink);
      int row = p / clip.width();
      add(means, squares, 1, row + 0.5, ink);
    }
    int side = Math.min(clip.height(), clip.width());
    if (sum == 0) {
      return new FrameWindow(clip.width() / 2.0, clip.height() / 2.0, side, background, true);
    }
    double x = means[0] / sum;
    double y = means[1] / sum;
    double deviation = Math.sqrt(Math.max(0, Math.max(squares[0] / sum - x * x, squares[1] / sum - y * y)));
    return new FrameWindow(x, y, Math.max(LEAST * side, Math.min(side, DEVIATIONS * deviation)), background, false);
  }

  private static void add(double[] means, double[] squares, int axis, double place, int ink) {
    means[axis] += ink * place;
    squares[axis] += ink * place * place;
  }

  /** The middle of the shade that most pixels have. */
  private static int commonest(byte[] rgb, int channel) {
    int[] counts = new int[SHADES];
    for (int p = channel; p < rgb.length; p += 3) {
      counts[(rgb[p] & 0xff) / SHADE]++;
    }
    int most = IntStream.range(0, SHADES).reduce(0, (a, b) -> counts[b] > counts[a] ? b : a);
    int sum = 0;
    for (int p = channel; p < rgb.length; p += 3) {
      sum += (rgb[p] & 0xff) / SHADE == most ? rgb[p] & 0xff : 0;
    }
    return Math.round((float) sum / counts[most]);
  }

  /** What a frame shows in this window, {@code byte[pixels * pixels * 3]}; beyond the frame's edges is background. */
  byte[] cut(Clip clip, int frame, int pixels) {
    byte[] rgb = clip.frames().get(frame);
    int wide = (int) Math.ceil(side);
    int left = (int) Math.round(x - wide / 2.0);
    int top = (int) Math.round(y - wide / 2.0);
    byte[] square = new byte[3 * wide * wide];
    for (int i = 0; i < square.length; i++) {
      int column = left + i / 3 % wide;
      int row = top + i / 3 / wide;
      boolean inside = column >= 0 && column < clip.width() && row >= 0 && row < clip.height();
      square[i] = inside ? rgb[3 * (row * clip.width() + column) + i % 3] : (byte) background[i % 3];
    }
    return new ClipFit(1, pixels, 1).square(square, wide, wide);
  }
}
