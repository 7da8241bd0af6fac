package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class ToyNetworkTest {
  private final ToyNetwork network = ToyNetwork.dense(3, new Sgd(0.1), Activation.TANH, 2, 8, 1);
  private final INDArray input = Nd4j.create(new float[][] {{0.3f, -0.7f}, {1.1f, 0.2f}});

  @Test
  void backwardGivesTheGradientAtTheInput() {
    network.forward(input);
    INDArray gradient = network.backward(Nd4j.ones(2, 1)).dup();
    for (int i = 0; i < 4; i++) {
      double above = sumWithInputMoved(i, 0.01);
      double below = sumWithInputMoved(i, -0.01);
      assertEquals((above - below) / 0.02, gradient.getDouble(i), 1e-3);
    }
  }

  @Test
  void stepGoesDownTheGradientHandedIn() {
    double before = network.forward(input).sumNumber().doubleValue();
    network.backward(Nd4j.ones(2, 1));
    network.step();
    double after = network.forward(input).sumNumber().doubleValue();
    assertEquals(-1, Math.signum(after - before));
  }

  @Test
  void theSeedDecidesTheFirstWeights() {
    INDArray same = ToyNetwork.dense(3, new Sgd(0.1), Activation.TANH, 2, 8, 1).network().params();
    INDArray other = ToyNetwork.dense(4, new Sgd(0.1), Activation.TANH, 2, 8, 1).network().params();
    assertEquals(network.network().params(), same);
    assertNotEquals(network.network().params(), other);
  }

  private double sumWithInputMoved(int index, double by) {
    INDArray moved = input.dup();
    moved.putScalar(index, moved.getDouble(index) + by);
    return network.forward(moved).sumNumber().doubleValue();
  }
}
