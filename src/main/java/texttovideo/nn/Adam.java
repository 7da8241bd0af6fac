package texttovideo.nn;

import java.util.LinkedHashMap;
import java.util.Map;

/** Adam (Kingma and Ba 2015, algorithm 1) over all parameters of a network. Not for several threads. */
public final class Adam {
  private static final double BETA_2 = 0.99;
  private static final float EPSILON = 1e-8f;

  private final Parameters network;
  private final Map<String, float[]> means = new LinkedHashMap<>();      // first moments by parameter
  private final Map<String, float[]> squares = new LinkedHashMap<>();    // second moments

  /** An optimiser without memory yet. */
  public Adam(Parameters network) {
    this.network = network;
    network.byName().forEach((name, parameter) -> {
      means.put(name, new float[parameter.length()]);
      squares.put(name, new float[parameter.length()]);
    });
  }

  /**
   * Moves the parameters against their gradients.
   *
   * @param step  steps done before, from 0
   * @param rate  the learning rate
   * @param beta1 the share of the first moment that is kept
   */
  public void step(Gradients gradients, int step, double rate, double beta1) {
    float size = (float) (rate / (1 - Math.pow(beta1, step + 1)));
    float correction = (float) (1 / (1 - Math.pow(BETA_2, step + 1)));
    network.byName().forEach((name, parameter) -> update(parameter.values(), gradients.of(parameter), means.get(name),
        squares.get(name), (float) beta1, size, correction));
  }

  private static void update(float[] values, float[] gradient, float[] mean, float[] square, float beta1, float size,
      float correction) {
    float beta2 = (float) BETA_2;
    for (int i = 0; i < values.length; i++) {
      mean[i] = beta1 * mean[i] + (1 - beta1) * gradient[i];
      square[i] = beta2 * square[i] + (1 - beta2) * gradient[i] * gradient[i];
      values[i] -= size * mean[i] / ((float) Math.sqrt(square[i] * correction) + EPSILON);
    }
  }

  /** Copies of both moments of every parameter, to be saved. */
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    means.forEach((name, values) -> state.put("mean." + name, tensor(values)));
    squares.forEach((name, values) -> state.put("square." + name, tensor(values)));
    return state;
  }

  /**
   * Sets the moments to saved ones.
   *
   * @throws IllegalArgumentException if one is missing, has another length, or holds a number that is not finite
   */
  public void load(Map<String, Tensor> state) {
    means.forEach((name, values) -> copy(state, "mean." + name, values));
    squares.forEach((name, values) -> copy(state, "square." + name, values));
  }

  private static void copy(Map<String, Tensor> state, String name, float[] to) {
    Tensor saved = state.get(name);
    if (saved == null || saved.values().length != to.length) {
      throw new IllegalArgumentException("the optimiser needs a tensor \"" + name + "\" of " + to.length + " numbers, found "
          + (saved == null ? "none" : saved.values().length));
    }
    saved.requireFinite(name);
    System.arraycopy(saved.values(), 0, to, 0, to.length);
  }

  private static Tensor tensor(float[] values) {
    return new Tensor(new long[] {values.length}, values.clone());
  }
}
