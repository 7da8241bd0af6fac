package texttovideo.model;

import java.util.random.RandomGenerator;

/**
 * Normal numbers of a sequence that is written down, so that a seed gives the same on every machine and version of Java: two
 * from two evenly distributed ones (Box and Muller 1958), each of 53 bits of {@code nextLong}, with the functions of
 * StrictMath.
 */
public final class NormalNumbers {
  private final RandomGenerator random;

  /** Numbers that draw on a random state. */
  public NormalNumbers(RandomGenerator random) {
    this.random = random;
  }

  /** The next ones. An odd count drops the last one's twin. */
  public double[] next(int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i += 2) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(unit()));
      double angle = 2 * Math.PI * unit();
      numbers[i] = radius * StrictMath.cos(angle);
      if (i + 1 < count) {
        numbers[i + 1] = radius * StrictMath.sin(angle);
      }
    }
    return numbers;
  }

  /** Evenly in (0, 1]. */
  double unit() {
    return ((random.nextLong() >>> 11) + 1) * 0x1p-53;
  }
}
