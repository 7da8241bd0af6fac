package texttovideo.train;

import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;
import texttovideo.model.Floats;
import texttovideo.model.Network;
import texttovideo.model.Tensor;

/** Adam (Kingma and Ba 2015, algorithm 1) over all parameters of a network at once. */
final class AdamOptimizer {
  // 0.5, not 0.9: a GAN's target moves, so old gradients mislead (Radford et al. 2016, section 3).
  private static final double BETA_1 = 0.5;
  private static final double BETA_2 = 0.99;
  private static final double EPSILON = 1e-8;

  private final Network network;
  private final Adam settings = Adam.builder().beta1(BETA_1).beta2(BETA_2).epsilon(EPSILON).build();
  private final AdamUpdater updater = new AdamUpdater(settings);
  private final INDArray moments;     // [1, 2 * length]: first moments, then second

  AdamOptimizer(Network network) {
    this.network = network;
    long length = network.values().length();
    moments = Nd4j.zeros(DataType.FLOAT, 1, 2 * length);
    updater.setStateViewArray(moments, new long[] {1, length}, 'c', false);
  }

  /** Moves the parameters by the gradients added up since the last step, and clears those. */
  void step(int step, double rate) {
    settings.setLearningRate(rate);
    INDArray gradients = network.gradients().reshape(1, network.gradients().length());
    updater.applyUpdater(gradients, step, 0);     // turns the gradients into the update, in place
    network.values().subi(network.gradients());
    network.gradients().assign(0);
  }

  /** The optimiser's own state, to be saved. */
  Tensor state() {
    return new Tensor(moments.shape(), Floats.of(moments));
  }

  /** Sets the state to a saved one. */
  void load(Map<String, Tensor> tensors, String name) {
    Tensor saved = tensors.get(name);
    if (saved == null || saved.values().length != moments.length()) {
      throw new IllegalArgumentException("the checkpoint needs a tensor \"" + name + "\" of " + moments.length()
          + " numbers");
    }
    moments.assign(Floats.toArray(saved.values(), moments.shape()));
  }
}
