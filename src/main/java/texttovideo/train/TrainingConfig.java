package texttovideo.train;

import java.util.Locale;

/**
 * The settings of a training run. Phases begin at shares of the whole run.
 *
 * @param mode           what the run is for: quick, tour or full
 * @param steps          steps in the whole run
 * @param batch          {@code N}, clips a step
 * @param clips          clips in the data set; 10,000 of them hold every prompt about 14 times. The full run has more than it
 *                       draws: with 10,000, each of which discriminators saw twelve times, the starts of generated clips
 *                       spread 0.96 times as far as true ones, with 100,000 0.98 times (seed 3, {@code judge --starts 500},
 *                       at commit 8057d0f)
 * @param seed           decides the data, the first weights and every random choice
 * @param learningRate   Adam's rate until the decay begins
 * @param decayFrom      share of the run after which the rate falls linearly to a twentieth
 * @param turnFrom       share of the run before which every angle is held at 0: turning can be learnt once shapes are drawn
 *                       and the pair discriminator tells directions apart on true clips
 * @param turnOpens      share of the run in which turning opens from nothing to all. Opened at once, or within 80 steps, it ran
 *                       off and took every shape with it, when it still came from layers: Adam, which has seen no gradient of
 *                       it yet, takes up to five times its usual step
 * @param clipTurnFrom   share of the run before which the whole-clip discriminator may not change angles: at half size it
 *                       cannot tell directions, and holds whichever came first
 * @param loss           what the discriminators and the generator play for
 * @param without        what is left out, to see what it is worth
 * @param evaluateEvery  steps between two measurements of fidelity, 0 for none before the end
 */
public record TrainingConfig(String mode, int steps, int batch, int clips, long seed, double learningRate,
    double decayFrom, double turnFrom, double turnOpens, double clipTurnFrom, GanLoss loss, Ablation without,
    int evaluateEvery) {
  /** Checks every setting. */
  public TrainingConfig {
    require("steps", steps, 1, 1_000_000);
    require("batch", batch, 2, 1024);
    require("clips", clips, 1, 10_000_000);
    require("evaluateEvery", evaluateEvery, 0, 1_000_000);
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw new IllegalArgumentException("learningRate must be above 0 and at most 1, not " + learningRate);
    }
    requireShare("decayFrom", decayFrom);
    requireShare("turnFrom", turnFrom);
    requireShare("clipTurnFrom", clipTurnFrom);
    if (!(turnOpens > 0 && turnOpens <= 1)) {
      throw new IllegalArgumentException("turnOpens must be above 0 and at most 1, not " + turnOpens);
    }
    if (loss == null || without == null) {
      throw new IllegalArgumentException("loss and without must be named, not " + loss + " and " + without);
    }
  }

  /** A few steps, to see that everything runs: seconds. */
  public static TrainingConfig quick() {
    return new TrainingConfig("quick", 6, 8, 400, 1, 1e-3, 0.65, 0.4, 0.05, 0.75, GanLoss.NON_SATURATING, Ablation.NONE, 0);
  }

  /**
   * Long enough to see the model learn: minutes on two cores. Turning opens later than in the full run, when every shape is
   * drawn: the two are then seen one after the other.
   */
  public static TrainingConfig tour() {
    return new TrainingConfig("tour", 1600, 32, 10_000, 1, 1e-3, 0.75, 0.65, 0.15, 0.9, GanLoss.NON_SATURATING,
        Ablation.NONE, 100);
  }

  /** The run that the shipped model comes from. */
  public static TrainingConfig full() {
    return new TrainingConfig("full", 3000, 32, 100_000, 3, 1e-3, 0.65, 0.25, 0.05, 0.75, GanLoss.NON_SATURATING,
        Ablation.NONE, 100);
  }

  /**
   * The settings named by a mode.
   *
   * @throws IllegalArgumentException if the mode is none of quick, tour, full
   */
  public static TrainingConfig of(String mode) {
    return switch (mode.toLowerCase(Locale.ROOT)) {
      case "quick" -> quick();
      case "tour" -> tour();
      case "full" -> full();
      default -> throw new IllegalArgumentException("unknown mode \"" + mode + "\"; known modes: quick, tour, full");
    };
  }

  /** The same run from another seed. */
  public TrainingConfig withSeed(long newSeed) {
    return with(steps, newSeed, loss, without);
  }

  /** The same phases in another number of steps. */
  public TrainingConfig withSteps(int newSteps) {
    return with(newSteps, seed, loss, without);
  }

  /** The same run for another loss. */
  public TrainingConfig withLoss(GanLoss newLoss) {
    return with(steps, seed, newLoss, without);
  }

  /** The same run with a part left out. */
  public TrainingConfig without(Ablation part) {
    return with(steps, seed, loss, part);
  }

  private TrainingConfig with(int newSteps, long newSeed, GanLoss newLoss, Ablation part) {
    return new TrainingConfig(mode, newSteps, batch, clips, newSeed, learningRate, decayFrom, turnFrom, turnOpens,
        clipTurnFrom, newLoss, part, evaluateEvery);
  }

  /** Adam's rate at a step. */
  double rate(int step) {
    return learningRate * Math.max(0.05, Math.min(1, (1 - progress(step)) / (1 - decayFrom)));
  }

  /** How far things may turn: 0 at first, then more, in the end 1. */
  double turn(int step) {
    return Math.max(0, Math.min(1, (progress(step) - turnFrom) / turnOpens));
  }

  /** Whether the whole-clip discriminator may change angles yet. */
  boolean clipTurns(int step) {
    return progress(step) > clipTurnFrom;
  }

  private double progress(int step) {
    return (double) step / steps;
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be at least 0 and below 1, not " + value);
    }
  }
}
