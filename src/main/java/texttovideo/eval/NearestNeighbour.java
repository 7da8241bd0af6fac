package texttovideo.eval;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import texttovideo.video.Clip;

/**
 * How near a clip comes to clips that are known: a generator that repeats what it was trained on comes nearer than fresh true
 * clips do. Clips are compared as they look from a distance, every 4x4 pixels one.
 */
public final class NearestNeighbour {
  private static final int BLOCK = 4;
  private static final int AT_ONCE = 1000;

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
    if (known < 1) {
      throw new IllegalArgumentException("the nearest of " + known + " clips cannot be found: at least 1 must be known");
    }
    List<byte[]> seen = clips.stream().map(NearestNeighbour::small).toList();
    int[] least = new int[clips.size()];
    Arrays.fill(least, Integer.MAX_VALUE);
    for (int from = 0; from < known; from += AT_ONCE) {
      List<byte[]> others = IntStream.range(from, Math.min(from + AT_ONCE, known)).parallel()
          .mapToObj(i -> small(maker.apply(i))).toList();
      IntStream.range(0, least.length).parallel().forEach(n ->
          others.forEach(other -> least[n] = Math.min(least[n], squares(seen.get(n), other, least[n]))));
    }
    return IntStream.range(0, least.length).mapToDouble(n -> Math.sqrt((double) least[n] / seen.get(n).length)).toArray();
  }

  /** The sum of squared differences, or of so many of them that it is no less than the bound. */
  private static int squares(byte[] a, byte[] b, int bound) {
    int sum = 0;
    for (int i = 0; i < a.length && sum < bound; i++) {
      int difference = (a[i] & 0xff) - (b[i] & 0xff);
      sum += difference * difference;
    }
    return sum;
  }

  /** Mean values of blocks, {@code [F * H/4 * W/4 * C]}. */
  private static byte[] small(Clip clip) {
    int row = 3 * clip.width() / BLOCK;
    int[] sums = new int[clip.length() * clip.height() / BLOCK * row];
    for (int y = 0; y < clip.length() * clip.height(); y++) {
      byte[] frame = clip.frames().get(y / clip.height());
      int start = y % clip.height() * BLOCK * row;
      for (int i = 0; i < BLOCK * row; i++) {
        sums[y / BLOCK * row + i / (3 * BLOCK) * 3 + i % 3] += frame[start + i] & 0xff;
      }
    }
    byte[] means = new byte[sums.length];
    for (int i = 0; i < sums.length; i++) {
      means[i] = (byte) (sums[i] / (BLOCK * BLOCK));
    }
    return means;
  }
}
