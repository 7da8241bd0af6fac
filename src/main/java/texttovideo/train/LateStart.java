package texttovideo.train;

import java.util.Arrays;
import texttovideo.nn.Parameter;
import texttovideo.nn.Parameters;

/**
 * A parameter of the generator that starts at zero and is held there for the first part of a run: what it stands for can be
 * learnt once the rest is. Its gradients are followed by the optimiser all the while, so that it sets off without a jump.
 *
 * @param parameter its name; null if all learn from the first step
 * @param from      the first step, from 0, in which it moves
 */
public record LateStart(String parameter, int from) {
  /** All parameters learn from the first step. */
  public static final LateStart NONE = new LateStart(null, 0);

  /** Checks the step. */
  public LateStart {
    if (from < 0) {
      throw new IllegalArgumentException("a parameter must start at step 0 or later, not " + from);
    }
  }

  /** Refuses a network that has no such parameter. */
  LateStart requireIn(Parameters parameters) {
    if (parameter != null && !parameters.byName().containsKey(parameter)) {
      throw new IllegalArgumentException("the generator has no parameter \"" + parameter + "\" to start late; it has "
          + parameters.byName().keySet());
    }
    return this;
  }

  /** Sets the parameter back to zero after a step in which it must not move. */
  void hold(Parameters parameters, int step) {
    Parameter late = step < from ? parameters.byName().get(parameter) : null;
    if (late != null) {
      Arrays.fill(late.values(), 0);
    }
  }
}
