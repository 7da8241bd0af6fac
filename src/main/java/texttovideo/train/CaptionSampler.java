package texttovideo.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import texttovideo.data.ClipDataset;
import texttovideo.data.Split;
import texttovideo.nn.Tensor;

/**
 * Draws training clips, at first all alike; once errors are known, the more often the larger the error of their caption is, so that
 * what is learnt last gets its share (prioritised sampling: Schaul et al. 2016, "Prioritized Experience Replay",
 * section 3.3, without the correction of the gradient). It knows captions only as texts that are equal or not. Not safe for
 * threads.
 */
final class CaptionSampler {
  /** What a checkpoint calls the errors. */
  static final String ERRORS = "caption errors";
  /** What it calls the rows of the next step. */
  static final String NEXT = "next rows";
  private static final double POWER = 2;       // a caption of twice the mean error is drawn four times as often,
  private static final double LARGEST = 4;     // and one of more than so many times the mean no more than that
  private static final float KEPT = 0.7f;      // of a caption's error so far, when one of its clips gives a new one
  private static final int MOST_ROWS = 1 << 24;      // up to which a tensor holds whole numbers

  private final int[] rows;                    // of training clips
  private final int[] captions;                // [rows]: the number of its caption
  private final float[] errors;                // [captions]: a moving mean; 0 while none is known

  /** @throws IllegalArgumentException if no clip is for training, or there are more than 16,777,216 */
  CaptionSampler(ClipDataset data) {
    if (data.size() > MOST_ROWS) {
      throw new IllegalArgumentException("a run takes up to " + MOST_ROWS + " clips, not " + data.size());
    }
    rows = data.rows(Split.TRAINING);
    if (rows.length == 0) {
      throw new IllegalArgumentException("none of the " + data.size() + " clips is for training");
    }
    captions = new int[rows.length];
    Map<String, Integer> numbers = new HashMap<>();
    Arrays.setAll(captions, i -> numbers.computeIfAbsent(data.caption(rows[i]), caption -> numbers.size()));
    errors = new float[numbers.size()];
  }

  /** Rows {@code [count]}, with repetition; the same random state and errors give the same rows. */
  int[] draw(int count, SplittableRandom random) {
    double mean = mean();
    if (mean == 0) {
      return random.ints(count, 0, rows.length).map(i -> rows[i]).toArray();
    }
    int[] drawn = new int[count];
    for (int i = 0; i < count;) {
      int at = random.nextInt(rows.length);
      float error = errors[captions[at]];
      double priority = error == 0 ? 1 : Math.min(LARGEST, error / mean);
      if (random.nextDouble() < Math.pow(priority / LARGEST, POWER)) {
        drawn[i++] = rows[at];
      }
    }
    return drawn;
  }

  /** The mean error of the captions that have one; 0 if none has. */
  private double mean() {
    double sum = 0;
    int known = 0;
    for (float error : errors) {
      sum += error;
      known += error == 0 ? 0 : 1;
    }
    return known == 0 ? 0 : sum / known;
  }

  /**
   * Takes up new errors.
   *
   * @param drawn     rows that were drawn
   * @param newErrors one for each, finite and at least 0 (0 counts as none known); none, if the algorithm measures none
   */
  void learn(int[] drawn, double[] newErrors) {
    for (int i = 0; i < newErrors.length; i++) {
      int caption = captions[Arrays.binarySearch(rows, drawn[i])];
      float error = (float) newErrors[i];
      errors[caption] = errors[caption] == 0 ? error : KEPT * errors[caption] + (1 - KEPT) * error;
    }
  }

  /** All errors, for a checkpoint. */
  Tensor errors() {
    return new Tensor(new long[] {errors.length}, errors.clone());
  }

  /** @throws IllegalArgumentException if it is missing, of another number of captions, or holds what is no error */
  void load(Tensor saved) {
    if (saved == null || saved.values().length != errors.length) {
      throw new IllegalArgumentException("the run needs a tensor \"" + ERRORS + "\" of " + errors.length + " numbers, found "
          + (saved == null ? "none" : saved.values().length));
    }
    saved.requireFinite(ERRORS);
    for (float error : saved.values()) {
      if (error < 0) {
        throw new IllegalArgumentException("the tensor \"" + ERRORS + "\" holds " + error + "; an error is at least 0");
      }
    }
    System.arraycopy(saved.values(), 0, errors, 0, errors.length);
  }

  /** Drawn rows, for a checkpoint. */
  static Tensor tensor(int[] drawn) {
    float[] numbers = new float[drawn.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = drawn[i];
    }
    return new Tensor(new long[] {numbers.length}, numbers);
  }

  /**
   * Drawn rows of a checkpoint.
   *
   * @param count how many there must be
   * @throws IllegalArgumentException if they are missing, of another number, or not training clips
   */
  int[] rows(Tensor saved, int count) {
    if (saved == null || saved.values().length != count) {
      throw new IllegalArgumentException("the run needs a tensor \"" + NEXT + "\" of " + count + " numbers, found "
          + (saved == null ? "none" : saved.values().length));
    }
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = (int) saved.values()[i];
      if (drawn[i] != saved.values()[i] || Arrays.binarySearch(rows, drawn[i]) < 0) {
        throw new IllegalArgumentException("the tensor \"" + NEXT + "\" holds " + saved.values()[i] + ", which is no row to train on");
      }
    }
    return drawn;
  }
}
