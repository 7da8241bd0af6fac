package texttovideo.conv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.nn.GradientCheck;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;

/** The layers of a convolutional generator. */
class ModulatedConvolutionsTest {
  private final SplittableRandom random = new SplittableRandom(4);

  @BeforeEach
  void useOneCore() {
    Nd4jThread.useOneCore();
  }

  @Test
  void upConvolutionIsRepeatedPixelsAndThenThreeByThreeWeights() {
    int in = 3;
    int out = 2;
    UpConv2d layer = new UpConv2d(Initializer.normal(random), in, out, 1);
    GradientCheck.shake(layer.parameters(), random);
    float[] x = GradientCheck.normals(2 * in * 3 * 5, random);
    INDArray y = layer.forward(Floats.toArray(x, 2, in, 3, 5)).output();
    assertArrayEquals(new long[] {2, out, 6, 10}, y.shape());
    float[] w = layer.parameters().get("weight").values();
    float[] bias = layer.parameters().get("bias").values();
    for (int n = 0; n < 2; n++) {
      for (int o = 0; o < out; o++) {
        for (int row = 0; row < 6; row++) {
          for (int column = 0; column < 10; column++) {
            double sum = bias[o];
            for (int at = 0; at < 9 * in; at++) {
              int v = row + at / in / 3 - 1;
              int u = column + at / in % 3 - 1;
              if (v >= 0 && v < 6 && u >= 0 && u < 10) {
                sum += x[((n * in + at % in) * 3 + v / 2) * 5 + u / 2] * w[(at / in * out + o) * in + at % in];
              }
            }
            assertEquals(sum, y.getDouble(n, o, row, column), 1e-5);
          }
        }
      }
    }
  }

  @Test
  void upConvolutionsGradientIsTheSlopeOfTheLoss() {
    UpConv2d layer = new UpConv2d(Initializer.normal(random), 3, 2, 1);
    GradientCheck.shake(layer.parameters(), random);
    float[] x = GradientCheck.normals(2 * 3 * 4 * 4, random);
    float[] dY = GradientCheck.normals(2 * 2 * 8 * 8, random);
    Supplier<Layer.Pass<INDArray>> forward = () -> layer.forward(Floats.toArray(x, 2, 3, 4, 4));
    GradientCheck check = new GradientCheck(random, () -> GradientCheck.dot(Floats.of(forward.get().output()), dY));
    Gradients gradients = new Gradients();
    float[] dX = Floats.of(forward.get().backward(Floats.toArray(dY, 2, 2, 8, 8), gradients));
    check.all(layer.parameters(), gradients);
    check.check("input", x, dX);
    assertArrayEquals(dX, Floats.of(forward.get().backward(Floats.toArray(dY, 2, 2, 8, 8), Gradients.NONE)), 1e-5f);
  }

  @Test
  void modulationsGradientIsTheSlopeOfTheLoss() {
    float[] x = GradientCheck.normals(2 * 3 * 4 * 4, random);
    float[] styles = GradientCheck.normals(2 * 6, random);
    float[] dY = GradientCheck.normals(x.length, random);
    Supplier<ModulatedLeakyRelu.Pass> forward = () ->
        ModulatedLeakyRelu.forward(Floats.toArray(x, 2, 3, 4, 4), Floats.toArray(styles, 2, 6));
    GradientCheck check = new GradientCheck(random, () -> GradientCheck.dot(Floats.of(forward.get().output()), dY));
    ModulatedLeakyRelu.Pass.Gradient gradient = forward.get().backward(Floats.toArray(dY, 2, 3, 4, 4));
    check.check("input", x, Floats.of(gradient.dX()));
    check.check("styles", styles, Floats.of(gradient.dStyles()));
    assertThrows(IllegalArgumentException.class, () ->
        ModulatedLeakyRelu.forward(Floats.toArray(x, 2, 3, 4, 4), Floats.toArray(styles, 4, 3)));
  }

  @Test
  void wavesLieWhereTheTransformPutsThem() {
    FourierFeatures layer = new FourierFeatures(4);
    float[] turned = {-2, -2, 2, -2, 0.5f, -0.5f};      // x' = x + 1/4, y' = y - 1/4, then (u, v) = (-y', x')
    float[] plain = Floats.of(layer.forward(Floats.toArray(new float[6], 1, 6)).output());
    float[] moved = Floats.of(layer.forward(Floats.toArray(turned, 1, 6)).output());
    for (int map = 0; map < FourierFeatures.MAPS; map++) {
      int length = map / 8;
      int direction = map / 2 % 4;
      double radians = 2 * Math.PI * new double[] {0.25, 0.5, 1, 2}[length];
      double angle = Math.PI / 4 * direction;
      for (int at = 0; at < 16; at++) {
        int row = at / 4;
        double x = (at % 4 - 1.5) / 2;
        double y = (row - 1.5) / 2;
        assertEquals(wave(map, radians * (Math.cos(angle) * x + Math.sin(angle) * y)), plain[map * 16 + at], 1e-5);
        assertEquals(wave(map, radians * (-Math.cos(angle) * (y - 0.25) + Math.sin(angle) * (x + 0.25))),
            moved[map * 16 + at], 1e-5);
      }
    }
  }

  private static double wave(int map, double phase) {
    return map % 2 == 0 ? Math.sin(phase) : Math.cos(phase);
  }

  @Test
  void wavesGradientIsTheSlopeOfTheLoss() {
    FourierFeatures layer = new FourierFeatures(8);
    float[] x = GradientCheck.normals(3 * 6, random);
    float[] dY = GradientCheck.normals(3 * FourierFeatures.MAPS * 64, random);
    Supplier<Layer.Pass<INDArray>> forward = () -> layer.forward(Floats.toArray(x, 3, 6));
    float[] dX = Floats.of(forward.get().backward(Floats.toArray(dY, 3, FourierFeatures.MAPS, 8, 8), Gradients.NONE));
    new GradientCheck(random, () -> GradientCheck.dot(Floats.of(forward.get().output()), dY)).check("transforms", x, dX);
  }

  @Test
  void shufflePutsFourMapsIntoOnePicture() {
    PixelShuffle shuffle = new PixelShuffle();
    INDArray maps = Floats.toArray(new float[] {0, 1, 10, 11, 20, 21, 30, 31}, 1, 4, 1, 2);
    Layer.Pass<INDArray> pass = shuffle.forward(maps);
    assertArrayEquals(new long[] {1, 1, 2, 4}, pass.output().shape());
    assertArrayEquals(new float[] {0, 10, 1, 11, 20, 30, 21, 31}, Floats.of(pass.output()));

    float[] x = GradientCheck.normals(2 * 8 * 3 * 5, random);
    float[] dY = GradientCheck.normals(x.length, random);
    float[] dX = Floats.of(
        shuffle.forward(Floats.toArray(x, 2, 8, 3, 5)).backward(Floats.toArray(dY, 2, 2, 6, 10), Gradients.NONE));
    new GradientCheck(random, () -> GradientCheck.dot(
        Floats.of(shuffle.forward(Floats.toArray(x, 2, 8, 3, 5)).output()), dY)).check("input", x, dX);
    assertThrows(IllegalArgumentException.class, () -> shuffle.forward(Floats.toArray(x, 2, 5, 8, 3)));
  }

  @Test
  void arraysOfAScopeOutliveTheirTask() {
    try (Nd4jThread thread = new Nd4jThread("kept")) {
      for (int round = 0; round < 3; round++) {
        try (Nd4jThread.Scope scope = thread.open()) {
          float[] numbers = GradientCheck.normals(1000, random);
          INDArray kept = scope.start(() -> Floats.toArray(numbers, 1000)).join();
          thread.start(() -> Floats.of(Floats.toArray(new float[5000], 5000))).join();
          scope.start(() -> Floats.toArray(new float[1000], 1000)).join();
          assertArrayEquals(numbers, scope.start(() -> Floats.of(kept)).join());
        }
      }
    }
  }
}
