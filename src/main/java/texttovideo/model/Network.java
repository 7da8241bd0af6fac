package texttovideo.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Named parameters that are trained together. Their numbers lie end to end in one vector, their gradients in another, so
 * that an optimiser, a moving average or a file treats the whole network as one array.
 */
public abstract class Network {
  private final Parameters parameters = new Parameters();
  private INDArray values;
  private INDArray gradients;

  /** Adds a part's parameters under a name. */
  protected final void add(String name, Map<String, Parameter> part) {
    parameters.add(name, part);
  }

  /** Lays the parameters end to end; called once, after the last {@link #add}. */
  protected final void pack() {
    long total = parameters().values().stream().mapToLong(Parameter::length).sum();
    values = Nd4j.zeros(DataType.FLOAT, total);
    gradients = Nd4j.zeros(DataType.FLOAT, total);
    long from = 0;
    for (Parameter parameter : parameters().values()) {
      long to = from + parameter.length();
      parameter.moveInto(values.get(NDArrayIndex.interval(from, to)).reshape(parameter.shape()),
          gradients.get(NDArrayIndex.interval(from, to)).reshape(parameter.shape()));
      from = to;
    }
  }

  /** The parameters by name, in a fixed order. */
  public final Map<String, Parameter> parameters() {
    return parameters.byName();
  }

  /** All parameters' numbers, one vector; a live view. */
  public final INDArray values() {
    return values;
  }

  /** All parameters' gradients, one vector; a live view. */
  public final INDArray gradients() {
    return gradients;
  }

  /** Copies of all parameters, by name, to be saved. */
  public final Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parameters().forEach((name, parameter) ->
        tensors.put(name, new Tensor(parameter.shape(), Floats.of(parameter.value()))));
    return tensors;
  }

  /**
   * Sets all parameters to saved numbers.
   *
   * @throws IllegalArgumentException if a parameter is missing or has another shape, before anything is changed
   */
  public final void load(Map<String, Tensor> tensors) {
    parameters().forEach((name, parameter) -> {
      Tensor tensor = tensors.get(name);
      if (tensor == null || !Arrays.equals(tensor.shape(), parameter.shape())) {
        throw new IllegalArgumentException("the model needs a tensor \"" + name + "\" of shape "
            + Arrays.toString(parameter.shape()) + ", found "
            + (tensor == null ? "none" : Arrays.toString(tensor.shape())));
      }
    });
    parameters().forEach((name, parameter) ->
        parameter.value().assign(Floats.toArray(tensors.get(name).values(), parameter.shape())));
  }
}
