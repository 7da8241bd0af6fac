package texttovideo.train;

import texttovideo.model.ConvGenerator;

/**
 * Lets a generator's noise follow the spread of an encoder's codes: the map of noise is the transposed Cholesky factor of
 * their covariance, a moving average over steps. The map itself is all that is kept, so that a resumed run has the same
 * bits.
 */
final class NoiseFit {
  private static final double SHARE = 0.01;      // of a step in the average

  private NoiseFit() {
  }

  /** Moves the map {@code M} so that {@code M'M}, the covariance of noise, moves towards that of codes {@code [Z][Z]}. */
  static void follow(ConvGenerator generator, double[][] covariance) {
    int size = covariance.length;
    double[] map = generator.noiseMap();
    double[][] average = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double now = 0;
        for (int k = 0; k < size; k++) {
          now += map[k * size + i] * map[k * size + j];
        }
        average[i][j] = now + SHARE * (covariance[i][j] - now);
      }
    }
    generator.setNoiseMap(transposedFactor(average));
  }

  /** The upper triangular {@code U} with {@code U'U} as given, {@code [Z, Z]}. */
  static double[] transposedFactor(double[][] covariance) {
    int size = covariance.length;
    double[] upper = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        double rest = covariance[i][j];
        for (int k = 0; k < i; k++) {
          rest -= upper[k * size + i] * upper[k * size + j];
        }
        upper[i * size + j] = i == j ? Math.sqrt(Math.max(rest, 1e-12)) : rest / upper[i * size + i];
      }
    }
    return upper;
  }
}
