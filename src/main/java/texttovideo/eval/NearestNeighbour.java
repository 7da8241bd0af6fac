package texttovideo.eval;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import texttovideo.video.Clip;

/**
 * How near a clip comes to clips that are known: a generator that repeats what it was trained on comes nearer than fresh true
 * clips do. Clips are compared as they look from a distance, every 4x4 pixels one (fewer at the edge, where a
 * side is no multiple of 4).
 */
public final class NearestNeighbour {
  private static final int BLOCK = 4;
  private static final int BYTES = 1 << 26;      // of known clips held at a time, as they look from a distance

  private NearestNeighbour() {
  }

  /**
   * How far clips are from the nearest of those that are known: the root of the mean squared difference, 0 to 255. The known
   * ones are made as they are needed and not kept, so there may be any number of them.
   *
   * @param clips all of one length and size
   * @param known how many are known, at least 1
   * @param maker number 0, 1, ... to known clip, of the same length and size; asked on all cores
   */
  public static double[] distances(List<Clip> clips, int known, IntFunction<Clip> maker) {
    return nearest(clips, known, maker).stream().mapToDouble(Nearest::distance).toArray();
  }

  /**
   * A known clip that none of the others is nearer than.
   *
   * @param distance the root of the mean squared difference, 0 to 255
   * @param number   which of the known clips it is
   */
  public record Nearest(double distance, int number) {
  }

  /** The nearest of those that are known, for each clip; see {@link #distances}. */
  public static List<Nearest> nearest(List<Clip> clips, int known, IntFunction<Clip> maker) {
    if (known < 1) {
      throw new IllegalArgumentException("the nearest of " + known + " clips cannot be found: at least 1 must be known");
    }
    if (clips.isEmpty()) {
      return List.of();
    }
    List<byte[]> queries = clips.stream().map(clip -> reduced(clip, clips.get(0))).toList();
    int atOnce = Math.max(1, BYTES / queries.get(0).length);
    long[] least = new long[clips.size()];
    int[] numbers = new int[clips.size()];
    Arrays.fill(least, Long.MAX_VALUE);
    for (long from = 0; from < known; from += atOnce) {
      int first = (int) from;
      List<byte[]> others = IntStream.range(first, (int) Math.min(from + atOnce, known)).parallel()
          .mapToObj(i -> reduced(maker.apply(i), clips.get(0))).toList();
      IntStream.range(0, least.length).parallel().forEach(n -> {
        for (int i = 0; i < others.size(); i++) {
          long squares = squares(queries.get(n), others.get(i), least[n]);
          if (squares < least[n]) {
            least[n] = squares;
            numbers[n] = first + i;
          }
        }
      });
    }
    return IntStream.range(0, least.length).mapToObj(n ->
        new Nearest(Math.sqrt((double) least[n] / queries.get(n).length), numbers[n])).toList();
  }

  /** The sum of squared differences, or of so many of them that it is no less than the bound. */
  private static long squares(byte[] a, byte[] b, long bound) {
    long sum = 0;
    for (int i = 0; i < a.length && sum < bound; i++) {
      int difference = (a[i] & 0xff) - (b[i] & 0xff);
      sum += (long) difference * difference;
    }
    return sum;
  }

  /** Mean values of blocks, {@code [F * H/4 * W/4 * C]}, sides rounded up; of a clip as large as another. */
  private static byte[] reduced(Clip clip, Clip like) {
    if (clip.length() != like.length() || clip.height() != like.height() || clip.width() != like.width()) {
      throw new IllegalArgumentException("only clips of one length and size can be compared, not a " + clip + " with a "
          + like);
    }
    int rows = (clip.height() + BLOCK - 1) / BLOCK;
    int row = 3 * ((clip.width() + BLOCK - 1) / BLOCK);
    byte[] means = new byte[clip.length() * rows * row];
    for (int f = 0; f < clip.length(); f++) {
      int[] sums = new int[rows * row];
      int[] pixels = new int[rows * row];
      byte[] frame = clip.frames().get(f);
      for (int i = 0; i < frame.length; i++) {
        int column = i / 3 % clip.width();
        int block = i / 3 / clip.width() / BLOCK * row + column / BLOCK * 3 + i % 3;
        sums[block] += frame[i] & 0xff;
        pixels[block]++;
      }
      for (int i = 0; i < sums.length; i++) {
        means[f * sums.length + i] = (byte) (sums[i] / pixels[i]);
      }
    }
    return means;
  }
}
