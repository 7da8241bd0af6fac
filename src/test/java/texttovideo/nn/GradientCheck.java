package texttovideo.nn;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * Hand-written gradients against the slopes that a loss really has: along random directions that move every number by
 * the same, up or down, and along single numbers. A gradient with entries missing is far off along both. Every check
 * proves so: it must refuse the same gradient with every second entry missing.
 */
public final class GradientCheck {
  private static final int DIRECTIONS = 8;
  private static final int ENTRIES = 24;
  private static final double[] STEPS = {4e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 3e-6};
  private static final double TOLERANCE = 0.04;

  private final SplittableRandom random;
  private final DoubleSupplier loss;

  /** What the loss does along a direction: slopes with steps of several lengths, measured when they are first asked for. */
  private final class Direction {
    private final float[] values;
    private final int[] entries;
    private final int[] signs;
    private final Double[] slopes = new Double[STEPS.length];

    Direction(float[] values, int[] entries, int... signs) {
      this.values = values;
      this.entries = entries;
      this.signs = signs;
    }

    boolean isSingle() {
      return entries.length == 1;
    }

    double expected(float[] gradient) {
      double sum = 0;
      for (int i = 0; i < entries.length; i++) {
        sum += signs[i] * (double) gradient[entries[i]];
      }
      return sum;
    }

    double slope(int k) {
      if (slopes[k] == null) {
        float[] before = values.clone();
        double above = lossAt(before, STEPS[k]);
        double below = lossAt(before, -STEPS[k]);
        System.arraycopy(before, 0, values, 0, values.length);
        slopes[k] = (above - below) / (2 * STEPS[k]);
      }
      return slopes[k];
    }

    private double lossAt(float[] before, double step) {
      for (int i = 0; i < entries.length; i++) {
        values[entries[i]] = (float) (before[entries[i]] + step * signs[i]);
      }
      return loss.getAsDouble();
    }
  }

  /** A check of a loss, which reads the numbers that it is checked by each time. */
  public GradientCheck(SplittableRandom random, DoubleSupplier loss) {
    this.random = random;
    this.loss = loss;
  }

  /** Checks the gradients of all parameters. */
  public void all(Map<String, Parameter> parameters, Gradients gradients) {
    assertTrue(!parameters.isEmpty(), "nothing to check");
    parameters.forEach((name, parameter) -> check(name, parameter.values(), gradients.of(parameter)));
  }

  /** Checks the gradient at an array. */
  public void check(String name, float[] values, float[] gradient) {
    assertTrue(norm(gradient) > 0, name + ": the gradient is zero");
    List<Direction> directions = new ArrayList<>();
    int[] all = new int[values.length];
    Arrays.setAll(all, i -> i);
    for (int k = 0; k < DIRECTIONS; k++) {
      directions.add(new Direction(values, all, random.ints(values.length, 0, 2).map(bit -> 2 * bit - 1).toArray()));
    }
    for (int k = 0; k < ENTRIES; k++) {
      directions.add(new Direction(values, new int[] {random.nextInt(values.length)}, 1));
    }
    String fault = fault(directions, gradient, gradient);
    assertNull(fault, () -> name + ": " + fault);
    for (int first = 0; first < 2; first++) {
      float[] missing = gradient.clone();
      for (int i = first; i < missing.length; i += 2) {
        missing[i] = 0;
      }
      if (!Arrays.equals(missing, gradient)) {
        assertNotNull(fault(directions, missing, gradient), name + ": entries " + first + ", " + (first + 2)
            + ", ... could be missing");
      }
    }
  }

  /**
   * The first direction whose slope is another than a gradient says, or null. A single entry is held to its own size and
   * that of all, a direction through all to their common length. One of several steps must measure it: kinks spoil the
   * long ones, 32-bit rounding the short ones.
   */
  private static String fault(List<Direction> directions, float[] said, float[] right) {
    double norm = norm(right);
    for (Direction each : directions) {
      double expected = each.expected(said);
      double tolerance = TOLERANCE
          * (each.isSingle() ? Math.abs(expected) + norm / Math.sqrt(right.length) : norm);
      if (IntStream.range(0, STEPS.length).noneMatch(k -> Math.abs(each.slope(k) - expected) <= tolerance)) {
        return (each.isSingle() ? "entry " + each.entries[0] : "a direction") + ": expected " + expected + " +- " + tolerance
            + ", measured " + Arrays.toString(each.slopes);
      }
    }
    return null;
  }

  private static double norm(float[] gradient) {
    double squares = 0;
    for (float each : gradient) {
      squares += (double) each * each;
    }
    return Math.sqrt(squares);
  }

  /** Random values everywhere: zero biases and silent layers would hide mistakes. */
  public static void shake(Map<String, Parameter> parameters, SplittableRandom random) {
    parameters.values().forEach(parameter -> Rows.addScaled(parameter.values(), 0.1f, normals(parameter.length(), random)));
  }

  /** Normal numbers. */
  public static float[] normals(int length, SplittableRandom random) {
    float[] values = new float[length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Rows of normal numbers. */
  public static float[][] normalRows(int rows, int width, SplittableRandom random) {
    float[][] numbers = new float[rows][];
    Arrays.setAll(numbers, n -> normals(width, random));
    return numbers;
  }

  /** The inner product, in double precision. */
  public static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** The inner product of rows, in double precision. */
  public static double dot(float[][] a, float[][] b) {
    double sum = 0;
    for (int n = 0; n < a.length; n++) {
      sum += dot(a[n], b[n]);
    }
    return sum;
  }
}
