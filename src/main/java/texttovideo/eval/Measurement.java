package texttovideo.eval;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import texttovideo.scene.Palette;
import texttovideo.scene.Pose;
import texttovideo.scene.SignedDistance;
import texttovideo.text.Colour;
import texttovideo.text.Shape;

/**
 * What the evaluator measured in a clip: numbers only, no decisions. All lengths are in canvas units, whatever the size of
 * the clip; arrays have one entry a frame.
 *
 * @param objects        how many separate objects each frame shows
 * @param x              the centre of the largest object, from the left edge; NaN in a frame without one
 * @param y              likewise, from the top edge
 * @param radius         its radius, from its area, as {@link #likeliestShape()}; 0 in a frame without one
 * @param degrees        its turn as that shape, clockwise from upright, 0 to 360; NaN in a frame without one
 * @param likeness       the mean over frames of its correlation with each shape at its best turn, up to 1
 * @param shapeShare     the share of frames, 0..1, that resemble {@link #likeliestShape()} more than any other shape
 * @param excess         how far its outline is off as {@link #likeliestShape()} where it is off most: the ink in a twelfth of
 *                       a circle around its centre, too much or too little, as a share of what a twelfth holds on average;
 *                       the mean over frames, 0 for the true shape
 * @param colourDistance the mean over frames of the distance between its colour and each colour of the palette, as red,
 *                       green and blue in [0, 1]
 * @param rotation       how it turns; no turn if a frame shows nothing
 * @param sharpness      how crisp its edges are
 */
public record Measurement(int[] objects, double[] x, double[] y, double[] radius, double[] degrees,
    Map<Shape, Double> likeness, double shapeShare, double excess, Map<Colour, Double> colourDistance, RotationEstimate rotation,
    Sharpness sharpness) {

  static Measurement of(List<FrameObservation> frames, RadialProfile profiles, Sharpness sharpness) {
    Map<Shape, Double> likeness = new EnumMap<>(Shape.class);
    for (Shape shape : Shape.values()) {
      likeness.put(shape, frames.stream().mapToDouble(frame -> frame.likeness(shape)).average().orElseThrow());
    }
    Map<Colour, Double> colourDistance = new EnumMap<>(Colour.class);
    for (Colour colour : Colour.values()) {
      double[] rgb = Palette.rgb(colour);
      colourDistance.put(colour, frames.stream().mapToDouble(f -> distance(f.rgb(), rgb)).average().orElseThrow());
    }
    Shape shape = likeliest(likeness);
    double shapeShare = frames.stream().filter(frame -> Arrays.stream(Shape.values())
        .allMatch(other -> frame.likeness(other) <= frame.likeness(shape))).count() / (double) frames.size();
    boolean blank = frames.stream().anyMatch(frame -> frame.objects() == 0);
    float[][] turns = frames.stream().filter(frame -> frame.objects() > 0)
        .map(frame -> frame.likeness()[shape.ordinal()]).toArray(float[][]::new);
    return new Measurement(
        frames.stream().mapToInt(FrameObservation::objects).toArray(),
        frames.stream().mapToDouble(FrameObservation::x).toArray(),
        frames.stream().mapToDouble(FrameObservation::y).toArray(),
        frames.stream().mapToDouble(frame -> Math.sqrt(frame.area() / SignedDistance.area(shape))).toArray(),
        frames.stream().mapToDouble(frame -> frame.degrees(shape)).toArray(),
        likeness, shapeShare, blank ? 1 : excess(frames, profiles, shape), colourDistance,
        blank ? new RotationEstimate(0, 0) : RotationEstimate.of(turns, Pose.END / (frames.size() - 1)), sharpness);
  }

  /** {@code F}, the number of frames. */
  public int frames() {
    return objects.length;
  }

  /** Whether some frame shows nothing. */
  public boolean isBlank() {
    return Arrays.stream(objects).anyMatch(count -> count == 0);
  }

  /** The shape it resembles most, however little. */
  public Shape likeliestShape() {
    return likeliest(likeness);
  }

  /** The colour it comes nearest to, however far. */
  public Colour nearestColour() {
    return colourDistance.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static Shape likeliest(Map<Shape, Double> likeness) {
    return likeness.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  /** Frames are averaged first, sector by sector: what the grid of pixels does to an edge differs from frame to frame. */
  private static double excess(List<FrameObservation> frames, RadialProfile profiles, Shape shape) {
    double[] mean = new double[RadialProfile.SECTORS];
    for (FrameObservation frame : frames) {
      float[] excess = profiles.excess(frame.rays(), Math.sqrt(frame.area() / Math.PI), shape, frame.degrees(shape));
      for (int i = 0; i < mean.length; i++) {
        mean[i] += excess[i] / frames.size();
      }
    }
    double worst = 0;
    for (int i = 0; i < mean.length; i++) {
      double twelfth = (mean[i] + mean[(i + 1) % mean.length] + mean[(i + 2) % mean.length]) / 3;
      worst = Math.max(worst, Math.abs(twelfth));
    }
    return worst;
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
  }
}
