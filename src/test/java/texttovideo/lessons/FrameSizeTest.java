package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import texttovideo.conv.Nd4jThread;

class FrameSizeTest {
  @BeforeEach
  void onOneCore() {
    Nd4jThread.useOneCore();
  }

  @Test
  void asPrintedTheNetworksHaveTheTutorialsNumberOfParameters() {
    FrameSize printed = FrameSize.AS_PRINTED;
    assertEquals(110 * 16384 + 16384 + 256 * 128 * 16 + 128 + 128 * 64 * 16 + 64 + 64 * 3 * 16 + 3,
        printed.generator(110, 1).network().numParams());
    assertEquals(3 * 64 * 16 + 64 + 64 * 128 * 16 + 128 + 128 * 256 * 16 + 256,
        printed.trunk(1).network().numParams());
  }

  @Test
  void aConvolutionOfOneFrameIsTheConvolutionOfAPicture() {
    FrameSize size = new FrameSize(16, 2, 3, 3, 0.001);
    ToyNetwork trunk = size.trunk(1);
    NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder().list();
    for (int i = 0; i < 3; i++) {
      layers.layer(new ConvolutionLayer.Builder(4, 4).stride(2, 2).padding(1, 1).nIn(i == 0 ? 3 : 2 << (i - 1))
          .nOut(2 << i).activation(new ActivationLReLU(0.2)).build());
    }
    MultiLayerNetwork flat = new MultiLayerNetwork(layers.build());
    flat.init();
    flat.setParams(trunk.network().params());
    INDArray pictures = Nd4j.rand(2, 3, 16, 16);
    INDArray features = trunk.forward(pictures.reshape('c', 2, 3, 1, 16, 16));
    assertTrue(flat.output(pictures).dup('c').reshape('c', 2, 32).equalsWithEps(features, 1e-5));
  }

  @Test
  void picturesThatCannotBeHalvedThreeTimesAreRefused() {
    assertTrue(assertThrows(IllegalArgumentException.class, () -> new FrameSize(20, 2, 3, 3, 0.001)).getMessage()
        .contains("20"));
  }
}
