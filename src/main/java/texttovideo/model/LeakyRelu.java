package texttovideo.model;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.factory.Nd4j;

/** {@code max(x, 0.2 x)}, any shape. Works in place: its input is changed into its output. */
final class LeakyRelu implements Layer {
  /** The slope for negative inputs. */
  static final double SLOPE = 0.2;

  private INDArray output;

  @Override
  public INDArray forward(INDArray x) {
    // Maximum of two arrays, not the library's own leaky rectifier: 4 ms against 34 ms for 5 million numbers.
    Nd4j.exec(new Max(x, x.mul(SLOPE), x));
    output = x;
    return x;
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    INDArray passed = Layer.lastRows(output, gradient.size(0));
    INDArray slope = passed.ulike();
    Nd4j.exec(new Step(passed, slope, 0));
    return gradient.muli(slope.muli(1 - SLOPE).addi(SLOPE));
  }

  @Override
  public Map<String, Parameter> parameters() {
    return Map.of();
  }
}
