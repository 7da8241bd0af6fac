package texttovideo.nn;

/** {@code max(x, 0.2 x)} on rows. */
public final class LeakyRelu implements Layer<float[][]> {
  /** The slope for negative inputs. */
  public static final float SLOPE = 0.2f;

  @Override
  public Layer.Pass<float[][]> forward(float[][] x) {
    float[][] y = copy(x);
    for (float[] row : y) {
      Rows.rectify(row, SLOPE);
    }
    return new Pass(y);
  }

  private record Pass(float[][] output) implements Layer.Pass<float[][]> {
    @Override
    public float[][] backward(float[][] dOutput, Gradients gradients) {
      float[][] dX = copy(dOutput);
      for (int n = 0; n < dX.length; n++) {
        Rows.slopes(dX[n], output[n], SLOPE);
      }
      return dX;
    }
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int n = 0; n < copy.length; n++) {
      copy[n] = rows[n].clone();
    }
    return copy;
  }
}
