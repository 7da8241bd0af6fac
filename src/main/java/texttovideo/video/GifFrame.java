package texttovideo.video;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A frame of a clip in a GIF file.
 *
 * @param frame which of the clip
 * @param delay how long it is shown, in hundredths of a second
 */
public record GifFrame(int frame, int delay) {
  /** The shortest delay in hundredths of a second: browsers show a frame with less for 10. */
  static final int SHORTEST = 2;

  private static final double HUNDREDTHS = 100;  // of a second: what GIF counts

  /**
   * The frames of a clip's file. Above 50 frames a second, some are left out, evenly, so that it takes as long as the clip;
   * the first and the last are kept.
   */
  public static List<GifFrame> of(Clip clip) {
    double length = HUNDREDTHS * clip.length() / clip.fps();
    int shown = (int) Math.max(1, Math.min(clip.length(), length / SHORTEST));
    return IntStream.range(0, shown).mapToObj(i -> {
      // Both ends are rounded: what rounding takes from one frame it gives to the next.
      long delay = Math.round(length * (i + 1) / shown) - Math.round(length * i / shown);
      int frame = Math.round((float) i * (clip.length() - 1) / Math.max(1, shown - 1));
      return new GifFrame(frame, (int) Math.max(SHORTEST, delay));
    }).toList();
  }
}
