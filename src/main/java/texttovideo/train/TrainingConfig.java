package texttovideo.train;

import java.util.Locale;
import texttovideo.nn.Bounds;

/**
 * The settings of a training run, whatever is trained.
 *
 * @param mode          what the run is for
 * @param steps         steps in the whole run
 * @param batch         {@code N}, clips a step
 * @param seed          decides the first weights and every random choice
 * @param learningRate  Adam's rate until the decay begins
 * @param decayFrom     share of the run after which the rate falls linearly to a twentieth
 * @param evaluateEvery steps between two measurements of the model, 0 for none before the end
 */
public record TrainingConfig(Mode mode, int steps, int batch, long seed, double learningRate, double decayFrom,
    int evaluateEvery) {
  /** What a run is for. */
  public enum Mode {
    /** A few steps, to see that everything runs: seconds. */
    QUICK,
    /** Long enough to see the model learn: minutes on two cores. */
    TOUR,
    /** The run that the shipped model comes from. */
    FULL;

    /**
     * The mode of a name.
     *
     * @throws IllegalArgumentException if it is none of quick, tour, full
     */
    public static Mode of(String name) {
      for (Mode mode : values()) {
        if (mode.label().equals(name.toLowerCase(Locale.ROOT))) {
          return mode;
        }
      }
      throw new IllegalArgumentException("unknown mode \"" + name + "\"; known modes: quick, tour, full");
    }

    /** The name as people write it: {@code quick}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks every setting. */
  public TrainingConfig {
    if (mode == null) {
      throw new IllegalArgumentException("mode must be one of quick, tour, full");
    }
    Bounds.require("steps", steps, 1, 1_000_000);
    Bounds.require("batch", batch, 2, 1024);
    Bounds.require("evaluateEvery", evaluateEvery, 0, 1_000_000);
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw new IllegalArgumentException("learningRate must be above 0 and at most 1, not " + learningRate);
    }
    if (!(decayFrom >= 0 && decayFrom < 1)) {
      throw new IllegalArgumentException("decayFrom must be at least 0 and below 1, not " + decayFrom);
    }
  }

  /** The same run from another seed. */
  public TrainingConfig withSeed(long newSeed) {
    return new TrainingConfig(mode, steps, batch, newSeed, learningRate, decayFrom, evaluateEvery);
  }

  /** The same phases in another number of steps. */
  public TrainingConfig withSteps(int newSteps) {
    return new TrainingConfig(mode, newSteps, batch, seed, learningRate, decayFrom, evaluateEvery);
  }

  /** Adam's rate at a step. */
  double rate(int step) {
    return learningRate * Math.max(0.05, Math.min(1, (1 - (double) step / steps) / (1 - decayFrom)));
  }
}
