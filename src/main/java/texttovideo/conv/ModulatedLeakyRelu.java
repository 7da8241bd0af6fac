package texttovideo.conv;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.nn.LeakyRelu;
import texttovideo.nn.Rows;

/**
 * Each clip scales and shifts each channel by numbers of its own, then {@code max(u, 0.2 u)} follows: with those numbers
 * read from text and noise, they reach every layer (Perez et al. 2018, "FiLM"). Plain Java, map by map, for the reason that
 * {@link Nd4jLeakyRelu} gives.
 */
public final class ModulatedLeakyRelu {
  private static final float HALF = 0.5f;      // of the numbers' weight, so that a network starts near no modulation

  private ModulatedLeakyRelu() {
  }

  /**
   * {@code u = x (1 + g / 2) + h / 2}, then the rectifier.
   *
   * @param x      {@code [N, C, H, W]}; kept for the way back
   * @param styles {@code [N, 2C]}: for each clip {@code C} numbers g, then {@code C} numbers h
   */
  public static Pass forward(INDArray x, INDArray styles) {
    if (styles.size(0) != x.size(0) || styles.size(1) != 2 * x.size(1)) {
      throw new IllegalArgumentException("styles must be [" + x.size(0) + ", " + 2 * x.size(1) + "], not ["
          + styles.size(0) + ", " + styles.size(1) + "]");
    }
    Pass pass = new Pass(x, Floats.of(styles), Floats.empty(x.shape()));
    float[] map = new float[(int) (x.size(2) * x.size(3))];
    FloatPointer from = Floats.memory(x);
    FloatPointer to = Floats.memory(pass.output);
    for (int i = 0; i < pass.maps(); i++) {
      from.position((long) i * map.length).get(map);
      Rows.scaleAndShift(map, pass.scale(i), pass.shift(i), map);
      Rows.rectify(map, LeakyRelu.SLOPE);
      to.position((long) i * map.length).put(map);
    }
    return pass;
  }

  /**
   * One forward pass.
   *
   * @param x      {@code [N, C, H, W]}
   * @param styles {@code [N, 2C]}
   * @param output {@code [N, C, H, W]}
   */
  public record Pass(INDArray x, float[] styles, INDArray output) {
    /**
     * The gradients at x and at the styles.
     *
     * @param dX      {@code [N, C, H, W]}
     * @param dStyles {@code [N, 2C]}
     */
    public record Gradient(INDArray dX, INDArray dStyles) {
    }

    /**
     * Passes a gradient back through the activation.
     *
     * @param dOutput {@code [N, C, H, W]}; changed into the gradient at x
     */
    public Gradient backward(INDArray dOutput) {
      float[] dStyles = new float[styles.length];
      float[] map = new float[(int) (x.size(2) * x.size(3))];
      float[] gradient = new float[map.length];
      FloatPointer inputs = Floats.memory(x);
      FloatPointer outputs = Floats.memory(output);
      FloatPointer gradients = Floats.memory(dOutput);
      for (int i = 0; i < maps(); i++) {
        long from = (long) i * map.length;
        gradients.position(from).get(gradient);
        outputs.position(from).get(map);
        Rows.slopes(gradient, map, LeakyRelu.SLOPE);      // at u
        inputs.position(from).get(map);
        dStyles[scaleAt(i)] = HALF * Rows.dot(gradient, map);
        dStyles[scaleAt(i) + channels()] = HALF * Rows.sum(gradient);
        Rows.scaleAndShift(gradient, scale(i), 0, gradient);
        gradients.position(from).put(gradient);
      }
      return new Gradient(dOutput, Floats.toArray(dStyles, x.size(0), 2L * channels()));
    }

    private int channels() {
      return (int) x.size(1);
    }

    private int maps() {
      return styles.length / 2;
    }

    /** Where the g of map i, counted over all clips, stands. */
    private int scaleAt(int i) {
      return i / channels() * 2 * channels() + i % channels();
    }

    private float scale(int i) {
      return 1 + HALF * styles[scaleAt(i)];
    }

    private float shift(int i) {
      return HALF * styles[scaleAt(i) + channels()];
    }
  }
}
