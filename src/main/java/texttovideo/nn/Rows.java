package texttovideo.nn;

import java.util.Arrays;

/**
 * Arithmetic on rows of numbers, in loops that the compiler turns into vector instructions: whole arrays, no offsets, several
 * rows a statement.
 */
public final class Rows {
  private static final float STEEP = 1e38f;
  private static final int BLOCK = 128;

  private Rows() {
  }

  /**
   * Refuses numbers that have overflowed on their way through a network, where what follows would hide it.
   *
   * @throws ArithmeticException naming what they are and the first that is not finite
   */
  public static void requireFinite(String what, float[]... rows) {
    for (float[] row : rows) {
      for (float number : row) {
        if (!Float.isFinite(number)) {
          throw new ArithmeticException("the weights are too large, numbers made with them overflow: " + what + " would be "
              + number);
        }
      }
    }
  }

  /** {@code sum += weights[0] * rows[0] + weights[1] * rows[1] + ...} */
  public static void addMixed(float[] sum, float[] weights, float[][] rows) {
    int k = 0;
    for (; k + 4 <= weights.length; k += 4) {
      addFour(sum, weights[k], rows[k], weights[k + 1], rows[k + 1], weights[k + 2], rows[k + 2],
          weights[k + 3], rows[k + 3]);
    }
    for (; k < weights.length; k++) {
      addScaled(sum, weights[k], rows[k]);
    }
  }

  private static void addFour(float[] sum, float w0, float[] r0, float w1, float[] r1, float w2, float[] r2,
      float w3, float[] r3) {
    for (int p = 0; p < sum.length; p++) {
      sum[p] += w0 * r0[p] + w1 * r1[p] + w2 * r2[p] + w3 * r3[p];
    }
  }

  /** {@code sum += weight * row} */
  public static void addScaled(float[] sum, float weight, float[] row) {
    for (int p = 0; p < sum.length; p++) {
      sum[p] += weight * row[p];
    }
  }

  /** {@code to = scale * row + shift}; both may be the same array. */
  public static void scaleAndShift(float[] row, float scale, float shift, float[] to) {
    for (int p = 0; p < row.length; p++) {
      to[p] = scale * row[p] + shift;
    }
  }

  /** {@code row = max(row, slope * row)} */
  public static void rectify(float[] row, float slope) {
    for (int p = 0; p < row.length; p++) {
      row[p] = Math.max(row[p], slope * row[p]);
    }
  }

  /** The gradient of {@link #rectify}: multiplied by the slope where its output was not positive. */
  public static void slopes(float[] gradient, float[] output, float slope) {
    for (int p = 0; p < gradient.length; p++) {
      float positive = Math.min(1, Math.max(0, output[p] * STEEP));      // 1 or 0 (between only below 1e-38), no branch
      gradient[p] *= slope + (1 - slope) * positive;
    }
  }

  /**
   * The inner product of every row of a with every row of b, {@code [a.length][b.length]}. The compiler turns a sum into vector
   * instructions only where it goes into a row: products are added up in a short row first, whose sum is little work.
   */
  public static float[][] dots(float[][] a, float[][] b) {
    float[][][] left = blocks(a);
    float[][][] right = blocks(b);
    float[][] products = new float[a.length][b.length];
    float[] lanes = new float[BLOCK];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        Arrays.fill(lanes, 0);
        int k = 0;
        for (; k + 4 <= left[i].length; k += 4) {
          addFourProducts(lanes, left[i][k], right[j][k], left[i][k + 1], right[j][k + 1], left[i][k + 2], right[j][k + 2],
              left[i][k + 3], right[j][k + 3]);
        }
        for (; k < left[i].length; k++) {
          addProduct(lanes, left[i][k], right[j][k]);
        }
        products[i][j] = sum(lanes);
      }
    }
    return products;
  }

  private static void addFourProducts(float[] sum, float[] a0, float[] b0, float[] a1, float[] b1, float[] a2, float[] b2,
      float[] a3, float[] b3) {
    for (int p = 0; p < BLOCK; p++) {
      sum[p] += a0[p] * b0[p] + a1[p] * b1[p] + a2[p] * b2[p] + a3[p] * b3[p];
    }
  }

  private static void addProduct(float[] sum, float[] a, float[] b) {
    for (int p = 0; p < BLOCK; p++) {
      sum[p] += a[p] * b[p];
    }
  }

  /** Each row cut into blocks, the last one filled up with zeros: {@code [rows][blocks][BLOCK]}. */
  private static float[][][] blocks(float[][] rows) {
    float[][][] blocks = new float[rows.length][][];
    for (int i = 0; i < rows.length; i++) {
      blocks[i] = new float[(rows[i].length + BLOCK - 1) / BLOCK][BLOCK];
      for (int k = 0; k < blocks[i].length; k++) {
        System.arraycopy(rows[i], k * BLOCK, blocks[i][k], 0, Math.min(BLOCK, rows[i].length - k * BLOCK));
      }
    }
    return blocks;
  }

  /** The inner product of two rows. */
  public static float dot(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int p = 0;
    for (; p + 4 <= a.length; p += 4) {
      s0 += a[p] * b[p];
      s1 += a[p + 1] * b[p + 1];
      s2 += a[p + 2] * b[p + 2];
      s3 += a[p + 3] * b[p + 3];
    }
    for (; p < a.length; p++) {
      s0 += a[p] * b[p];
    }
    return s0 + s1 + (s2 + s3);
  }

  /** The sum of a row. */
  public static float sum(float[] row) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int p = 0;
    for (; p + 4 <= row.length; p += 4) {
      s0 += row[p];
      s1 += row[p + 1];
      s2 += row[p + 2];
      s3 += row[p + 3];
    }
    for (; p < row.length; p++) {
      s0 += row[p];
    }
    return s0 + s1 + (s2 + s3);
  }
}
