package texttovideo.conv;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.nn.Gradients;
import texttovideo.nn.Layer;
import texttovideo.nn.LeakyRelu;
import texttovideo.nn.Rows;

/**
 * {@code max(x, 0.2 x)}, any shape. Works in place: its input is changed into its output, its gradient too. Plain Java on
 * blocks that stay in the processor's nearest memory: every operation of the library passes over all of the array again, and
 * its own leaky rectifier is slower still.
 */
public final class Nd4jLeakyRelu implements Layer<INDArray> {
  private static final int BLOCK = 4096;

  @Override
  public Layer.Pass<INDArray> forward(INDArray x) {
    float[] numbers = new float[BLOCK];
    FloatPointer memory = Floats.memory(x);
    for (long from = 0; from < x.length(); from += BLOCK) {
      int length = (int) Math.min(BLOCK, x.length() - from);
      memory.position(from).get(numbers, 0, length);
      Rows.rectify(numbers, LeakyRelu.SLOPE);
      memory.put(numbers, 0, length);
    }
    return new Pass(x);
  }

  private record Pass(INDArray output) implements Layer.Pass<INDArray> {
    @Override
    public INDArray backward(INDArray dOutput, Gradients gradients) {
      float[] numbers = new float[BLOCK];
      float[] outputs = new float[BLOCK];
      FloatPointer memory = Floats.memory(dOutput);
      FloatPointer passed = Floats.memory(Floats.lastRows(output, dOutput.size(0)));
      for (long from = 0; from < dOutput.length(); from += BLOCK) {
        int length = (int) Math.min(BLOCK, dOutput.length() - from);
        memory.position(from).get(numbers, 0, length);
        passed.position(from).get(outputs, 0, length);
        Rows.slopes(numbers, outputs, LeakyRelu.SLOPE);
        memory.put(numbers, 0, length);
      }
      return dOutput;
    }
  }
}
