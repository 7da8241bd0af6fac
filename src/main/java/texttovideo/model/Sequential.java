package texttovideo.model;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layers one after the other. */
final class Sequential implements Layer {
  private final List<Layer> layers;

  Sequential(Layer... layers) {
    this.layers = List.of(layers);
  }

  @Override
  public INDArray forward(INDArray x) {
    for (Layer layer : layers) {
      x = layer.forward(x);
    }
    return x;
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    return layers.get(0).backward(toFirst(gradient, learn), learn);
  }

  @Override
  public void learn(INDArray gradient) {
    layers.get(0).learn(toFirst(gradient, true));
  }

  /** The gradient at the first layer's output. */
  private INDArray toFirst(INDArray gradient, boolean learn) {
    for (int i = layers.size() - 1; i > 0; i--) {
      gradient = layers.get(i).backward(gradient, learn);
    }
    return gradient;
  }

  @Override
  public Map<String, Parameter> parameters() {
    return Parameters.of(layers);
  }
}
