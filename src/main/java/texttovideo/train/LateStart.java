package texttovideo.train;

import java.util.Arrays;
import java.util.function.Supplier;
import texttovideo.model.ClipGenerator;
import texttovideo.nn.Gradients;
import texttovideo.nn.Parameter;
import texttovideo.nn.Parameters;

/**
 * A parameter of the generator that learns in three phases: it starts at zero and is held there; then it learns from the
 * discriminator of pairs alone; at last from both. Its gradients are followed by the optimiser from the first step, so that it sets
 * off without a jump.
 *
 * @param parameter its name; null if all learn from both discriminators from the first step
 * @param from      the first step, from 0, in which it moves
 * @param clipsFrom the first step in which it learns from the discriminator of whole clips too, at least {@code from}
 */
public record LateStart(String parameter, int from, int clipsFrom) {
  /** All parameters learn from the first step. */
  public static final LateStart NONE = new LateStart(null, 0, 0);

  /** Checks the steps. */
  public LateStart {
    if (from < 0 || clipsFrom < from) {
      throw new IllegalArgumentException("a parameter must start at step 0 or later, and learn from clips no earlier, not "
          + from + " and " + clipsFrom);
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

  /** Replaces the parameter's gradient in the first two phases by that of pairs alone. */
  void listen(ClipGenerator.Pass generated, Supplier<float[]> dFramesOfPairs, Parameters parameters, Gradients gradients,
      int step) {
    if (parameter != null && step < clipsFrom) {
      Parameter late = parameters.byName().get(parameter);
      float[] ofPairs = generated.gradientOf(late, dFramesOfPairs.get());
      System.arraycopy(ofPairs, 0, gradients.of(late), 0, ofPairs.length);
    }
  }

  /** Sets the parameter back to zero after a step in which it must not move. */
  void hold(Parameters parameters, int step) {
    if (parameter != null && step < from) {
      Arrays.fill(parameters.byName().get(parameter).values(), 0);
    }
  }
}
