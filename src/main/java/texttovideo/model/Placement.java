package texttovideo.model;

import java.util.stream.IntStream;

/**
 * Puts a sprite into a frame: turned, scaled, moved, and looked up between its pixels (bilinear), as in Jaderberg et al.
 * 2015, "Spatial Transformer Networks", section 3. Plain Java over rows, because it visits only the pixels that the sprite
 * can reach; the clips of a batch are shared among the cores, which changes no bit of the result.
 */
final class Placement {
  private static final double SCALE = 3 / SpriteNetwork.REACH;   // a pose's log scale 0: a disc a third of the half canvas
  private static final int POSE = MotionNetwork.POSE;

  private final int side;      // P
  private final int size;      // H and W of a frame
  private final int frames;    // F

  /**
   * @param side   height and width of the sprites
   * @param frames poses a clip
   * @param size   height and width of the frames
   */
  Placement(int side, int frames, int size) {
    this.side = side;
    this.frames = frames;
    this.size = size;
  }

  /** Coverage {@code [N, F, size, size]} in [0, 1], from poses {@code [N, F, 4]} and sprites {@code [N, P, P]}. */
  float[] forward(float[] poses, float[] sprites) {
    float[] coverage = new float[poses.length / POSE * size * size];
    clips(poses).forEach(n -> {
      for (int f = 0; f < frames; f++) {
        new Lookup(poses, n * frames + f).forward(sprites, n * side * side, coverage);
      }
    });
    return coverage;
  }

  /**
   * Adds the gradients at the poses and at the sprites.
   *
   * @param atCoverage {@code [N, F, size, size]}
   * @param atPoses    {@code [N, F, 4]}, added to
   * @param atSprites  {@code [N, P, P]}, added to
   */
  void backward(float[] poses, float[] sprites, float[] atCoverage, float[] atPoses, float[] atSprites) {
    clips(poses).forEach(n -> {
      for (int f = 0; f < frames; f++) {
        new Lookup(poses, n * frames + f).backward(sprites, n * side * side, atCoverage, atPoses, atSprites);
      }
    });
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
    private final float left;         // the sprite's centre, in half canvases from the frame's centre
    private final float top;
    private final float scale;        // sprite halves in a half canvas
    private final float cos;
    private final float sin;
    private final int firstRow;
    private final int lastRow;
    private final int firstColumn;
    private final int lastColumn;

    Lookup(float[] poses, int frame) {
      this.frame = frame;
      left = poses[frame * POSE] / 2;
      top = poses[frame * POSE + 1] / 2;
      scale = (float) (SCALE * Math.exp(-0.5 * poses[frame * POSE + 2]));
      cos = (float) Math.cos(poses[frame * POSE + 3]) * scale;
      sin = (float) Math.sin(poses[frame * POSE + 3]) * scale;
      float reach = (1 + 1f / side) * (Math.abs(cos) + Math.abs(sin)) / (scale * scale);
      firstRow = pixel(top - reach);
      lastRow = pixel(top + reach) + 1;
      firstColumn = pixel(left - reach);
      lastColumn = pixel(left + reach) + 1;
    }

    private int pixel(float position) {
      return Math.min(size - 1, Math.max(0, (int) Math.floor((position + 1) / 2 * size)));
    }

    void forward(float[] sprites, int sprite, float[] coverage) {
      for (int row = firstRow; row < lastRow; row++) {
        float below = (row + 0.5f) / size * 2 - 1 - top;
        for (int column = firstColumn; column < lastColumn; column++) {
          float right = (column + 0.5f) / size * 2 - 1 - left;
          float x = ((cos * right + sin * below + 1) * side - 1) / 2;
          float y = ((cos * below - sin * right + 1) * side - 1) / 2;
          if (x <= -1 || y <= -1 || x >= side || y >= side) {
            continue;
          }
          int x0 = (int) (x + 1) - 1;     // rounds down, as x > -1
          int y0 = (int) (y + 1) - 1;
          float ax = x - x0;
          float ay = y - y0;
          coverage[(frame * size + row) * size + column] =
              (1 - ay) * ((1 - ax) * at(sprites, sprite, y0, x0) + ax * at(sprites, sprite, y0, x0 + 1))
              + ay * ((1 - ax) * at(sprites, sprite, y0 + 1, x0) + ax * at(sprites, sprite, y0 + 1, x0 + 1));
        }
      }
    }

    void backward(float[] sprites, int sprite, float[] atCoverage, float[] atPoses, float[] atSprites) {
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
          float x = ((u + 1) * side - 1) / 2;
          float y = ((v + 1) * side - 1) / 2;
          if (x <= -1 || y <= -1 || x >= side || y >= side) {
            continue;
          }
          float gradient = atCoverage[(frame * size + row) * size + column];
          int x0 = (int) (x + 1) - 1;
          int y0 = (int) (y + 1) - 1;
          float ax = x - x0;
          float ay = y - y0;
          float a = at(sprites, sprite, y0, x0);
          float b = at(sprites, sprite, y0, x0 + 1);
          float c = at(sprites, sprite, y0 + 1, x0);
          float d = at(sprites, sprite, y0 + 1, x0 + 1);
          add(atSprites, sprite, y0, x0, gradient * (1 - ay) * (1 - ax));
          add(atSprites, sprite, y0, x0 + 1, gradient * (1 - ay) * ax);
          add(atSprites, sprite, y0 + 1, x0, gradient * ay * (1 - ax));
          add(atSprites, sprite, y0 + 1, x0 + 1, gradient * ay * ax);
          float atU = gradient * side / 2 * ((1 - ay) * (b - a) + ay * (d - c));
          float atV = gradient * side / 2 * ((1 - ax) * (c - a) + ax * (d - b));
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

    /** A sprite's pixel; nothing lies outside it. */
    private float at(float[] sprites, int sprite, int y, int x) {
      return x < 0 || y < 0 || x >= side || y >= side ? 0 : sprites[sprite + y * side + x];
    }

    private void add(float[] atSprites, int sprite, int y, int x, float gradient) {
      if (x >= 0 && y >= 0 && x < side && y < side) {
        atSprites[sprite + y * side + x] += gradient;
      }
    }
  }
}
