package texttovideo.model;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Layers side by side on one input; their outputs {@code [N, features]} are joined. */
final class Branches implements Layer {
  private final List<Layer> branches;
  private final long[] widths;

  Branches(Layer... branches) {
    this.branches = List.of(branches);
    this.widths = new long[branches.length];
  }

  @Override
  public INDArray forward(INDArray x) {
    INDArray[] outputs = branches.stream().map(branch -> branch.forward(x)).toArray(INDArray[]::new);
    for (int i = 0; i < outputs.length; i++) {
      widths[i] = outputs[i].size(1);
    }
    return Nd4j.concat(1, outputs);
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    INDArray sum = null;
    long from = 0;
    for (int i = 0; i < widths.length; i++) {
      INDArray part = gradient.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + widths[i])).dup('c');
      INDArray atInput = branches.get(i).backward(part, learn);
      sum = sum == null ? atInput : sum.addi(atInput);
      from += widths[i];
    }
    return sum;
  }

  @Override
  public Map<String, Parameter> parameters() {
    return Parameters.of(branches);
  }
}
