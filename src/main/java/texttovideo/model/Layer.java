package texttovideo.model;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A differentiable function of one array, with named parameters. */
public interface Layer {
  /** The function's value; what {@link #backward} needs is kept until the next call. */
  INDArray forward(INDArray input);

  /**
   * The gradient at the input, from the gradient at the output of the last {@link #forward}.
   *
   * @param gradient with as many rows as the output, or fewer where nothing is learnt: then it is that of the last rows
   * @param learn whether to add to the parameters' gradients; false where only the input's gradient is wanted, as when a
   *     generator learns through a discriminator
   */
  INDArray backward(INDArray gradient, boolean learn);

  /** Adds to the parameters' gradients as {@link #backward} does, where nobody asks for the gradient at the input. */
  default void learn(INDArray gradient) {
    backward(gradient, true);
  }

  /** The parameters by name, in a fixed order. */
  Map<String, Parameter> parameters();

  /** The last rows of an array. */
  static INDArray lastRows(INDArray array, long count) {
    long rows = array.size(0);
    return count == rows ? array : array.get(NDArrayIndex.interval(rows - count, rows));
  }
}
