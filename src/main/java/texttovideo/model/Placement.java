package texttovideo.model;

import java.util.stream.IntStream;

/**
 * Puts a sprite into a frame by its {@link Middle}: turned, scaled, moved, and looked up between its pixels (bilinear), as in
 * Jaderberg et al. 2015, "Spatial Transformer Networks", section 3. Plain Java over rows, because it visits only the pixels
 * that the sprite can reach; the clips of a batch are shared among the cores, which changes no bit of the result.
 */
final class Placement {
  private static final double SCALE = 3 / SpriteNetwork.REACH;   // a pose's log scale 0: a disc a third of the half canvas
  private static final int POSE = MotionNetwork.POSE;

  private final int side;      // P
  private final int size;      // H and W of a frame
  private final int frames;    // F
  private final Middle middle;
  private double[][] middles;      // [N, 2]

  /**
   * @param side   height and width of the sprites
   * @param frames poses a clip
   * @param size   height and width of the frames
   */
  Placement(int side, int frames, int size) {
    this.side = side;
    this.frames = frames;
    this.size = size;
    middle = new Middle(side);
  }

  /** Coverage {@code [N, F, size, size]} in [0, 1], from poses {@code [N, F, 4]} and sprites {@code [N, P, P]}. */
  float[] forward(float[] poses, float[] sprites) {
    float[] coverage = new float[poses.length / POSE * size * size];
    middles = new double[poses.length / POSE / frames][];
    clips(poses).forEach(n -> {
      float[] sprite = bordered(sprites, n);
      middles[n] = middle.of(sprites, n);
      for (int f = 0; f < frames; f++) {
        new Lookup(poses, n * frames + f, middles[n]).forward(sprite, coverage);
      }
    });
    return coverage;
  }

  /**
   * Adds the gradients at the poses and at the sprites of the last {@link #forward}.
   *
   * @param atCoverage {@code [N, F, size, size]}
   * @param atPoses    {@code [N, F, 4]}, added to
   * @param atSprites  {@code [N, P, P]}, added to
   */
  void backward(float[] poses, float[] sprites, float[] atCoverage, float[] atPoses, float[] atSprites) {
    clips(poses).forEach(n -> {
      float[] sprite = bordered(sprites, n);
      float[] atSprite = new float[sprite.length];
      double[] atMiddle = new double[2];
      for (int f = 0; f < frames; f++) {
        new Lookup(poses, n * frames + f, middles[n]).backward(sprite, atCoverage, atPoses, atSprite, atMiddle);
      }
      middle.backward(sprites, n, middles[n], atMiddle, atSprites);
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          atSprites[(n * side + y) * side + x] += atSprite[place(y, x)];
        }
      }
    });
  }

  /** The sprite of clip n with a border of nothing, one pixel wide, so that a lookup needs no care at the rim. */
  private float[] bordered(float[] sprites, int n) {
    float[] bordered = new float[(side + 2) * (side + 2)];
    for (int y = 0; y < side; y++) {
      System.arraycopy(sprites, (n * side + y) * side, bordered, place(y, 0), side);
    }
    return bordered;
  }

  /** Where a sprite's pixel stands within the border. */
  private int place(int y, int x) {
    return (y + 1) * (side + 2) + x + 1;
  }

  /**
   * Poses {@code [N, F, 4]} as a reader measures them in frames of the given height and width: the centre in pixels from
   * the left and the top edge, the radius in pixels of a disc of radius 1 in the sprite, the turn in degrees, clockwise.
   */
  static float[] inPixels(float[] poses, int size) {
    float half = size / 2f;
    float[] measured = new float[poses.length];
    for (int i = 0; i < poses.length; i += POSE) {
      measured[i] = half * (1 + poses[i] / 2);
      measured[i + 1] = half * (1 + poses[i + 1] / 2);
      measured[i + 2] = (float) (half / (SCALE * SpriteNetwork.REACH) * Math.exp(0.5 * poses[i + 2]));
      measured[i + 3] = (float) Math.toDegrees(poses[i + 3]);
    }
    return measured;
  }

  private IntStream clips(float[] poses) {
    return IntStream.range(0, poses.length / POSE / frames).parallel();
  }

  /** One frame: where in the sprite each of its pixels lies. */
  private final class Lookup {
    private final int frame;
    private final float middleX;      // the sprite's middle, in its halves from the centre of its square
    private final float middleY;
    private final float left;         // where that comes to lie, in half canvases from the frame's centre
    private final float top;
    private final float scale;        // sprite halves in a half canvas
    private final float cos;
    private final float sin;
    private final int firstRow;
    private final int lastRow;
    private final int firstColumn;
    private final int lastColumn;

    Lookup(float[] poses, int frame, double[] middle) {
      this.frame = frame;
      middleX = (float) middle[0];
      middleY = (float) middle[1];
      left = poses[frame * POSE] / 2;
      top = poses[frame * POSE + 1] / 2;
      scale = (float) (SCALE * Math.exp(-0.5 * poses[frame * POSE + 2]));
      cos = (float) Math.cos(poses[frame * POSE + 3]) * scale;
      sin = (float) Math.sin(poses[frame * POSE + 3]) * scale;
      float half = 1 + 1f / side + Math.max(Math.abs(middleX), Math.abs(middleY));
      float reach = half * (Math.abs(cos) + Math.abs(sin)) / (scale * scale);
      firstRow = pixel(top - reach);
      lastRow = pixel(top + reach) + 1;
      firstColumn = pixel(left - reach);
      lastColumn = pixel(left + reach) + 1;
    }

    private int pixel(float position) {
      return Math.min(size - 1, Math.max(0, (int) Math.floor((position + 1) / 2 * size)));
    }

    void forward(float[] sprite, float[] coverage) {
      for (int row = firstRow; row < lastRow; row++) {
        float below = (row + 0.5f) / size * 2 - 1 - top;
        for (int column = firstColumn; column < lastColumn; column++) {
          float right = (column + 0.5f) / size * 2 - 1 - left;
          float x = ((middleX + cos * right + sin * below + 1) * side - 1) / 2;
          float y = ((middleY + cos * below - sin * right + 1) * side - 1) / 2;
          if (x <= -1 || y <= -1 || x >= side || y >= side) {
            continue;
          }
          int x0 = (int) (x + 1) - 1;     // rounds down, as x > -1
          int y0 = (int) (y + 1) - 1;
          float ax = x - x0;
          float ay = y - y0;
          int here = place(y0, x0);
          int under = here + side + 2;
          coverage[(frame * size + row) * size + column] =
              (1 - ay) * ((1 - ax) * sprite[here] + ax * sprite[here + 1])
              + ay * ((1 - ax) * sprite[under] + ax * sprite[under + 1]);
        }
      }
    }

    void backward(float[] sprite, float[] atCoverage, float[] atPoses, float[] atSprite, double[] atMiddle) {
      double atLeft = 0;
      double atTop = 0;
      double atScale = 0;
      double atAngle = 0;
      for (int row = firstRow; row < lastRow; row++) {
        float below = (row + 0.5f) / size * 2 - 1 - top;
        for (int column = firstColumn; column < lastColumn; column++) {
          float right = (column + 0.5f) / size * 2 - 1 - left;
          float u = cos * right + sin * below;
          float v = cos * below - sin * right;
          float x = ((middleX + u + 1) * side - 1) / 2;
          float y = ((middleY + v + 1) * side - 1) / 2;
          if (x <= -1 || y <= -1 || x >= side || y >= side) {
            continue;
          }
          float gradient = atCoverage[(frame * size + row) * size + column];
          int x0 = (int) (x + 1) - 1;
          int y0 = (int) (y + 1) - 1;
          float ax = x - x0;
          float ay = y - y0;
          int here = place(y0, x0);
          int under = here + side + 2;
          float a = sprite[here];
          float b = sprite[here + 1];
          float c = sprite[under];
          float d = sprite[under + 1];
          atSprite[here] += gradient * (1 - ay) * (1 - ax);
          atSprite[here + 1] += gradient * (1 - ay) * ax;
          atSprite[under] += gradient * ay * (1 - ax);
          atSprite[under + 1] += gradient * ay * ax;
          float atU = gradient * side / 2 * ((1 - ay) * (b - a) + ay * (d - c));
          float atV = gradient * side / 2 * ((1 - ax) * (c - a) + ax * (d - b));
          atMiddle[0] += atU;
          atMiddle[1] += atV;
          atLeft += sin * atV - cos * atU;
          atTop -= sin * atU + cos * atV;
          atScale -= (u * atU + v * atV) / 2;
          atAngle += v * atU - u * atV;
        }
      }
      atPoses[frame * POSE] += (float) (atLeft / 2);
      atPoses[frame * POSE + 1] += (float) (atTop / 2);
      atPoses[frame * POSE + 2] += (float) atScale;
      atPoses[frame * POSE + 3] += (float) atAngle;
    }
  }
}
