package texttovideo.scene;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Shape;
import texttovideo.text.Size;

/**
 * Everything that decides a real clip, to the pixel.
 *
 * @param x the centre of the shape at the first time step, in canvas units from the left edge
 * @param y likewise, from the top edge
 */
public record Scene(Shape shape, Colour colour, Size size, Motion motion, double x, double y) {
  /** Width and height of the canvas that scenes are measured in; a clip of 64x64 pixels has one pixel a unit. */
  public static final double CANVAS = 64;

  private static final double MARGIN = 1;       // units kept free at every edge
  private static final double GRID = 1000;      // starts stand on thousandths, so that a table's text holds them exactly

  /** A shape may start anywhere between these. */
  public record Range(double low, double high) {
    /** Whether a start is between these, to the rounding of starts; NaN is not. */
    public boolean contains(double start) {
      return low - 0.5 / GRID <= start && start <= high + 0.5 / GRID;
    }
  }

  /** Checks that nothing is missing and that the start is a place on the canvas. */
  public Scene {
    if (shape == null || colour == null || size == null || motion == null) {
      throw new IllegalArgumentException("a scene needs a shape, a colour, a size and a motion, not " + shape + ", "
          + colour + ", " + size + ", " + motion);
    }
    if (!(0 <= x && x <= CANVAS && 0 <= y && y <= CANVAS)) {
      throw new IllegalArgumentException("a scene starts at x and y of 0 to " + CANVAS + ", not at x " + x
          + " and y " + y);
    }
  }

  /**
   * A scene that shows a complete prompt, its start drawn evenly from all those that keep the shape in frame throughout.
   */
  public static Scene of(Prompt prompt, SplittableRandom random) {
    if (!prompt.isComplete()) {
      throw new IllegalArgumentException("the prompt \"" + prompt + "\" leaves size or colour open: complete it first");
    }
    Range across = startX(prompt.shape(), prompt.size(), prompt.motion());
    Range down = startY(prompt.shape(), prompt.size(), prompt.motion());
    return new Scene(prompt.shape(), prompt.colour(), prompt.size(), prompt.motion(),
        draw(across, random), draw(down, random));
  }

  /** The starts from which the shape stays in frame, in canvas units from the left edge. */
  public static Range startX(Shape shape, Size size, Motion motion) {
    return start(shape, size, path(motion, Pose::x));
  }

  /** The starts from which the shape stays in frame, in canvas units from the top edge. */
  public static Range startY(Shape shape, Size size, Motion motion) {
    return start(shape, size, path(motion, Pose::y));
  }

  /** A path at every time step and half a step: no motion turns back between those. */
  private static double[] path(Motion motion, ToDoubleFunction<Pose> coordinate) {
    return IntStream.rangeClosed(0, (int) (2 * Pose.END))
        .mapToDouble(half -> coordinate.applyAsDouble(Pose.of(motion, half / 2.0))).toArray();
  }

  private static Range start(Shape shape, Size size, double[] path) {
    double keep = MARGIN + Palette.radius(size) * SignedDistance.reach(shape);
    double lowest = DoubleStream.of(path).min().orElseThrow();
    double highest = DoubleStream.of(path).max().orElseThrow();
    return new Range(keep - lowest, CANVAS - keep - highest);
  }

  private static double draw(Range range, SplittableRandom random) {
    double share = (random.nextLong() >>> 11) * 0x1.0p-53;     // in [0, 1), by rules that no release of Java changes
    double start = range.low() + share * (range.high() - range.low());
    return Math.round(start * GRID) / GRID;
  }
}
