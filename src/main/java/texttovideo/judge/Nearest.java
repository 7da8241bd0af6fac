package texttovideo.judge;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import texttovideo.video.Clip;

/**
 * How near a clip comes to clips that are known: a generator that repeats what it was trained on comes nearer than fresh true
 * clips do. Clips are compared as they look from a distance, every 4x4 pixels one.
 */
public final class Nearest {
  private static final int BLOCK = 4;

  private final List<byte[]> known;

  /**
   * Remembers clips; one of 10 frames of 64x64 pixels takes 8 KB.
   *
   * @param clips how many
   * @param maker number 0, 1, ... to clip, all of one length and size; asked on all cores
   */
  public Nearest(int clips, IntFunction<Clip> maker) {
    known = IntStream.range(0, clips).parallel().mapToObj(i -> small(maker.apply(i))).toList();
  }

  /** The distance to the nearest of the known clips: the root of the mean squared difference, 0 to 255. */
  public double distance(Clip clip) {
    byte[] seen = small(clip);
    long least = known.stream().parallel().mapToLong(other -> squares(seen, other)).min().orElseThrow();
    return Math.sqrt((double) least / seen.length);
  }

  private static long squares(byte[] a, byte[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      int difference = (a[i] & 0xff) - (b[i] & 0xff);
      sum += difference * difference;
    }
    return sum;
  }

  /** Mean values of blocks, {@code [F * H/4 * W/4 * C]}. */
  private static byte[] small(Clip clip) {
    int width = clip.width() / BLOCK;
    int[] sums = new int[clip.length() * (clip.height() / BLOCK) * width * 3];
    for (int f = 0; f < clip.length(); f++) {
      byte[] frame = clip.frames().get(f);
      for (int i = 0; i < frame.length; i++) {
        int y = i / 3 / clip.width();
        int x = i / 3 % clip.width();
        sums[((f * (clip.height() / BLOCK) + y / BLOCK) * width + x / BLOCK) * 3 + i % 3] += frame[i] & 0xff;
      }
    }
    byte[] means = new byte[sums.length];
    for (int i = 0; i < sums.length; i++) {
      means[i] = (byte) (sums[i] / (BLOCK * BLOCK));
    }
    return means;
  }
}
