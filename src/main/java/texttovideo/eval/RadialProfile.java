package texttovideo.eval;

import texttovideo.text.Shape;

/**
 * How much ink lies in each direction from an object's centre: the signature of its outline (Gonzalez and Woods 2018, "Digital
 * Image Processing", 4th edition, section 12.2), with the areas of thin sectors in place of distances, because blur
 * changes no area. A correlation with the whole shape hardly sees a circle with one square corner; the sector that holds the
 * corner has a third more ink than it should.
 */
final class RadialProfile {
  /** Sectors around the centre. */
  static final int SECTORS = 36;

  private static final int RAYS = 2 * SECTORS;
  private static final double REACH = 1.75;    // of a ray, in radii of the disc of the same area
  private static final int STEPS = 35;            // along a ray

  private final float[][][] bank = new float[Templates.RADII.length][][];   // [radius][shape][ray]

  RadialProfile() {
    for (int r = 0; r < bank.length; r++) {
      bank[r] = new float[Shape.values().length][];
      for (Shape shape : Shape.values()) {
        bank[r][shape.ordinal()] = rays(Templates.drawn(shape, Templates.RADII[r], 0));
      }
    }
  }

  /**
   * How much more ink than a true shape an object has in each sector, {@code [SECTORS]}: 0 as much, 1 as much more as a sector
   * holds on average.
   *
   * @param rays    of the object, as {@link #rays} gives them
   * @param radius  of the disc of the same area, in canvas units
   * @param degrees its turn as that shape; the first sector is at the shape's own right
   */
  float[] excess(float[] rays, double radius, Shape shape, double degrees) {
    float[] truth = bank[Templates.nearestRadius(radius)][shape.ordinal()];
    float[] excess = new float[SECTORS];
    for (int i = 0; i < RAYS; i++) {
      double at = i + degrees * RAYS / 360;
      int before = (int) Math.floor(at);
      float share = (float) (at - before);
      float ray = (1 - share) * rays[Math.floorMod(before, RAYS)] + share * rays[Math.floorMod(before + 1, RAYS)];
      excess[i * SECTORS / RAYS] += (ray - truth[i]) * SECTORS / RAYS;
    }
    return excess;
  }

  /** The ink along rays from the centre, {@code [RAYS]}, clockwise from the right, weighed by area; the mean is 1. */
  static float[] rays(Region region) {
    float[] rays = new float[RAYS];
    double step = REACH * region.radius() / STEPS;
    float sum = 0;
    for (int i = 0; i < RAYS; i++) {
      double across = Math.cos(2 * Math.PI * i / RAYS) * step;
      double down = Math.sin(2 * Math.PI * i / RAYS) * step;
      for (int s = 1; s <= STEPS; s++) {
        rays[i] += s * region.at(region.x() + s * across, region.y() + s * down);
      }
      sum += rays[i];
    }
    for (int i = 0; i < RAYS; i++) {
      rays[i] *= RAYS / sum;
    }
    return rays;
  }
}
