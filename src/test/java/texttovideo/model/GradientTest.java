package texttovideo.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Every hand-written gradient against the slope that the loss really has. */
class GradientTest {
  private static final ModelConfig CONFIG = new ModelConfig(9, 8, 6, 7, 4, 32, 12, 4);
  private static final int[][] TOKENS = {{1, 2, 3, 4, 5, 6, 0, 0}, {1, 3, 2, 5, 6, 7, 8, 0}, {2, 1, 4, 3, 8, 0, 0, 0}};
  private static final int[] FIRST = {0, 2, 1};
  private static final float[] NOISE = {0.3f, -0.8f, -0.5f, 0.1f, 0.9f, -0.2f};

  private final SplittableRandom random = new SplittableRandom(7);

  @BeforeEach
  void useOneCore() {
    OneCore.forThisThread();
  }

  @Test
  void generatorGradientIsTheSlopeOfTheLoss() {
    Generator generator = new Generator(CONFIG, random);
    shake(generator);
    float[] clipWeights = waves(3 * 4, 16);
    float[] pairWeights = waves(3 * Views.PAIR, 32);
    DoubleSupplier loss = () -> {
      Views views = generator.views(TOKENS, NOISE, FIRST, 1);
      return dot(views.clip(), clipWeights) + dot(views.pair(), pairWeights);
    };
    loss.getAsDouble();
    generator.backward(clipWeights, pairWeights, true);
    assertSlopes(generator, loss);
  }

  @Test
  void clipDiscriminatorGradientIsTheSlopeOfTheLoss() {
    assertSlopes(Discriminator.ofClips(CONFIG, random), 4, 16);
  }

  @Test
  void pairDiscriminatorGradientIsTheSlopeOfTheLoss() {
    assertSlopes(Discriminator.ofPairs(CONFIG, random), Views.PAIR, 32);
  }

  @Test
  void convGeneratorGradientIsTheSlopeOfTheLoss() {
    ConvGenerator generator = new ConvGenerator(CONFIG, random);
    shake(generator);
    float[] clipWeights = waves(3 * 4, 16);
    float[] pairWeights = waves(3 * Views.PAIR, 32);
    DoubleSupplier loss = () -> {
      Views views = generator.views(TOKENS, NOISE, FIRST);
      return dot(views.clip(), clipWeights) + dot(views.pair(), pairWeights);
    };
    loss.getAsDouble();
    generator.backward(clipWeights, pairWeights);
    assertSlopes(generator, loss);
  }

  @Test
  void gradientAtTheInkOfTheLastClipsIsTheSlopeOfTheirLoss() {
    Discriminator discriminator = Discriminator.ofPairs(CONFIG, random);
    shake(discriminator);
    INDArray ink = Floats.toArray(normals(3 * Views.PAIR * 32 * 32), 3, Views.PAIR, 32, 32);
    float[] atScores = normals(2);
    float[] atWords = normals(2 * 9);
    DoubleSupplier loss = () -> {
      Discriminator.Judgement judged = discriminator.forward(ink, ink.ulike().assign(0), TOKENS);
      return dot(Arrays.copyOfRange(judged.scores(), 1, 3), atScores)
          + dot(Arrays.copyOfRange(judged.words(), 9, 27), atWords);
    };
    loss.getAsDouble();
    INDArray atLast = discriminator.gradientAtInk(atScores, atWords);
    INDArray last = ink.get(NDArrayIndex.interval(1, 3));
    assertSlope("ink", last, atLast, loss);
  }

  private void assertSlopes(Discriminator discriminator, int channels, int size) {
    shake(discriminator);
    INDArray ink = Floats.toArray(normals(2 * channels * size * size), 2, channels, size, size);
    INDArray noise = Floats.toArray(normals(2 * channels * size * size), 2, channels, size, size);
    float[] atScores = normals(3);
    float[] atWords = normals(2 * 9);
    DoubleSupplier loss = () -> {
      Discriminator.Judgement judgement = discriminator.forward(ink, noise, TOKENS);
      return dot(judgement.scores(), atScores) + dot(judgement.words(), atWords);
    };
    loss.getAsDouble();
    discriminator.backward(atScores, atWords);
    assertSlopes(discriminator, loss);
  }

  private void assertSlopes(Network network, DoubleSupplier loss) {
    network.parameters().forEach((name, parameter) -> assertSlope(name, parameter.value(), parameter.gradient(), loss));
  }

  /** The slope along the gradient must be its length, and that along a random direction what the gradient says. */
  private void assertSlope(String name, INDArray value, INDArray gradient, DoubleSupplier loss) {
    double length = gradient.norm2Number().doubleValue();
    INDArray uphill = gradient.div(length);
    INDArray random = Floats.toArray(normals(value.length()), value.shape());
    random.divi(random.norm2Number());
    assertSlope(name + " uphill", length, length, step -> slope(value, uphill, step, loss));
    assertSlope(name, gradient.mul(random).sumNumber().doubleValue(), length, step -> slope(value, random, step, loss));
  }

  /**
   * One of several steps must measure the slope. Each has an error of its own: kinks of rectifiers and bilinear lookups spoil
   * the long ones, 32-bit rounding the short ones. A wrong gradient fails them all.
   */
  private static void assertSlope(String name, double expected, double length, DoubleUnaryOperator slope) {
    double tolerance = 0.02 * length + 0.03;
    double[] measured = DoubleStream.of(4e-3, 2e-3, 1e-3, 5e-4, 2e-4, 1e-4, 5e-5, 2e-5).map(slope).toArray();
    assertTrue(DoubleStream.of(measured).anyMatch(each -> Math.abs(each - expected) <= tolerance),
        () -> name + ": expected " + expected + " +- " + tolerance + ", measured " + Arrays.toString(measured));
  }

  /** The derivative along a direction, by central differences. */
  private static double slope(INDArray value, INDArray direction, double step, DoubleSupplier loss) {
    value.addi(direction.mul(step));
    double above = loss.getAsDouble();
    value.subi(direction.mul(2 * step));
    double below = loss.getAsDouble();
    value.addi(direction.mul(step));
    return (above - below) / (2 * step);
  }

  /** Random weights everywhere: zero biases and silent layers would hide mistakes. */
  private void shake(Network network) {
    network.values().addi(Floats.toArray(normals(network.values().length()), network.values().length()).muli(0.1));
  }

  private float[] normals(long length) {
    float[] values = new float[(int) length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Smooth random pictures: from pixel to pixel, random weights would make the loss bend at every step of a lookup. */
  private float[] waves(int pictures, int size) {
    float[] values = new float[pictures * size * size];
    for (int i = 0; i < pictures; i++) {
      double across = 0.3 * random.nextGaussian();
      double down = 0.3 * random.nextGaussian();
      double phase = random.nextDouble(2 * Math.PI);
      for (int p = 0; p < size * size; p++) {
        values[i * size * size + p] = (float) Math.sin(across * (p % size) + down * (p / size) + phase);
      }
    }
    return values;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
