package texttovideo.nn;

import java.util.LinkedHashMap;
import java.util.Map;

/** The gradients of parameters, added up over backward passes. Belongs to one thread at a time. */
public final class Gradients {
  /** Takes nothing: only the input's gradient is wanted. */
  public static final Gradients NONE = new Gradients(false);

  private final Map<Parameter, float[]> sums = new LinkedHashMap<>();      // ordered: so is the norm's sum
  private final boolean wanted;

  /** No gradient yet: all zero. */
  public Gradients() {
    this(true);
  }

  private Gradients(boolean wanted) {
    this.wanted = wanted;
  }

  /** Whether parameters learn; false for {@link #NONE}. */
  public boolean wanted() {
    return wanted;
  }

  /**
   * The gradient of a parameter, in the order of its values; live, to be added to.
   *
   * @throws IllegalStateException if no gradients are wanted
   */
  public float[] of(Parameter parameter) {
    if (!wanted) {
      throw new IllegalStateException("no gradients are wanted here");
    }
    return sums.computeIfAbsent(parameter, p -> new float[p.length()]);
  }

  /** The length of all gradients taken as one vector. */
  public double norm() {
    double squares = 0;
    for (float[] each : sums.values()) {
      for (float value : each) {
        squares += (double) value * value;
      }
    }
    return Math.sqrt(squares);
  }
}
