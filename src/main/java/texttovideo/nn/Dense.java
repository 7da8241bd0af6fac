package texttovideo.nn;

import java.util.Map;

/** {@code y = x W + b} on rows: {@code [N][in] -> [N][out]}. For small matrices; {@code conv} has one for large ones. */
public final class Dense implements Layer<float[][]> {
  private final Parameter weight;   // [in, out]
  private final Parameter bias;     // [out]

  /** @param scale how large the outputs start, relative to the inputs; 0 starts the layer silent */
  public Dense(Initializer start, int in, int out, double scale) {
    weight = start.he(in, scale, in, out);
    bias = start.zeros(out);
  }

  @Override
  public Layer.Pass<float[][]> forward(float[][] x) {
    float[][] w = weight.rows();
    float[][] y = new float[x.length][];
    for (int n = 0; n < x.length; n++) {
      y[n] = bias.values().clone();
      Rows.addMixed(y[n], x[n], w);
    }
    return new Pass(x, w, y);
  }

  private final class Pass implements Layer.Pass<float[][]> {
    private final float[][] x;
    private final float[][] w;
    private final float[][] y;

    Pass(float[][] x, float[][] w, float[][] y) {
      this.x = x;
      this.w = w;
      this.y = y;
    }

    @Override
    public float[][] output() {
      return y;
    }

    @Override
    public float[][] backward(float[][] dY, Gradients gradients) {
      if (gradients.wanted()) {
        learn(dY, gradients);
      }
      return Rows.dots(dY, w);
    }

    @Override
    public void learn(float[][] dY, Gradients gradients) {
      float[] dBias = gradients.of(bias);
      float[] dWeight = gradients.of(weight);
      float[] row = new float[bias.length()];
      float[] column = new float[dY.length];
      for (float[] each : dY) {
        Rows.addScaled(dBias, 1, each);
      }
      for (int i = 0; i < w.length; i++) {
        for (int n = 0; n < dY.length; n++) {
          column[n] = x[n][i];
        }
        System.arraycopy(dWeight, i * row.length, row, 0, row.length);
        Rows.addMixed(row, column, dY);
        System.arraycopy(row, 0, dWeight, i * row.length, row.length);
      }
    }
  }

  @Override
  public Map<String, Parameter> parameters() {
    return new Parameters().add("weight", weight).add("bias", bias).byName();
  }
}
