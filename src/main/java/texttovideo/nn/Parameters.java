package texttovideo.nn;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters by name, in the order in which they are added: all that training changes of a network, and a file holds of it. */
public final class Parameters {
  private static final int LARGEST = 1_000_000;      // training moves a weight by about its rate a step: none gets near
  private static final String ALLOWED = "finite and from -" + LARGEST + " to " + LARGEST;

  private final Map<String, Parameter> byName = new LinkedHashMap<>();

  /** Adds a parameter. */
  public Parameters add(String name, Parameter parameter) {
    byName.put(name, parameter);
    return this;
  }

  /** Adds a part's parameters: {@code name.theirs}. */
  public Parameters add(String name, Map<String, Parameter> part) {
    part.forEach((key, parameter) -> byName.put(name + "." + key, parameter));
    return this;
  }

  /** Adds the parameters of layers, each under its number: {@code 0.weight}. */
  public Parameters add(List<? extends Layer<?>> layers) {
    for (int i = 0; i < layers.size(); i++) {
      add(String.valueOf(i), layers.get(i).parameters());
    }
    return this;
  }

  /** The parameters by name, in order. */
  public Map<String, Parameter> byName() {
    return Collections.unmodifiableMap(byName);
  }

  /** How many numbers they hold together. */
  public int length() {
    return byName.values().stream().mapToInt(Parameter::length).sum();
  }

  /**
   * Copies of all, by name, to be saved.
   *
   * @throws IllegalArgumentException if one holds a number that {@link #load} would refuse, as after training that diverged
   */
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    byName.forEach((name, parameter) -> {
      Tensor tensor = new Tensor(Arrays.stream(parameter.shape()).asLongStream().toArray(), parameter.values().clone());
      tensor.requireWithin(name, LARGEST, ALLOWED);
      tensors.put(name, tensor);
    });
    return tensors;
  }

  /**
   * Sets all to saved numbers.
   *
   * @throws IllegalArgumentException if one is missing, has another shape, or holds a number that is not finite or beyond
   *     a million, which no training gives; nothing is changed then
   */
  public void load(Map<String, Tensor> tensors) {
    byName.forEach((name, parameter) -> {
      long[] shape = Arrays.stream(parameter.shape()).asLongStream().toArray();
      Tensor tensor = tensors.get(name);
      if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
        throw new IllegalArgumentException("the model needs a tensor \"" + name + "\" of shape " + Arrays.toString(shape)
            + ", found " + (tensor == null ? "none" : Arrays.toString(tensor.shape())));
      }
      tensor.requireWithin(name, LARGEST, ALLOWED);
    });
    byName.forEach((name, parameter) -> parameter.set(tensors.get(name).values()));
  }

  /**
   * Moves all towards those of another network of the same structure: {@code this = keep * this + (1 - keep) * other}. With a
   * keep just below 1, step by step, an exponential moving average (EMA).
   *
   * @param keep 0 to copy the other's, 1 to stay
   */
  public void average(Parameters other, double keep) {
    byName.forEach((name, parameter) -> {
      float[] mine = parameter.values();
      Rows.scaleAndShift(mine, (float) keep, 0, mine);
      Rows.addScaled(mine, (float) (1 - keep), other.byName.get(name).values());
    });
  }
}
