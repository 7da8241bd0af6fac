package texttovideo.model;

import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@code max(x, 0.2 x)}, any shape. Works in place: its input is changed into its output, its gradient too. Plain Java on
 * blocks that stay in the processor's nearest memory: every operation of the library passes over all of the array again, and
 * its own leaky rectifier is slower still.
 */
final class LeakyRelu implements Layer {
  /** The slope for negative inputs. */
  static final double SLOPE = 0.2;

  private static final int BLOCK = 4096;

  private final float[] numbers = new float[BLOCK];
  private final float[] outputs = new float[BLOCK];
  private INDArray output;

  @Override
  public INDArray forward(INDArray x) {
    FloatPointer memory = Floats.memory(x);
    for (long from = 0; from < x.length(); from += BLOCK) {
      int length = (int) Math.min(BLOCK, x.length() - from);
      memory.position(from).get(numbers, 0, length);
      Rows.rectify(numbers, (float) SLOPE);
      memory.put(numbers, 0, length);
    }
    output = x;
    return x;
  }

  @Override
  public INDArray backward(INDArray gradient, boolean learn) {
    FloatPointer memory = Floats.memory(gradient);
    FloatPointer passed = Floats.memory(Layer.lastRows(output, gradient.size(0)));
    for (long from = 0; from < gradient.length(); from += BLOCK) {
      int length = (int) Math.min(BLOCK, gradient.length() - from);
      memory.position(from).get(numbers, 0, length);
      passed.position(from).get(outputs, 0, length);
      Rows.slopes(numbers, outputs, (float) SLOPE);
      memory.put(numbers, 0, length);
    }
    return gradient;
  }

  @Override
  public Map<String, Parameter> parameters() {
    return Map.of();
  }
}
