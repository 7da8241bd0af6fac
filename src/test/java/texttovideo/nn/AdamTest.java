package texttovideo.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdamTest {
  private final Parameter parameter = Parameter.zeros(3);
  private final Parameters network = new Parameters().add("w", parameter);

  private void step(Adam adam, int step, float... gradient) {
    Gradients gradients = new Gradients();
    Rows.addScaled(gradients.of(parameter), 1, gradient);
    adam.step(gradients, step, 0.01, 0.5);
  }

  /** The paper's algorithm 1 by hand: first moments with 0.5, second with 0.99. */
  @Test
  void stepsAreThoseOfThePaper() {
    Adam adam = new Adam(network);
    step(adam, 0, 4, -0.001f, 0);
    assertArrayEquals(new float[] {-0.01f, 0.01f, 0}, parameter.values(), 1e-5f);
    float before = parameter.values()[0];
    step(adam, 1, -2, 0, 0);
    double mean = (0.5 * 2 + 0.5 * -2) / (1 - 0.25);
    double square = (0.99 * 0.01 * 16 + 0.01 * 4) / (1 - 0.99 * 0.99);
    assertEquals(before - 0.01 * mean / Math.sqrt(square), parameter.values()[0], 1e-7);
  }

  @Test
  void savedMomentsGoOnAsIfNothingHappened() {
    Adam adam = new Adam(network);
    step(adam, 0, 1, 2, 3);
    Adam other = new Adam(network);
    other.load(adam.state());
    float[] start = parameter.values().clone();
    step(adam, 1, -1, 5, 2);
    float[] expected = parameter.values().clone();
    System.arraycopy(start, 0, parameter.values(), 0, 3);
    step(other, 1, -1, 5, 2);
    assertArrayEquals(expected, parameter.values());
  }

  @Test
  void momentsThatAreMissingOrNotFiniteAreRefusedByName() {
    Adam adam = new Adam(network);
    assertTrue(assertThrows(IllegalArgumentException.class, () -> adam.load(Map.of())).getMessage().contains("\"mean.w\""));
    Map<String, Tensor> state = new LinkedHashMap<>(adam.state());
    state.put("square.w", new Tensor(new long[] {3}, new float[] {0, Float.NaN, 0}));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> adam.load(state)).getMessage().contains("square.w"));
  }
}
