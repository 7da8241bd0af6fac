package texttovideo.train;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import texttovideo.model.ClipGenerator;
import texttovideo.nn.Adam;
import texttovideo.nn.Parameters;

/**
 * A way to train a generator: what happens in one step. It brings the networks that exist in training only, such as
 * discriminators. All its randomness comes from the step's, so that a run can be repeated and resumed to the bit.
 */
public interface Algorithm extends AutoCloseable {
  /**
   * What a step measured.
   *
   * @param values     by the names of {@link #columns}
   * @param clipErrors {@code [N]}: how badly each real clip was given back; clips of captions with large errors are then drawn more
   *                   often. Empty if the algorithm gives none back: then all are drawn alike
   */
  record Measured(Map<String, Double> values, double[] clipErrors) {
  }

  /**
   * One step of training.
   *
   * @param batch  real clips
   * @param step   steps done before, from 0
   * @param rate   the learning rate
   * @param random the step's randomness
   */
  Measured step(TrainingBatch batch, int step, double rate, SplittableRandom random);

  /** The names of what every step measures, in order. */
  List<String> columns();

  /** The generator to use: an exponential moving average (EMA) of the one that learns, steadier than any single step. */
  ClipGenerator average();

  /** All networks by name, those of training only too: what a checkpoint holds. */
  Map<String, Parameters> networks();

  /** All optimisers by name. */
  Map<String, Adam> optimizers();

  /** Stops the threads, if it has any. */
  @Override
  void close();
}
