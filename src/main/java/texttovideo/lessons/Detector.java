package texttovideo.lessons;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import texttovideo.train.GanLoss;

/** A small classifier for two kinds of rows, and what it is worth on rows that it has not seen. */
public final class Detector {
  private static final int HIDDEN = 16;
  private static final int BATCH = 128;

  private final ToyNetwork network;

  /**
   * What a detector is worth.
   *
   * @param auc    probability that a positive row gets a higher score than a negative one; 0.5 is chance
   * @param recall share of the positive rows found when 1% of the negative ones are reported as well
   */
  public record Quality(double auc, double recall) {
    /** Computes both from the scores of each kind. */
    public static Quality of(double[] negatives, double[] positives) {
      double[] sorted = negatives.clone();
      Arrays.sort(sorted);
      double above = 0;
      for (double positive : positives) {
        above += rank(sorted, positive);
      }
      double alarm = sorted[(int) Math.min(sorted.length - 1L, Math.round(0.99 * sorted.length))];
      long found = Arrays.stream(positives).filter(score -> score > alarm).count();
      return new Quality(above / positives.length / sorted.length, (double) found / positives.length);
    }

    /** How many sorted numbers lie below this one; equal ones count half. */
    private static double rank(double[] sorted, double number) {
      int below = 0;
      int equal = 0;
      for (double other : sorted) {
        below += other < number ? 1 : 0;
        equal += other == number ? 1 : 0;
      }
      return below + equal / 2.0;
    }
  }

  private Detector(ToyNetwork network) {
    this.network = network;
  }

  /**
   * Trains on batches in which a row of either kind comes up as often as its share in the data says.
   *
   * @param negatives {@code [N, features]}
   * @param positives {@code [M, features]}
   */
  public static Detector train(INDArray negatives, INDArray positives, int steps, long seed) {
    ToyNetwork network = ToyNetwork.dense(seed, new Adam(0.005), Activation.TANH, negatives.columns(), HIDDEN, 1);
    INDArray rows = Nd4j.vstack(negatives, positives);
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < steps && !Thread.currentThread().isInterrupted(); step++) {
      int[] chosen = random.ints(BATCH, 0, rows.rows()).toArray();
      double[] scores = network.forward(rows.getRows(chosen)).dup().data().asDouble();
      float[] slopes = new float[BATCH];
      for (int i = 0; i < BATCH; i++) {
        double wanted = chosen[i] < negatives.rows() ? 0 : 1;
        slopes[i] = (float) ((GanLoss.sigmoid(scores[i]) - wanted) / BATCH);      // of the cross-entropy
      }
      network.backward(Nd4j.create(slopes, new int[] {BATCH, 1}, 'c'));
      network.step();
    }
    return new Detector(network);
  }

  /** The scores of rows {@code [N, features]}: higher means more likely positive. */
  public double[] scores(INDArray rows) {
    return network.forward(rows).dup().data().asDouble();
  }

  /** What it is worth on rows of both kinds. */
  public Quality test(INDArray negatives, INDArray positives) {
    return Quality.of(scores(negatives), scores(positives));
  }
}
