package texttovideo.lessons;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A DL4J network that learns from a gradient handed in from outside: in a GAN the loss of one network stands at the end of the
 * other one. Three calls make a step, {@link #forward}, {@link #backward} and {@link #step}.
 */
public final class ToyNetwork {
  private final MultiLayerNetwork network;
  private Gradient gradient;
  private int steps;

  /** Wraps a network without an output layer, initialised or not. */
  public ToyNetwork(MultiLayerNetwork network) {
    this.network = network;
    network.init();                                      // does nothing a second time
  }

  /** Dense layers one after the other; no activation after the last. */
  public static ToyNetwork dense(long seed, IUpdater updater, Activation hidden, int... widths) {
    return dense(seed, updater, hidden, Activation.IDENTITY, widths);
  }

  /**
   * Dense layers one after the other.
   *
   * @param seed   decides the first weights
   * @param hidden the activation of all layers but the last
   * @param last   the activation of the last layer
   * @param widths values in, hidden units a layer, values out: at least two numbers
   */
  public static ToyNetwork dense(long seed, IUpdater updater, Activation hidden, Activation last, int... widths) {
    NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(updater)
        .miniBatch(false)                                // the gradient handed in is that of the mean already
        .weightInit(WeightInit.XAVIER)
        .trainingWorkspaceMode(WorkspaceMode.NONE)       // what backward returns must outlive the call
        .list();
    for (int i = 1; i < widths.length; i++) {
      Activation activation = i == widths.length - 1 ? last : hidden;
      layers.layer(new DenseLayer.Builder().nIn(widths[i - 1]).nOut(widths[i]).activation(activation).build());
    }
    return new ToyNetwork(new MultiLayerNetwork(layers.build()));
  }

  /** DL4J's own network, for its {@code summary()}, {@code params()} and {@code getParam("0_W")}. */
  public MultiLayerNetwork network() {
    return network;
  }

  /** The outputs {@code [N, out]} for the inputs {@code [N, in]}, kept for {@link #backward}. */
  public INDArray forward(INDArray input) {
    network.setInput(input);
    return network.feedForward(true, false).get(network.getnLayers());
  }

  /**
   * Pushes a gradient back through the last {@link #forward}.
   *
   * @param dOutput the loss's derivative by each output {@code [N, out]}
   * @return its derivative by each input {@code [N, in]}; that by the parameters is kept for {@link #step}
   */
  public INDArray backward(INDArray dOutput) {
    Pair<Gradient, INDArray> back = network.backpropGradient(dOutput, LayerWorkspaceMgr.noWorkspaces());
    gradient = back.getFirst();
    return back.getSecond();
  }

  /** Moves the parameters by what the updater makes of the last {@link #backward}'s gradient. */
  public void step() {
    network.getUpdater().update(network, gradient, steps++, 0, 1, LayerWorkspaceMgr.noWorkspaces());
    network.params().subi(gradient.gradient());
  }
}
