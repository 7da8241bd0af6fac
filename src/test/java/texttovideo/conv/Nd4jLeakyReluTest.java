package texttovideo.conv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import texttovideo.nn.Gradients;
import texttovideo.nn.Layer;

class Nd4jLeakyReluTest {
  private static final int ROWS = 3;
  private static final int COLUMNS = 3001;      // two rows and three are more than a block, and no multiple of one

  private final Nd4jLeakyRelu layer = new Nd4jLeakyRelu();
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void rectifiesEveryNumber() {
    float[] x = numbers(ROWS);
    float[] y = Floats.of(layer.forward(Floats.toArray(x, ROWS, COLUMNS)).output());
    for (int i = 0; i < x.length; i++) {
      assertEquals(x[i] > 0 ? x[i] : 0.2f * x[i], y[i]);
    }
  }

  @Test
  void gradientOfTheLastRowsIsOfTheirOutputs() {
    float[] x = numbers(ROWS);
    x[COLUMNS] = 0;
    Layer.Pass<INDArray> pass = layer.forward(Floats.toArray(x, ROWS, COLUMNS));
    float[] gradient = numbers(ROWS - 1);
    float[] dX = Floats.of(pass.backward(Floats.toArray(gradient, ROWS - 1, COLUMNS), Gradients.NONE));
    float[] expected = new float[gradient.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = x[COLUMNS + i] > 0 ? gradient[i] : 0.2f * gradient[i];
    }
    assertArrayEquals(expected, dX);
  }

  @Test
  void refusesNumbersInAnotherOrder() {
    assertThrows(IllegalArgumentException.class, () -> layer.forward(Nd4j.create(DataType.FLOAT, new long[] {2, 3}, 'f')));
  }

  private float[] numbers(int rows) {
    float[] numbers = new float[rows * COLUMNS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
