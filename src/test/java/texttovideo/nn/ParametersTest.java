package texttovideo.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private final Parameters parameters = new Parameters()
      .add("w", Initializer.normal(new SplittableRandom(1)).normal(1, 2, 3)).add("b", Parameter.zeros(3));

  @Test
  void averageIsTheMeanOfBothInTheGivenShares() {
    Parameters other = new Parameters().add("w", Initializer.normal(new SplittableRandom(2)).normal(1, 2, 3))
        .add("b", Parameter.zeros(3));
    float[] mine = parameters.byName().get("w").values().clone();
    float[] theirs = other.byName().get("w").values();
    parameters.average(other, 0.75);
    for (int i = 0; i < 6; i++) {
      assertEquals(0.75 * mine[i] + 0.25 * theirs[i], parameters.byName().get("w").values()[i], 1e-6);
    }
    parameters.average(other, 0);
    assertArrayEquals(theirs, parameters.byName().get("w").values());
  }

  @Test
  void tensorsAreCopies() {
    Tensor saved = parameters.tensors().get("w");
    assertArrayEquals(parameters.byName().get("w").values(), saved.values());
    assertNotSame(parameters.byName().get("w").values(), saved.values());
  }

  /** The last one is bad: the first must not have been touched. */
  @Test
  void badTensorsAreRefusedByNameAndChangeNothing() {
    Map<String, Tensor> good = new Parameters().add("w", Parameter.zeros(2, 3)).add("b", Parameter.zeros(3)).tensors();
    float[] before = parameters.byName().get("w").values().clone();
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      refused(good, "b", new Tensor(new long[] {3}, new float[] {1, bad, 2}), "place 1");
    }
    refused(good, "b", new Tensor(new long[] {3, 1}, new float[3]), "[3, 1]");
    refused(good, "b", null, "none");
    assertArrayEquals(before, parameters.byName().get("w").values());
  }

  private void refused(Map<String, Tensor> good, String name, Tensor bad, String what) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(good);
    tensors.put(name, bad);
    String message = assertThrows(IllegalArgumentException.class, () -> parameters.load(tensors)).getMessage();
    assertTrue(message.contains('"' + name + '"') && message.contains(what), message);
  }

  @Test
  void parametersFromAFileHaveNoNumbersBefore() {
    Parameter huge = Initializer.FROM_FILE.he(4096, 1, 100_000, 4096);      // would be 1.6 GB
    assertThrows(IllegalStateException.class, huge::values);
  }
}
