package texttovideo.judge;

import java.util.List;
import java.util.stream.IntStream;
import texttovideo.video.Clip;

/**
 * Judges clips by their pixels: always the same verdict for the same clip. It holds nothing but true shapes, so one
 * oracle serves any number of threads.
 */
public final class Oracle {
  private static final int FEWEST_PIXELS = 32;

  private final Templates templates = new Templates();
  private final Signatures signatures = new Signatures();

  /**
   * What a clip shows.
   *
   * @param clip at least 2 frames, square, at least 32x32 pixels. Two frames cannot tell one way of turning, or of
   *             bouncing, from the other: the motion is then null. Below 48x48 the smallest shapes have too few pixels
   *             for every true clip to be told.
   */
  public Verdict judge(Clip clip) {
    return Verdict.of(measure(clip));
  }

  /** The measurements behind a verdict; the same clips are allowed. */
  public Measurement measure(Clip clip) {
    if (clip.length() < 2 || clip.width() != clip.height() || clip.width() < FEWEST_PIXELS) {
      throw new IllegalArgumentException("the oracle judges square clips of at least 2 frames and " + FEWEST_PIXELS
          + "x" + FEWEST_PIXELS + " pixels, not a " + clip);
    }
    List<Sighting> frames = IntStream.range(0, clip.length())
        .mapToObj(frame -> Sighting.of(clip, frame, templates)).toList();
    return Measurement.of(frames, signatures, Sharpness.of(clip));
  }
}
