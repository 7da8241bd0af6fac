package texttovideo.conv;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.nn.Layer;
import texttovideo.nn.Parameter;
import texttovideo.nn.Parameters;

/** A layer with a weight and a bias for each output channel. */
abstract class WeightedLayer implements Layer<INDArray> {
  final Parameter weight;
  final Parameter bias;     // [out]

  WeightedLayer(Parameter weight, Parameter bias) {
    this.weight = weight;
    this.bias = bias;
  }

  @Override
  public final Map<String, Parameter> parameters() {
    return new Parameters().add("weight", weight).add("bias", bias).byName();
  }

  /** One forward pass: the input, the weight as it was, the output. */
  abstract static class WeightedPass implements Layer.Pass<INDArray> {
    final INDArray x;
    final INDArray w;
    private final INDArray y;

    WeightedPass(INDArray x, INDArray w, INDArray y) {
      this.x = x;
      this.w = w;
      this.y = y;
    }

    @Override
    public final INDArray output() {
      return y;
    }
  }
}
