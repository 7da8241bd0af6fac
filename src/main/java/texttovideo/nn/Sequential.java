package texttovideo.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Layers one after the other. */
public final class Sequential<T> implements Layer<T> {
  private final List<Layer<T>> layers;

  /** Layers, the first one first. */
  @SafeVarargs
  @SuppressWarnings("varargs")                   // List.of copies and keeps no array
  public Sequential(Layer<T>... layers) {
    this.layers = List.of(layers);
  }

  @Override
  public Layer.Pass<T> forward(T input) {
    List<Layer.Pass<T>> passes = new ArrayList<>();
    T x = input;
    for (Layer<T> layer : layers) {
      Layer.Pass<T> pass = layer.forward(x);
      passes.add(pass);
      x = pass.output();
    }
    return new Pass<>(passes, x);
  }

  private record Pass<T>(List<Layer.Pass<T>> passes, T output) implements Layer.Pass<T> {
    @Override
    public T backward(T dOutput, Gradients gradients) {
      return passes.get(0).backward(toFirst(dOutput, gradients), gradients);
    }

    @Override
    public void learn(T dOutput, Gradients gradients) {
      passes.get(0).learn(toFirst(dOutput, gradients), gradients);
    }

    /** The gradient at the first layer's output. */
    private T toFirst(T dOutput, Gradients gradients) {
      T gradient = dOutput;
      for (int i = passes.size() - 1; i > 0; i--) {
        gradient = passes.get(i).backward(gradient, gradients);
      }
      return gradient;
    }
  }

  @Override
  public Map<String, Parameter> parameters() {
    return new Parameters().add(layers).byName();
  }
}
