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
   * One step of training.
   *
   * @param batch  real clips
   * @param step   steps done before, from 0
   * @param rate   the learning rate
   * @param random the step's randomness
   * @return what was measured, by the names of {@link #columns}
   */
  Map<String, Double> step(TrainingBatch batch, int step, double rate, SplittableRandom random);

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
