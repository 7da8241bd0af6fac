package texttovideo.lessons;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import texttovideo.video.Clip;

/** How unlike clips and their frames are: mean differences of pixel values, 0 to 255. */
public final class ClipDifference {
  private ClipDifference() {
  }

  /** Between two frames of one size. */
  public static double frames(byte[] a, byte[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException("frames of " + a.length + " and " + b.length + " bytes cannot be compared");
    }
    return IntStream.range(0, a.length).map(i -> Math.abs((a[i] & 0xff) - (b[i] & 0xff))).average().orElseThrow();
  }

  /** Between two clips of one length and size, frame by frame. */
  public static double clips(Clip a, Clip b) {
    Clip.requireAlike(List.of(a, b));
    return IntStream.range(0, a.length()).mapToDouble(f -> frames(a.frames().get(f), b.frames().get(f))).average()
        .orElseThrow();
  }

  /** Between neighbouring frames of a clip; 0 for a still picture. */
  public static double jumps(Clip clip) {
    return IntStream.range(1, clip.length()).mapToDouble(f -> frames(clip.frames().get(f - 1), clip.frames().get(f)))
        .average().orElse(0);
  }

  /** Between a clip and itself played backwards; 0 for one that goes there and back. */
  public static double backwards(Clip clip) {
    return clips(clip, reversed(clip));
  }

  /** A clip played backwards. */
  public static Clip reversed(Clip clip) {
    List<byte[]> frames = new ArrayList<>(clip.frames());
    Collections.reverse(frames);
    return new Clip(frames, clip.height(), clip.width(), clip.fps());
  }

  /** Between every two frames of a clip {@code [F][F]}. */
  public static double[][] matrix(Clip clip) {
    int length = clip.length();
    double[][] all = new double[length][length];
    for (int f = 0; f < length; f++) {
      for (int g = 0; g < length; g++) {
        all[f][g] = frames(clip.frames().get(f), clip.frames().get(g));
      }
    }
    return all;
  }
}
