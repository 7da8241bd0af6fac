package texttovideo.model;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Arithmetic on rows of numbers, in loops that the compiler turns into vector instructions: whole arrays, no offsets, several
 * rows a statement.
 */
final class Rows {
  private static final float STEEP = 1e38f;

  private Rows() {
  }

  /** {@code sum += weights[0] * rows[0] + weights[1] * rows[1] + ...} */
  static void addMixed(float[] sum, float[] weights, float[][] rows) {
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
  static void addScaled(float[] sum, float weight, float[] row) {
    for (int p = 0; p < sum.length; p++) {
      sum[p] += weight * row[p];
    }
  }

  /** {@code to = scale * row + shift}; both may be the same array. */
  static void scaleAndShift(float[] row, float scale, float shift, float[] to) {
    for (int p = 0; p < row.length; p++) {
      to[p] = scale * row[p] + shift;
    }
  }

  /** {@code row = max(row, slope * row)} */
  static void rectify(float[] row, float slope) {
    for (int p = 0; p < row.length; p++) {
      row[p] = Math.max(row[p], slope * row[p]);
    }
  }

  /** The gradient of {@link #rectify}: multiplied by the slope where its output was not positive. */
  static void slopes(float[] gradient, float[] output, float slope) {
    for (int p = 0; p < gradient.length; p++) {
      float positive = Math.min(1, Math.max(0, output[p] * STEEP));      // 1 or 0 (between only below 1e-38), no branch
      gradient[p] *= slope + (1 - slope) * positive;
    }
  }

  /**
   * The inner product of every row of a with every row of b, {@code [a.length * b.length]}: one matrix product, because the
   * compiler does not turn a sum into vector instructions.
   */
  static float[] dots(float[][] a, float[][] b) {
    int length = a[0].length;
    float[] products = new float[a.length * b.length];
    try (FloatPointer left = joined(a); FloatPointer right = joined(b); FloatPointer out = new FloatPointer(products)) {
      openblas_nolapack.cblas_sgemm(openblas_nolapack.CblasRowMajor, openblas_nolapack.CblasNoTrans,
          openblas_nolapack.CblasTrans, a.length, b.length, length, 1, left, length, right, length, 0, out, b.length);
      out.get(products);
    }
    return products;
  }

  private static FloatPointer joined(float[][] rows) {
    FloatPointer all = new FloatPointer((long) rows.length * rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      all.position((long) i * rows[i].length).put(rows[i]);
    }
    return all.position(0);
  }

  /** The inner product of two rows. */
  static float dot(float[] a, float[] b) {
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
  static float sum(float[] row) {
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
