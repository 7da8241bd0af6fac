package texttovideo.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import texttovideo.nn.Initializer;

class NoiseMixtureTest {
  private final SplittableRandom random = new SplittableRandom(3);
  private final NoiseMixture noise = new NoiseMixture(2, Initializer.normal(random));

  /** Means {@code [Z]} and mean products {@code [Z * Z]} of noise. */
  static double[][] moments(NoiseMixture noise, int count, RandomGenerator random) {
    int size = noise.next(random).length;
    double[] means = new double[size];
    double[] products = new double[size * size];
    for (int n = 0; n < count; n++) {
      float[] numbers = noise.next(random);
      for (int i = 0; i < size; i++) {
        means[i] += numbers[i] / (double) count;
        for (int j = 0; j < size; j++) {
          products[i * size + j] += numbers[i] * numbers[j] / (double) count;
        }
      }
    }
    return new double[][] {means, products};
  }

  /** Codes on a circle, which one Gaussian would fill. */
  private float[] circle(int count) {
    float[] codes = new float[2 * count];
    for (int n = 0; n < count; n++) {
      double angle = 2 * Math.PI * random.nextDouble();
      double radius = 1.4 + 0.1 * random.nextGaussian();
      codes[2 * n] = (float) (radius * Math.cos(angle));
      codes[2 * n + 1] = (float) (radius * Math.sin(angle));
    }
    return codes;
  }

  @Test
  void followsCodesThatLeaveTheMiddleEmpty() {
    for (int step = 0; step < 3000; step++) {
      noise.follow(circle(16));
    }
    double[][] moments = moments(noise, 20_000, random);
    assertArrayEquals(new double[2], moments[0], 0.1);
    assertArrayEquals(new double[] {0.99, 0, 0, 0.99}, moments[1], 0.1);
    long inside = IntStream.range(0, 20_000).filter(i -> radius(noise.next(random)) < 0.9).count();
    assertTrue(inside < 0.06 * 20_000, () -> inside + " of 20,000; of one Gaussian 6,600 would be");
  }

  private static double radius(float[] numbers) {
    return Math.hypot(numbers[0], numbers[1]);
  }

  @Test
  void hasTheCovarianceOfCodes() {
    for (int step = 0; step < 3000; step++) {
      float[] codes = new float[32];
      for (int i = 0; i < codes.length; i += 2) {
        double first = random.nextGaussian();
        codes[i] = (float) first;
        codes[i + 1] = (float) (0.6 * first + Math.sqrt(0.5 - 0.36) * random.nextGaussian());
      }
      noise.follow(codes);
    }
    assertArrayEquals(new double[] {1, 0.6, 0.6, 0.5}, moments(noise, 20_000, random)[1], 0.1);
  }

  @Test
  void goesWithCodesThatMove() {
    for (int step = 0; step < 2000; step++) {
      noise.follow(circle(16));
    }
    for (int step = 0; step < 3000; step++) {
      float[] codes = circle(16);
      for (int i = 0; i < codes.length; i++) {
        codes[i] = 5 + codes[i] / 10;
      }
      noise.follow(codes);
    }
    double[][] moments = moments(noise, 20_000, random);
    assertArrayEquals(new double[] {5, 5}, moments[0], 0.1);
  }

  @Test
  void codesThatAreAllTheSameLeaveNoiseFinite() {
    for (int step = 0; step < 5000; step++) {
      noise.follow(new float[] {1, 2, 1, 2});
    }
    for (int i = 0; i < 100; i++) {
      assertArrayEquals(new float[] {1, 2}, noise.next(random), 0.1f);
    }
  }

  @Test
  void sharesStayShares() {
    for (int step = 0; step < 500; step++) {
      noise.follow(circle(8));
    }
    double sum = 0;
    for (float share : noise.parameters().get("shares").values()) {
      assertTrue(share > -0.1, () -> "a share of " + (share + 0.1));
      sum += share + 0.1;
    }
    assertEquals(1, sum, 1e-5);
  }
}
