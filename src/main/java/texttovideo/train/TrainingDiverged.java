package texttovideo.train;

/** Training came to numbers from which it cannot go on. What was saved before is as it was. */
public final class TrainingDiverged extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** @param largest what the value must be below, on either side of 0 */
  TrainingDiverged(int step, String what, double value, double largest) {
    super("training diverged in step " + step + ": " + what + " is " + value + " and must lie between -" + largest + " and "
        + largest + "; go on from an earlier checkpoint, or begin again with a lower learning rate or another seed");
  }
}
