package texttovideo.judge;

import java.util.BitSet;
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
 */
record Sighting(int objects, double x, double y, double area, double[] rgb, float[][] likeness) {
  private static final float SOLID = 0.8f;
  private static final int FEWEST_SOLID = 4;       // cells; a piece with fewer is pale, and its mean colour is all it has

  static Sighting of(Clip clip, int frame, Templates templates) {
    Canvas canvas = Canvas.of(clip, frame);
    Blobs blobs = Blobs.of(canvas.ink);
    if (blobs.count() == 0) {
      return new Sighting(0, Double.NaN, Double.NaN, 0, new double[] {1, 1, 1}, null);
    }
    Inked inked = Inked.of(canvas.ink, blobs.largest());
    return new Sighting(blobs.count(), inked.x(), inked.y(), inked.area(), colour(canvas, blobs.largest()),
        templates.match(inked));
  }

  private static double[] colour(Canvas canvas, BitSet piece) {
    BitSet solid = new BitSet();
    piece.stream().filter(i -> canvas.ink[i] > SOLID).forEach(solid::set);
    BitSet cells = solid.cardinality() < FEWEST_SOLID ? piece : solid;
    double[] rgb = new double[3];
    for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
      for (int c = 0; c < 3; c++) {
        rgb[c] += canvas.rgb[c][i] / cells.cardinality();
      }
    }
    return rgb;
  }
}
