package texttovideo.eval;

import java.util.Arrays;
import java.util.BitSet;
import texttovideo.text.Shape;
import texttovideo.video.Clip;

/**
 * What one frame shows.
 *
 * @param objects  the number of separate pieces of ink; when it is 0 the rest is meaningless
 * @param x        the centroid of the largest piece in canvas units
 * @param y        likewise
 * @param area     its area in squared canvas units
 * @param rgb      the mean colour of its solid part, each channel in [0, 1]
 * @param likeness its correlation with each shape at each turn, {@code [shape][angle]}
 * @param rays     the ink in each direction from the centroid, as {@link RadialProfile#rays} gives it
 */
record FrameObservation(int objects, double x, double y, double area, double[] rgb, float[][] likeness, float[] rays) {
  private static final double SOLID = 0.8;         // of the most inked cell

  static FrameObservation of(Clip clip, int frame, Templates templates) {
    ResampledFrame resampled = new ResampledFrame(clip, frame);
    ConnectedComponents components = ConnectedComponents.of(resampled.ink);
    if (components.count() == 0) {
      return new FrameObservation(0, Double.NaN, Double.NaN, 0, new double[] {1, 1, 1}, null, null);
    }
    Region region = Region.around(components.largest(), resampled.ink);
    return new FrameObservation(components.count(), region.x(), region.y(), region.area(),
        colour(resampled, components.largest()), templates.match(region), RadialProfile.rays(region));
  }

  /** The best correlation with a shape over all turns; 0 where there is nothing. */
  double likeness(Shape shape) {
    float best = objects == 0 ? 0 : -1;
    for (int angle = 0; objects > 0 && angle < Templates.ANGLES; angle++) {
      best = Math.max(best, likeness[shape.ordinal()][angle]);
    }
    return best;
  }

  /** The turn, 0 to 360, at which this looks most like a shape; NaN where there is nothing. */
  double degrees(Shape shape) {
    return objects == 0 ? Double.NaN : RotationEstimate.angle(likeness[shape.ordinal()]);
  }

  /** The mean over the most inked cells, for those at the edge are mixed with the background. */
  private static double[] colour(ResampledFrame resampled, BitSet piece) {
    double most = piece.stream().mapToDouble(i -> resampled.ink[i]).max().orElseThrow();
    int[] solid = piece.stream().filter(i -> resampled.ink[i] >= SOLID * most).toArray();
    double[] rgb = new double[3];
    for (int c = 0; c < 3; c++) {
      float[] channel = resampled.rgb[c];
      rgb[c] = Arrays.stream(solid).mapToDouble(i -> channel[i]).average().orElseThrow();
    }
    return rgb;
  }
}
