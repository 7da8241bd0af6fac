package texttovideo.model;

import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parameter;
import texttovideo.nn.Parameters;

/**
 * Where a generator's noise comes from: a mixture of Gaussians that follows an encoder's codes, since these do not fill one
 * round cloud (Ghosh et al. 2020, "From Variational to Deterministic Autoencoders", section 4: density estimation after
 * training, with ten Gaussians). It is fitted while training goes on, by a step of expectation maximization for each batch
 * (Cappé and Moulines 2009, "On-line Expectation-Maximization Algorithm for Latent Data Models"). Until then its numbers are
 * standard normal. Its parameters are all it knows, so that a resumed run has the same bits; no loss changes them. Not safe
 * for threads of which one calls {@link #follow}.
 */
public final class NoiseMixture {
  private static final int GAUSSIANS = 10;       // K
  private static final double RATE = 0.005;      // how far a batch moves the averages of the past
  private static final double ALIKE = 0.02;      // of each code belongs to all Gaussians alike, so that none can die out
  private static final double SMALLEST = 1e-6;   // variance along any direction

  private final int size;                        // Z
  private final Parameter shares;                // [K]: of the codes, less 1 / K
  private final Parameter means;                 // [K, Z]
  private final Parameter maps;                  // [K, Z, Z]: U of U'U, a Gaussian's covariance, less the identity

  NoiseMixture(int size, Initializer start) {
    this.size = size;
    shares = start.zeros(GAUSSIANS);
    means = start.zeros(GAUSSIANS, size);
    maps = start.zeros(GAUSSIANS, size, size);
  }

  Map<String, Parameter> parameters() {
    return new Parameters().add("shares", shares).add("means", means).add("maps", maps).byName();
  }

  /** The next {@code Z} noise numbers. */
  float[] next(RandomGenerator random) {
    NormalNumbers numbers = new NormalNumbers(random);
    Gaussian drawn = gaussian(drawn(numbers.unit()));
    double[] normal = numbers.next(size);
    float[] noise = new float[size];
    for (int j = 0; j < size; j++) {
      double sum = drawn.mean[j];
      for (int i = 0; i <= j; i++) {
        sum += normal[i] * drawn.map[i * size + j];
      }
      noise[j] = (float) sum;
    }
    return noise;
  }

  /** The Gaussian in whose part of (0, 1] a number lies. */
  private int drawn(double number) {
    double below = 0;
    for (int k = 0; k < GAUSSIANS - 1; k++) {
      below += share(k);
      if (number <= below) {
        return k;
      }
    }
    return GAUSSIANS - 1;
  }

  private double share(int k) {
    return shares.values()[k] + 1.0 / GAUSSIANS;
  }

  /** One of the mixture: its share, mean {@code [Z]} and map U {@code [Z, Z]}. */
  private record Gaussian(double share, double[] mean, double[] map) {
    /** The logarithm of its part of the density of {@code x = mean + n U}, n being standard normal; but for what all share. */
    double logDensity(float[] x) {
      double[] normal = new double[x.length];
      double log = 0;
      for (int j = 0; j < x.length; j++) {
        double rest = x[j] - mean[j];
        for (int i = 0; i < j; i++) {
          rest -= normal[i] * map[i * x.length + j];
        }
        normal[j] = rest / map[j * x.length + j];
        log -= normal[j] * normal[j] / 2 + StrictMath.log(map[j * x.length + j]);
      }
      return StrictMath.log(share) + log;
    }
  }

  private Gaussian gaussian(int k) {
    double[] mean = new double[size];
    Arrays.setAll(mean, i -> means.values()[k * size + i]);
    double[] map = new double[size * size];
    Arrays.setAll(map, i -> maps.values()[k * map.length + i] + (i % (size + 1) == 0 ? 1.0 : 0));
    return new Gaussian(share(k), mean, map);
  }

  /**
   * Moves the mixture towards a batch of codes, each drawn from what the encoder says of a clip.
   *
   * @param codes {@code [N, Z]}
   */
  public void follow(float[] codes) {
    if (isStandardNormal()) {
      startFrom(codes);
    }
    Gaussian[] gaussians = new Gaussian[GAUSSIANS];
    Arrays.setAll(gaussians, this::gaussian);
    int count = codes.length / size;
    double[][] belongs = new double[count][];      // [N][K]
    for (int n = 0; n < count; n++) {
      belongs[n] = belongs(gaussians, Arrays.copyOfRange(codes, n * size, (n + 1) * size));
    }
    for (int k = 0; k < GAUSSIANS; k++) {
      int which = k;
      follow(k, gaussians[k], codes, Arrays.stream(belongs).mapToDouble(each -> each[which] / count).toArray());
    }
  }

  private boolean isStandardNormal() {
    for (float mean : means.values()) {
      if (mean != 0) {
        return false;
      }
    }
    return true;
  }

  /** Gaussians that are all the same would stay so: each goes to a code of its own. */
  private void startFrom(float[] codes) {
    float[] starts = means.values();
    for (int i = 0; i < starts.length; i++) {
      starts[i] = codes[i % codes.length];
    }
  }

  /** How much of a code belongs to each Gaussian, {@code [K]}, 1 together. */
  private static double[] belongs(Gaussian[] gaussians, float[] code) {
    double[] logs = Arrays.stream(gaussians).mapToDouble(each -> each.logDensity(code)).toArray();
    double most = Arrays.stream(logs).max().orElseThrow();
    double[] belongs = Arrays.stream(logs).map(log -> StrictMath.exp(log - most)).toArray();
    double sum = Arrays.stream(belongs).sum();
    return Arrays.stream(belongs).map(each -> (1 - ALIKE) * each / sum + ALIKE / GAUSSIANS).toArray();
  }

  /** One Gaussian's step; each code counts as much as belongs to it, {@code [N]}, divided by N. */
  private void follow(int k, Gaussian old, float[] codes, double[] weights) {
    double weight = Arrays.stream(weights).sum();
    double share = old.share + RATE * (weight - old.share);
    double step = RATE / share;
    double[] newMean = old.mean.clone();
    double[] newCovariance = Arrays.stream(covariance(old.map)).map(each -> (1 - step * weight) * each).toArray();
    for (int n = 0; n < weights.length; n++) {
      for (int i = 0; i < size; i++) {
        double off = codes[n * size + i] - old.mean[i];
        newMean[i] += step * weights[n] * off;
        for (int j = 0; j < size; j++) {
          newCovariance[i * size + j] += step * weights[n] * off * (codes[n * size + j] - old.mean[j]);
        }
      }
    }
    set(k, share, newMean, transposedFactor(newCovariance));
  }

  private void set(int k, double share, double[] mean, double[] map) {
    shares.values()[k] = (float) (share - 1.0 / GAUSSIANS);
    for (int i = 0; i < size; i++) {
      means.values()[k * size + i] = (float) mean[i];
    }
    for (int i = 0; i < map.length; i++) {
      maps.values()[k * map.length + i] = (float) (map[i] - (i % (size + 1) == 0 ? 1 : 0));
    }
  }

  /** {@code U'U}. */
  private double[] covariance(double[] map) {
    double[] covariance = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k <= Math.min(i, j); k++) {
          covariance[i * size + j] += map[k * size + i] * map[k * size + j];
        }
      }
    }
    return covariance;
  }

  /** The upper triangular {@code U} with {@code U'U} as given: Cholesky's factor, transposed. */
  private double[] transposedFactor(double[] covariance) {
    double[] upper = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        double rest = covariance[i * size + j];
        for (int k = 0; k < i; k++) {
          rest -= upper[k * size + i] * upper[k * size + j];
        }
        upper[i * size + j] = i == j ? Math.sqrt(Math.max(rest, SMALLEST)) : rest / upper[i * size + i];
      }
    }
    return upper;
  }
}
