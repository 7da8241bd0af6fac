package texttovideo.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Gradients of the plain layers, and what passes keep to themselves. */
class LayerGradientTest {
  private static final int[][] TOKENS = {{1, 2, 2, 0}, {3, 1, 0, 0}, {4, 4, 5, 1}};

  private final SplittableRandom random = new SplittableRandom(5);

  @Test
  void denseGradientIsTheSlopeOfTheLoss() {
    check(new Dense(Initializer.normal(random), 7, 5, 1));
  }

  @Test
  void gradientThroughLayersOneAfterTheOtherIsTheSlopeOfTheLoss() {
    check(new Sequential<>(new Dense(Initializer.normal(random), 7, 6, 1), new LeakyRelu(),
        new Dense(Initializer.normal(random), 6, 5, 1)));
  }

  private void check(Layer<float[][]> layer) {
    GradientCheck.shake(layer.parameters(), random);
    float[] x = GradientCheck.normals(3 * 7, random);
    float[][] dY = GradientCheck.normalRows(3, 5, random);
    GradientCheck check = new GradientCheck(random, () -> GradientCheck.dot(layer.forward(rows(x)).output(), dY));
    Gradients gradients = new Gradients();
    float[][] dX = layer.forward(rows(x)).backward(dY, gradients);
    check.all(layer.parameters(), gradients);
    float[] flat = new float[x.length];
    for (int n = 0; n < 3; n++) {
      System.arraycopy(dX[n], 0, flat, 7 * n, 7);
    }
    check.check("input", x, flat);
    assertArrayEquals(dX, layer.forward(rows(x)).backward(dY, Gradients.NONE));
  }

  @Test
  void bagGradientIsTheSlopeOfTheLossWhateverItsSpeed() {
    EmbeddingBag bag = new EmbeddingBag(Initializer.normal(random).normal(1, 6, 3), 4);
    float[][] dOutput = GradientCheck.normalRows(3, 3, random);
    Gradients gradients = new Gradients();
    bag.forward(TOKENS).backward(dOutput, gradients);
    new GradientCheck(random, () -> GradientCheck.dot(bag.forward(TOKENS).output(), dOutput))
        .check("table", bag.table().values(), gradients.of(bag.table()));
  }

  @Test
  void passesThatOverlapDoNotDisturbEachOther() {
    Dense layer = new Dense(Initializer.normal(random), 7, 5, 1);
    float[][] one = GradientCheck.normalRows(3, 7, random);
    float[][] two = GradientCheck.normalRows(4, 7, random);
    float[][] dOne = GradientCheck.normalRows(3, 5, random);
    float[][] dTwo = GradientCheck.normalRows(4, 5, random);
    Gradients apart = new Gradients();
    layer.forward(one).backward(dOne, apart);
    layer.forward(two).backward(dTwo, apart);
    Gradients mixed = new Gradients();
    Layer.Pass<float[][]> first = layer.forward(one);
    Layer.Pass<float[][]> second = layer.forward(two);
    first.backward(dOne, mixed);
    second.backward(dTwo, mixed);
    layer.parameters().values().forEach(each -> assertArrayEquals(apart.of(each), mixed.of(each)));
  }

  @Test
  void gradientsAddUpAndNobodyLearnsWhereNoneAreWanted() {
    Parameter parameter = Parameter.zeros(2);
    Gradients gradients = new Gradients();
    gradients.of(parameter)[0] += 3;
    gradients.of(parameter)[1] += 4;
    assertEquals(5, gradients.norm(), 1e-12);
    assertThrows(IllegalStateException.class, () -> Gradients.NONE.of(parameter));
  }

  private static float[][] rows(float[] x) {
    float[][] rows = new float[3][7];
    for (int n = 0; n < 3; n++) {
      System.arraycopy(x, 7 * n, rows[n], 0, 7);
    }
    return rows;
  }
}
