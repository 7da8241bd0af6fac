package texttovideo.model;

/**
 * Arithmetic on rows of numbers, in loops that the compiler turns into vector instructions: whole arrays, no offsets, several
 * rows a statement.
 */
final class Rows {
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

  /** {@code row = max(row, slope * row)} */
  static void rectify(float[] row, float slope) {
    for (int p = 0; p < row.length; p++) {
      row[p] = Math.max(row[p], slope * row[p]);
    }
  }

  /** The gradient of {@link #rectify}: multiplied by the slope where its output was not positive. */
  static void slopes(float[] gradient, float[] output, float slope) {
    for (int p = 0; p < gradient.length; p++) {
      gradient[p] *= output[p] > 0 ? 1 : slope;
    }
  }

  /** The sum of products, in eight independent sums: one alone would wait for each addition to finish. */
  static float dot(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int p = 0;
    for (; p + 8 <= a.length; p += 8) {
      s0 += a[p] * b[p];
      s1 += a[p + 1] * b[p + 1];
      s2 += a[p + 2] * b[p + 2];
      s3 += a[p + 3] * b[p + 3];
      s4 += a[p + 4] * b[p + 4];
      s5 += a[p + 5] * b[p + 5];
      s6 += a[p + 6] * b[p + 6];
      s7 += a[p + 7] * b[p + 7];
    }
    for (; p < a.length; p++) {
      s0 += a[p] * b[p];
    }
    return s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
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
