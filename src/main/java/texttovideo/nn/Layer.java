package texttovideo.nn;

import java.util.Map;

/**
 * A differentiable function with named parameters. It holds nothing of a call: what {@code backward} needs is in the pass that
 * {@link #forward} returns.
 *
 * @param <T> the arrays it works on: rows of numbers {@code float[N][features]} in plain Java, or ND4J's
 */
public interface Layer<T> {
  /** The function's value, and the way back from it. */
  Pass<T> forward(T input);

  /** The parameters by name, in a fixed order; none, unless a layer says so. */
  default Map<String, Parameter> parameters() {
    return Map.of();
  }

  /** One forward pass. */
  interface Pass<T> {
    /** The function's value. */
    T output();

    /**
     * The gradient at the input.
     *
     * @param dOutput   the gradient at {@link #output}; where nothing is learnt it may have fewer rows: then it is that of the
     *                  last rows
     * @param gradients takes the parameters' gradients; {@link Gradients#NONE} where only the input's gradient is wanted, as
     *                  when a generator learns through a discriminator
     */
    T backward(T dOutput, Gradients gradients);

    /** Adds to the parameters' gradients as {@link #backward} does, where nobody asks for the gradient at the input. */
    default void learn(T dOutput, Gradients gradients) {
      backward(dOutput, gradients);
    }
  }
}
