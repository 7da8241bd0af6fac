package texttovideo.video;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings clips of any size and length to one: of every frame the middle square, reduced (each pixel the mean of what it covers)
 * or enlarged; of the frames as many as wanted, evenly spaced in time, the first and the last among them.
 *
 * @param frames {@code F}, at least 1
 * @param pixels {@code H} and {@code W}, at least 1
 * @param fps    frames a second that the clips get
 */
public record ClipFit(int frames, int pixels, int fps) {
  private static final double ROUNDING = 1e-6;

  /** Checks every number. */
  public ClipFit {
    if (frames < 1 || pixels < 1 || fps < 1) {
      throw new IllegalArgumentException("frames, pixels and fps must be at least 1, not " + frames + ", " + pixels + " and "
          + fps);
    }
  }

  private record Frame(double time, byte[] rgb) {
  }

  /**
   * Reads a clip. A clip with fewer frames shows some of them again.
   *
   * @throws IOException if it is broken; the message names its file
   */
  public Clip read(ClipSource source) throws IOException {
    List<Frame> all = new ArrayList<>();           // small already: a film at full size would not fit
    source.read((time, rgb, height, width) -> all.add(new Frame(time, square(rgb, height, width))));
    if (all.isEmpty()) {
      throw new IOException("no frame can be decoded");
    }
    all.sort(Comparator.comparingDouble(Frame::time));
    double first = all.get(0).time();
    double length = all.get(all.size() - 1).time() - first;
    List<byte[]> chosen = new ArrayList<>();
    int at = 0;
    for (int f = 0; f < frames; f++) {
      double wanted = first + length * ((double) f / Math.max(1, frames - 1) + ROUNDING);
      while (at + 1 < all.size() && nearer(all.get(at + 1).time(), all.get(at).time(), wanted)) {
        at++;
      }
      chosen.add(all.get(at).rgb());
    }
    return new Clip(chosen, pixels, pixels, fps);
  }

  private static boolean nearer(double next, double now, double wanted) {
    return Math.abs(next - wanted) <= Math.abs(now - wanted);
  }

  /** The middle square of a frame {@code byte[H * W * 3]} at the wanted size. */
  public byte[] square(byte[] rgb, int height, int width) {
    int side = Math.min(height, width);
    int top = (height - side) / 2;
    int left = (width - side) / 2;
    if (side == pixels && height == width) {
      return rgb;
    }
    Weights weights = side >= pixels ? Weights.reducing(side, pixels) : Weights.enlarging(side, pixels);
    byte[] square = new byte[3 * pixels * pixels];
    for (int y = 0; y < pixels; y++) {
      for (int x = 0; x < pixels; x++) {
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int row = weights.from[y]; row < weights.to(y); row++) {
          float ofRow = weights.of(y, row);
          for (int column = weights.from[x]; column < weights.to(x); column++) {
            float weight = ofRow * weights.of(x, column);
            int p = 3 * ((top + row) * width + left + column);
            red += weight * (rgb[p] & 0xff);
            green += weight * (rgb[p + 1] & 0xff);
            blue += weight * (rgb[p + 2] & 0xff);
          }
        }
        int p = 3 * (y * pixels + x);
        square[p] = (byte) Math.round(red);
        square[p + 1] = (byte) Math.round(green);
        square[p + 2] = (byte) Math.round(blue);
      }
    }
    return square;
  }

  /** Of which pixels of a line a new one is the mean, and how much of each. */
  private record Weights(int[] from, float[][] weights) {
    int to(int pixel) {
      return from[pixel] + weights[pixel].length;
    }

    float of(int pixel, int old) {
      return weights[pixel][old - from[pixel]];
    }

    /** What each new pixel covers. */
    static Weights reducing(int side, int pixels) {
      Weights all = new Weights(new int[pixels], new float[pixels][]);
      for (int i = 0; i < pixels; i++) {
        // Whole numbers: a pixel that is covered to its edge must not count in part.
        long begin = (long) i * side;
        long end = begin + side;
        int first = (int) (begin / pixels);
        int last = (int) ((end - 1) / pixels);
        all.from[i] = first;
        all.weights[i] = new float[last - first + 1];
        for (int old = first; old <= last; old++) {
          long covered = Math.min(end, (old + 1L) * pixels) - Math.max(begin, (long) old * pixels);
          all.weights[i][old - first] = (float) ((double) covered / side);
        }
      }
      return all;
    }

    /** The two nearest, the nearer the more. */
    static Weights enlarging(int side, int pixels) {
      Weights all = new Weights(new int[pixels], new float[pixels][]);
      for (int i = 0; i < pixels; i++) {
        double place = Math.max(0, Math.min(side - 1.0, (i + 0.5) * side / pixels - 0.5));
        int first = Math.max(0, Math.min((int) place, side - 2));
        all.from[i] = first;
        double second = place - first;
        all.weights[i] = side == 1 ? new float[] {1} : new float[] {(float) (1 - second), (float) second};
      }
      return all;
    }
  }
}
