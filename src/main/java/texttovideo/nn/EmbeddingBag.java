package texttovideo.nn;

/**
 * A table with a row for each word; the rows of a caption's words are added up, in whatever order they stand: tokens
 * {@code [N][L] -> [N][width]}. Token 0 is padding and adds nothing.
 */
public final class EmbeddingBag {
  private final Parameter table;      // [V, width], divided by the speed
  private final float speed;

  /**
   * A bag over a table.
   *
   * @param table {@code [V, width]}: the rows at first, divided by the speed
   * @param speed how many times faster than weights they are learnt: Adam's steps of the table are multiplied by it
   */
  public EmbeddingBag(Parameter table, double speed) {
    this.table = table;
    this.speed = (float) speed;
  }

  /** One forward pass. */
  public final class Pass {
    private final int[][] tokens;
    private final float[][] output;

    private Pass(int[][] tokens, float[][] output) {
      this.tokens = tokens;
      this.output = output;
    }

    /** The sums {@code [N][width]}. */
    public float[][] output() {
      return output;
    }

    /** Adds to the table's gradient, from that {@code [N][width]} at the sums. */
    public void backward(float[][] dOutput, Gradients gradients) {
      float[] dTable = gradients.of(table);
      int width = dTable.length / table.shape()[0];
      for (int n = 0; n < tokens.length; n++) {
        for (int token : tokens[n]) {
          for (int i = 0; token != 0 && i < width; i++) {
            dTable[token * width + i] += speed * dOutput[n][i];
          }
        }
      }
    }
  }

  /**
   * The sums for captions.
   *
   * @param tokens {@code [N][L]}, each {@code 0 .. V-1}
   */
  public Pass forward(int[][] tokens) {
    float[] rows = table.values();
    int width = rows.length / table.shape()[0];
    float[][] output = new float[tokens.length][width];
    for (int n = 0; n < tokens.length; n++) {
      for (int token : tokens[n]) {
        for (int i = 0; token != 0 && i < width; i++) {
          output[n][i] += speed * rows[token * width + i];
        }
      }
    }
    return new Pass(tokens, output);
  }

  /** The table {@code [V, width]}, divided by the speed. */
  public Parameter table() {
    return table;
  }
}
