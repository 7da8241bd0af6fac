package texttovideo.conv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import texttovideo.nn.Gradients;
import texttovideo.nn.Layer;
import texttovideo.nn.Parameter;
import texttovideo.nn.Parameters;

/** Layers side by side on one input; their outputs {@code [N, features]} are joined. */
public final class Branches implements Layer<INDArray> {
  private final List<Layer<INDArray>> branches;

  /** Layers, whose outputs are joined in this order. */
  @SafeVarargs
  @SuppressWarnings("varargs")                   // List.of copies and keeps no array
  public Branches(Layer<INDArray>... branches) {
    this.branches = List.of(branches);
  }

  @Override
  public Layer.Pass<INDArray> forward(INDArray x) {
    List<Layer.Pass<INDArray>> passes = new ArrayList<>();
    branches.forEach(branch -> passes.add(branch.forward(x)));
    return new Pass(passes, Nd4j.concat(1, passes.stream().map(Layer.Pass::output).toArray(INDArray[]::new)));
  }

  private record Pass(List<Layer.Pass<INDArray>> passes, INDArray output) implements Layer.Pass<INDArray> {
    @Override
    public INDArray backward(INDArray dOutput, Gradients gradients) {
      INDArray sum = null;
      long from = 0;
      for (Layer.Pass<INDArray> pass : passes) {
        long to = from + pass.output().size(1);
        INDArray dInput = pass.backward(Floats.columns(dOutput, from, to), gradients);
        sum = sum == null ? dInput : sum.addi(dInput);
        from = to;
      }
      return sum;
    }
  }

  @Override
  public Map<String, Parameter> parameters() {
    return new Parameters().add(branches).byName();
  }
}
