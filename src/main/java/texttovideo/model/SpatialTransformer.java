package texttovideo.model;

import java.util.Arrays;
import texttovideo.nn.Rows;

/**
 * Puts a sprite into frames: turned, scaled, moved, and looked up between its pixels (bilinear), as in Jaderberg et al. 2015,
 * "Spatial Transformer Networks", section 3. It visits only the pixels that the sprite can reach; all others stay background.
 */
final class SpatialTransformer {
  /** Channels of a frame: red, green, blue. */
  static final int COLOURS = 3;

  private static final double SCALE = 3 / SpriteNetwork.REACH;   // a pose's log scale 0: a disc a third of the half frame
  private static final int POSE = MotionNetwork.POSE;
  private static final float BACKGROUND = 1;                     // white
  private static final float NEIGHBOUR = 3;                      // a lookup sees ink a pixel away, 2 / P, on either axis: 2.83 / P

  private final int side;      // P
  private final int size;      // H and W of a frame

  /**
   * @param side height and width of the sprites
   * @param size height and width of the frames
   */
  SpatialTransformer(int side, int size) {
    this.side = side;
    this.size = size;
  }

  /**
   * An object as it is put into frames.
   *
   * @param alpha  {@code [(P+2) * (P+2)]} in [0, 1]: which share of a pixel it covers, with a border of nothing, one pixel wide,
   *               so that a lookup needs no care at the rim
   * @param centre (x, y) of what it shows, in halves of the square from the square's centre
   * @param reach  how far from there it shows anything, in halves of the square; pixels further away are not looked up
   * @param colour {@code [3]} in [0, 1]
   */
  record Sprite(float[] alpha, double[] centre, double reach, float[] colour) {
  }

  /** The gradients at a {@link Sprite}, added up over the frames that show it. */
  static final class SpriteGradient {
    final float[] alpha;
    final double[] centre = new double[2];
    final double[] colour = new double[COLOURS];

    SpriteGradient(Sprite of) {
      alpha = new float[of.alpha().length];
    }

    void add(SpriteGradient other) {
      Rows.addScaled(alpha, 1, other.alpha);
      for (int k = 0; k < centre.length; k++) {
        centre[k] += other.centre[k];
      }
      for (int c = 0; c < COLOURS; c++) {
        colour[c] += other.colour[c];
      }
    }
  }

  /** A sprite's alpha mask {@code [P * P]} with its border. */
  float[] bordered(float[] alpha) {
    float[] bordered = new float[(side + 2) * (side + 2)];
    for (int y = 0; y < side; y++) {
      System.arraycopy(alpha, y * side, bordered, place(y, 0), side);
    }
    return bordered;
  }

  /** The inner part of a gradient at a bordered mask, {@code [P * P]}. */
  float[] withoutBorder(float[] bordered) {
    float[] inner = new float[side * side];
    for (int y = 0; y < side; y++) {
      System.arraycopy(bordered, place(y, 0), inner, y * side, side);
    }
    return inner;
  }

  private int place(int y, int x) {
    return (y + 1) * (side + 2) + x + 1;
  }

  /**
   * Draws one frame.
   *
   * @param poses  {@code [T * 4]}
   * @param pose   which of them
   * @param frames units, of which {@code [3, H, W]} are set: 1 - 2 alpha (1 - colour)
   * @param from   where in them
   */
  void draw(Sprite sprite, float[] poses, int pose, float[] frames, int from) {
    Arrays.fill(frames, from, from + COLOURS * size * size, BACKGROUND);
    new Lookup(poses, pose, sprite).draw(sprite, frames, from);
  }

  /**
   * Adds the gradients at a frame's sprite and pose, from those at its units.
   *
   * @param dFrames of which {@code [3, H, W]} count, from {@code from} on
   * @param dPoses  {@code [T * 4]}, added to
   * @param dSprite added to
   */
  void backward(Sprite sprite, float[] poses, int pose, float[] dFrames, int from, float[] dPoses, SpriteGradient dSprite) {
    new Lookup(poses, pose, sprite).backward(sprite, dFrames, from, dPoses, dSprite);
  }

  /**
   * What poses mean on a frame of a size: x and y of the sprite's centre in pixels from the left and from the top edge, the radius
   * in pixels of the disc that starts the sprite, the turn in degrees, clockwise.
   *
   * @param poses {@code [T * 4]}
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

  /** One frame: where in the sprite each of its pixels lies. */
  private final class Lookup {
    private final int pose;
    private final float centreX;      // the sprite's centre, in its halves from the centre of its square
    private final float centreY;
    private final float left;         // where that comes to lie, in half frames from the frame's centre
    private final float top;
    private final float cos;          // times the sprite halves in a half frame
    private final float sin;
    private final float reach;        // of what it shows, in half frames
    private final int firstRow;
    private final int lastRow;

    Lookup(float[] poses, int pose, Sprite sprite) {
      this.pose = pose;
      centreX = (float) sprite.centre()[0];
      centreY = (float) sprite.centre()[1];
      left = poses[pose * POSE] / 2;
      top = poses[pose * POSE + 1] / 2;
      float scale = (float) (SCALE * Math.exp(-0.5 * poses[pose * POSE + 2]));
      cos = (float) Math.cos(poses[pose * POSE + 3]) * scale;
      sin = (float) Math.sin(poses[pose * POSE + 3]) * scale;
      reach = ((float) sprite.reach() + NEIGHBOUR / side) / scale;
      firstRow = pixel(top - reach);
      lastRow = pixel(top + reach) + 1;
    }

    /** Half of what is shown along a row, in half frames. */
    private float halfWidth(float below) {
      return (float) Math.sqrt(Math.max(0, reach * reach - below * below));
    }

    private int pixel(float position) {
      return Math.min(size - 1, Math.max(0, (int) Math.floor((position + 1) / 2 * size)));
    }

    void draw(Sprite sprite, float[] frames, int from) {
      float[] alpha = sprite.alpha();
      float red = -2 * (1 - sprite.colour()[0]);
      float green = -2 * (1 - sprite.colour()[1]);
      float blue = -2 * (1 - sprite.colour()[2]);
      int plane = size * size;
      for (int row = firstRow; row < lastRow; row++) {
        float below = (row + 0.5f) / size * 2 - 1 - top;
        int lastColumn = pixel(left + halfWidth(below));
        for (int column = pixel(left - halfWidth(below)); column <= lastColumn; column++) {
          float right = (column + 0.5f) / size * 2 - 1 - left;
          float x = ((centreX + cos * right + sin * below + 1) * side - 1) / 2;
          float y = ((centreY + cos * below - sin * right + 1) * side - 1) / 2;
          if (x <= -1 || y <= -1 || x >= side || y >= side) {
            continue;
          }
          int x0 = (int) (x + 1) - 1;     // rounds down, as x > -1
          int y0 = (int) (y + 1) - 1;
          float ax = x - x0;
          float ay = y - y0;
          int here = place(y0, x0);
          int under = here + side + 2;
          float covered = (1 - ay) * ((1 - ax) * alpha[here] + ax * alpha[here + 1])
              + ay * ((1 - ax) * alpha[under] + ax * alpha[under + 1]);
          int at = from + row * size + column;
          frames[at] += red * covered;
          frames[at + plane] += green * covered;
          frames[at + 2 * plane] += blue * covered;
        }
      }
    }

    void backward(Sprite sprite, float[] dFrames, int from, float[] dPoses, SpriteGradient gradient) {
      float[] alpha = sprite.alpha();
      float[] dAlpha = gradient.alpha;
      float red = -2 * (1 - sprite.colour()[0]);
      float green = -2 * (1 - sprite.colour()[1]);
      float blue = -2 * (1 - sprite.colour()[2]);
      int plane = size * size;
      double dRed = 0;
      double dGreen = 0;
      double dBlue = 0;
      double dCentreX = 0;
      double dCentreY = 0;
      double dLeft = 0;
      double dTop = 0;
      double dScale = 0;
      double dAngle = 0;
      for (int row = firstRow; row < lastRow; row++) {
        float below = (row + 0.5f) / size * 2 - 1 - top;
        int lastColumn = pixel(left + halfWidth(below));
        for (int column = pixel(left - halfWidth(below)); column <= lastColumn; column++) {
          float right = (column + 0.5f) / size * 2 - 1 - left;
          float u = cos * right + sin * below;
          float v = cos * below - sin * right;
          float x = ((centreX + u + 1) * side - 1) / 2;
          float y = ((centreY + v + 1) * side - 1) / 2;
          if (x <= -1 || y <= -1 || x >= side || y >= side) {
            continue;
          }
          int x0 = (int) (x + 1) - 1;
          int y0 = (int) (y + 1) - 1;
          float ax = x - x0;
          float ay = y - y0;
          int here = place(y0, x0);
          int under = here + side + 2;
          float a = alpha[here];
          float b = alpha[here + 1];
          float c = alpha[under];
          float d = alpha[under + 1];
          int at = from + row * size + column;
          float twice = 2 * ((1 - ay) * ((1 - ax) * a + ax * b) + ay * ((1 - ax) * c + ax * d));
          dRed += dFrames[at] * twice;
          dGreen += dFrames[at + plane] * twice;
          dBlue += dFrames[at + 2 * plane] * twice;
          float dCovered = red * dFrames[at] + green * dFrames[at + plane] + blue * dFrames[at + 2 * plane];
          dAlpha[here] += dCovered * (1 - ay) * (1 - ax);
          dAlpha[here + 1] += dCovered * (1 - ay) * ax;
          dAlpha[under] += dCovered * ay * (1 - ax);
          dAlpha[under + 1] += dCovered * ay * ax;
          float dU = dCovered * side / 2 * ((1 - ay) * (b - a) + ay * (d - c));
          float dV = dCovered * side / 2 * ((1 - ax) * (c - a) + ax * (d - b));
          dCentreX += dU;
          dCentreY += dV;
          dLeft += sin * dV - cos * dU;
          dTop -= sin * dU + cos * dV;
          dScale -= (u * dU + v * dV) / 2;
          dAngle += v * dU - u * dV;
        }
      }
      gradient.colour[0] += dRed;
      gradient.colour[1] += dGreen;
      gradient.colour[2] += dBlue;
      gradient.centre[0] += dCentreX;
      gradient.centre[1] += dCentreY;
      dPoses[pose * POSE] += (float) (dLeft / 2);
      dPoses[pose * POSE + 1] += (float) (dTop / 2);
      dPoses[pose * POSE + 2] += (float) dScale;
      dPoses[pose * POSE + 3] += (float) dAngle;
    }
  }
}
