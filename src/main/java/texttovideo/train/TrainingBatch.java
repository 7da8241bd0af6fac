package texttovideo.train;

/**
 * The real clips of one step.
 *
 * @param tokens {@code [N][L]}
 * @param others {@code [K][L]}: captions of other clips, drawn like these, to choose wrong texts from
 * @param frames {@code [N, F, C, H, W]} in [-1, 1]
 */
public record TrainingBatch(int[][] tokens, int[][] others, float[] frames) {
  /** {@code N}. */
  public int size() {
    return tokens.length;
  }
}
