package texttovideo.train;

/**
 * The real clips of one step.
 *
 * @param tokens {@code [N][L]}
 * @param frames {@code [N, F, C, H, W]} in [-1, 1]
 */
public record TrainingBatch(int[][] tokens, float[] frames) {
  /** {@code N}. */
  public int size() {
    return tokens.length;
  }
}
