package texttovideo.eval;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import texttovideo.scene.Palette;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Shape;
import texttovideo.text.Size;

/**
 * What a clip shows, decided. What cannot be told is null: a shape that resembles none, a colour between two, a motion
 * that is none of the known ones.
 *
 * @param oneObject whether every frame shows exactly one object
 */
public record Prediction(Shape shape, Colour colour, Size size, Motion motion, boolean oneObject) {
  private static final double LIKENESS = 0.93;      // true clips stay above 0.95, a shape without its mark below 0.93
  private static final double EXCESS = 0.2;         // true clips stay below 0.07, a circle with one square corner above 0.24
  private static final double SHAPE_SHARE = 0.9;    // of the frames: a clip that changes its shape halfway shows none
  private static final double COLOUR = 0.25;        // the two nearest colours, blue and purple, are 0.63 apart
  private static final double SIZE = 0.25;          // in the logarithm of the radius; the two sizes are 0.45 apart

  /** In which respects a clip matches a prompt. */
  public record Match(boolean shape, boolean colour, boolean size, boolean motion, boolean oneObject) {
    /** Whether everything is right. */
    public boolean full() {
      return shape && colour && size && motion && oneObject;
    }

    /** The respects in which it does not match, by name: {@code [shape, motion]}; empty if everything is right. */
    public List<String> wrong() {
      List<String> names = List.of("shape", "colour", "size", "motion", "one object");
      boolean[] right = {shape, colour, size, motion, oneObject};
      return IntStream.range(0, right.length).filter(i -> !right[i]).mapToObj(names::get).toList();
    }
  }

  /** Decides what a measured clip shows. */
  public static Prediction of(Measurement measured) {
    if (measured.isBlank()) {
      return new Prediction(null, null, null, null, false);
    }
    Shape shape = measured.likeliestShape();
    Colour colour = measured.nearestColour();
    List<MotionFit> fits = MotionFit.ranked(measured);
    MotionFit best = fits.get(0);
    boolean moves = best.isClose() && best.isBetterThan(fits.get(1));
    return new Prediction(
        measured.likeness().get(shape) >= LIKENESS && measured.shapeShare() >= SHAPE_SHARE && measured.excess() <= EXCESS
            ? shape : null,
        measured.colourDistance().get(colour) <= COLOUR ? colour : null,
        size(moves ? best.radius() : median(measured.radius())),
        moves ? best.motion() : null,
        Arrays.stream(measured.objects()).allMatch(count -> count == 1));
  }

  /** Holds this against a prompt; where the prompt leaves size or colour open, any known one is right. */
  public Match matches(Prompt prompt) {
    return new Match(shape == prompt.shape(),
        colour != null && (prompt.colour() == null || colour == prompt.colour()),
        size != null && (prompt.size() == null || size == prompt.size()),
        motion == prompt.motion(), oneObject);
  }

  private static Size size(double radius) {
    for (Size size : Size.values()) {
      double apart = Math.abs(Math.log(radius / Palette.radius(size)));
      if (apart <= SIZE && apart <= Math.abs(Math.log(radius / Palette.radius(other(size))))) {
        return size;
      }
    }
    return null;
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }

  private static Size other(Size size) {
    return size == Size.SMALL ? Size.LARGE : Size.SMALL;
  }
}
