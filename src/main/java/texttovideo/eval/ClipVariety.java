package texttovideo.eval;

import java.util.List;
import java.util.stream.IntStream;
import texttovideo.video.Clip;

/** How much clips of one caption differ from each other, and frames of one clip. */
public final class ClipVariety {
  private static final int SHOWN = 64;           // pixels of what is shown

  private ClipVariety() {
  }

  /** Brightness of a frame, {@code [H * W]}, 0 to 255. */
  private static float[] grey(Clip clip, int frame) {
    byte[] rgb = clip.frames().get(frame);
    float[] grey = new float[rgb.length / 3];
    for (int p = 0; p < grey.length; p++) {
      grey[p] = ((rgb[3 * p] & 0xff) + (rgb[3 * p + 1] & 0xff) + (rgb[3 * p + 2] & 0xff)) / 3f;
    }
    return grey;
  }

  /** The mean distance between any two clips: the root of the mean squared difference, 0 to 255. */
  public static double spread(List<Clip> clips) {
    return meanOfPairs(clips, (a, b) -> {
      double sum = 0;
      for (int f = 0; f < a.length(); f++) {
        sum += squares(grey(a, f), grey(b, f), a.width());
      }
      return Math.sqrt(sum / a.length());
    });
  }

  /** The mean distance between any two clips' first frames, each pair laid over each other where they fit best. */
  public static double looks(List<Clip> clips) {
    return meanOfPairs(clips, (a, b) -> aligned(grey(a, 0), grey(b, 0), a.height(), a.width(), a.width() * 3 / 8));
  }

  /** What the first frame shows, wherever it is and however large: the {@link FrameWindow} of it, {@code [1, 64, 64]}. */
  public static Clip shown(Clip clip) {
    return new Clip(List.of(FrameWindow.of(clip, 0).cut(clip, 0, SHOWN)), SHOWN, SHOWN, clip.fps());
  }

  /** The mean distance between neighbouring frames of a clip, each pair laid over each other where they fit best. */
  public static double unsteadiness(Clip clip) {
    return IntStream.range(1, clip.length()).mapToDouble(f ->
        aligned(grey(clip, f - 1), grey(clip, f), clip.height(), clip.width(), Math.max(1, clip.width() / 12))).average()
        .orElse(0);
  }

  /** The distance between first and last frame, laid over each other where they fit best. */
  public static double drift(Clip clip) {
    return aligned(grey(clip, 0), grey(clip, clip.length() - 1), clip.height(), clip.width(), clip.width() * 3 / 8);
  }

  /**
   * Where what is shown starts: the middle of all that is not of the background's shade, in the first frame.
   *
   * @return x and y in pixels, or null if nothing is shown
   */
  public static double[] start(Clip clip) {
    FrameWindow window = FrameWindow.of(clip, 0);
    return window.empty() ? null : new double[] {window.x(), window.y()};
  }

  /** How widely clips start: the standard deviation of {@link #start}, in pixels, both ways together. */
  public static double startSpread(List<Clip> clips) {
    List<double[]> starts = clips.stream().map(ClipVariety::start).filter(start -> start != null).toList();
    if (starts.size() < 2) {
      return 0;
    }
    double variance = 0;
    for (int axis = 0; axis < 2; axis++) {
      int of = axis;
      double mean = starts.stream().mapToDouble(start -> start[of]).average().orElseThrow();
      variance += starts.stream().mapToDouble(start -> (start[of] - mean) * (start[of] - mean)).sum() / (starts.size() - 1);
    }
    return Math.sqrt(variance);
  }

  private interface Distance {
    double between(Clip a, Clip b);
  }

  private static double meanOfPairs(List<Clip> clips, Distance distance) {
    int n = clips.size();
    return IntStream.range(0, n * n).parallel().filter(i -> i / n < i % n)
        .mapToDouble(i -> distance.between(clips.get(i / n), clips.get(i % n))).average().orElse(0);
  }

  /** The least distance of two frames when one may lie up to so many pixels beside the other. */
  private static double aligned(float[] a, float[] b, int height, int width, int most) {
    float background = a[0];
    double least = Double.POSITIVE_INFINITY;
    int atX = 0;
    int atY = 0;
    for (int step = most > 6 ? 3 : 1; step >= 1; step -= 2) {      // every third place first, then around the best
      int fromX = atX;
      int fromY = atY;
      int reach = step == 3 || most <= 6 ? most : 2;
      for (int y = fromY - reach; y <= fromY + reach; y += step) {
        for (int x = fromX - reach; x <= fromX + reach; x += step) {
          double squares = squaresBeside(a, b, height, width, x, y, background, least);
          if (squares < least) {
            least = squares;
            atX = x;
            atY = y;
          }
        }
      }
    }
    return Math.sqrt(least / a.length);
  }

  private static double squaresBeside(float[] a, float[] b, int height, int width, int dx, int dy, float background,
      double bound) {
    double sum = 0;
    for (int y = 0; y < height && sum < bound; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside = y + dy >= 0 && y + dy < height && x + dx >= 0 && x + dx < width;
        float difference = a[y * width + x] - (inside ? b[(y + dy) * width + x + dx] : background);
        sum += difference * difference;
      }
    }
    return sum;
  }

  private static double squares(float[] a, float[] b, int width) {
    return squaresBeside(a, b, a.length / width, width, 0, 0, 0, Double.POSITIVE_INFINITY) / a.length;
  }
}
