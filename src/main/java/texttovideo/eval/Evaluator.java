package texttovideo.eval;

import java.util.List;
import java.util.stream.IntStream;
import texttovideo.video.Clip;

/**
 * Evaluates clips by their pixels: always the same prediction for the same clip. It holds nothing but true shapes, so one
 * evaluator serves any number of threads.
 */
public final class Evaluator {
  private static final int FEWEST_PIXELS = 32;

  private final Templates templates = new Templates();
  private final RadialProfile profiles = new RadialProfile();

  /**
   * What a clip shows.
   *
   * @param clip at least 2 frames, square, at least 32x32 pixels. Two frames cannot tell one way of turning, or of
   *             bouncing, from the other: the motion is then null. Below 48x48 the smallest shapes have too few pixels
   *             for every true clip to be told.
   */
  public Prediction predict(Clip clip) {
    return Prediction.of(measure(clip));
  }

  /** The measurements behind a prediction; the same clips are allowed. */
  public Measurement measure(Clip clip) {
    if (clip.length() < 2 || clip.width() != clip.height() || clip.width() < FEWEST_PIXELS) {
      throw new IllegalArgumentException("the evaluator takes square clips of at least 2 frames and " + FEWEST_PIXELS
          + "x" + FEWEST_PIXELS + " pixels, not a " + clip);
    }
    List<FrameObservation> frames = IntStream.range(0, clip.length())
        .mapToObj(frame -> FrameObservation.of(clip, frame, templates)).toList();
    return Measurement.of(frames, profiles, Sharpness.of(clip));
  }
}
