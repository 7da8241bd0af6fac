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

  /** Checks that the shape starts somewhere, be it out of frame. */
  public Scene {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("a scene starts at finite x and y, not at " + x + ", " + y);
    }
  }

  /** A shape may start anywhere between these. */
  public record Range(double low, double high) {
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
    double start = range.low() + random.nextDouble() * (range.high() - range.low());
    return Math.round(start * GRID) / GRID;
  }
}
