package texttovideo.conv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.nn.GradientCheck;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;
import texttovideo.nn.Sequential;

/** Gradients of the large layers, and what a pooling layer gives. */
class ConvGradientTest {
  private final SplittableRandom random = new SplittableRandom(4);
  private final Initializer start = Initializer.normal(random);

  @BeforeEach
  void useOneCore() {
    Nd4jThread.useOneCore();
  }

  @Test
  void convolutionThatHalvesItsInput() {
    check(new Conv2d(start, 3, 5, 4, 2, 1), 2, 3, 8, 8);
  }

  @Test
  void convolutionThatKeepsItsSize() {
    check(new Conv2d(start, 3, 5, 3, 1, 1), 2, 3, 6, 6);
  }

  @Test
  void denseLayer() {
    check(new Nd4jDense(start, 7, 5, 1), 3, 7);
  }

  @Test
  void pool() {
    check(new SumAndNormPool(), 2, 3, 4, 4);
  }

  @Test
  void layersSideBySideAndOneAfterTheOther() {
    check(new Sequential<>(new Conv2d(start, 2, 4, 3, 1, 1), new Nd4jLeakyRelu(),
        new Branches(new SumAndNormPool(), new Sequential<>(new Conv2d(start, 4, 3, 1, 1, 1), new Flatten())),
        new Nd4jDense(start, 2 * 4 + 3 * 16, 6, 1), new Nd4jLeakyRelu()), 3, 2, 4, 4);
  }

  private void check(Layer<INDArray> layer, long... shape) {
    GradientCheck.shake(layer.parameters(), random);
    float[] x = GradientCheck.normals((int) Arrays.stream(shape).reduce(1, (a, b) -> a * b), random);
    Supplier<Layer.Pass<INDArray>> forward = () -> layer.forward(Floats.toArray(x, shape));
    long[] outputShape = forward.get().output().shape();
    float[] dY = GradientCheck.normals(Floats.of(forward.get().output()).length, random);
    GradientCheck check = new GradientCheck(random, () -> GradientCheck.dot(Floats.of(forward.get().output()), dY));
    Gradients gradients = new Gradients();
    float[] dX = Floats.of(forward.get().backward(Floats.toArray(dY, outputShape), gradients));
    if (!layer.parameters().isEmpty()) {
      check.all(layer.parameters(), gradients);
    }
    check.check("input", x, dX);
    Gradients learnt = new Gradients();
    forward.get().learn(Floats.toArray(dY, outputShape), learnt);
    layer.parameters().forEach((name, parameter) ->
        assertArrayEquals(gradients.of(parameter), learnt.of(parameter), 1e-3f, name + " by the other way"));
    // Of the last rows alone, nothing learnt, as a generator's gradient is made.
    long[] lastShape = outputShape.clone();
    lastShape[0] = 1;
    float[] last = Arrays.copyOfRange(dY, dY.length - dY.length / (int) outputShape[0], dY.length);
    float[] dLast = Floats.of(forward.get().backward(Floats.toArray(last, lastShape), Gradients.NONE));
    assertArrayEquals(Arrays.copyOfRange(dX, dX.length - dLast.length, dX.length), dLast, 1e-4f, "the last rows");
  }

  @Test
  void poolGivesSumsThenNorms() {
    float[] maps = {1, 2, 0, 1, -3, 0, 4, 0, 0, 0, 0, 0, 2, 2, 2, 2};
    float[] pooled = Floats.of(new SumAndNormPool().forward(Floats.toArray(maps, 2, 2, 2, 2)).output());
    float least = (float) Math.sqrt(1e-6) / 2;
    assertArrayEquals(new float[] {0.5f, 0.125f, (float) Math.sqrt(6) / 2, 2.5f, 0, 1, least, 2}, pooled, 1e-5f);
  }

  @Test
  void numbersOfAViewAreThoseOfTheView() {
    INDArray whole = Floats.toArray(new float[] {0, 1, 2, 3, 4, 5}, 2, 3);
    assertArrayEquals(new float[] {3, 4, 5}, Floats.of(Floats.lastRows(whole, 1)));
    assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, Floats.of(whole.transpose()));
  }
}
