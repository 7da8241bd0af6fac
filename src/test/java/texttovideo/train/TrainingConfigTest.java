package texttovideo.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import texttovideo.train.TrainingConfig.Mode;

class TrainingConfigTest {
  private static final TrainingConfig FULL = new TrainingConfig(Mode.FULL, 3000, 32, 1, 1e-3, 0.65, 100);

  @Test
  void rateHoldsAndFalls() {
    double whole = FULL.learningRate();
    assertEquals(whole, FULL.rate(0), 1e-9);
    assertEquals(whole, FULL.rate((int) (FULL.steps() * FULL.decayFrom())), 1e-9);
    assertEquals(whole / 20, FULL.rate(FULL.steps() - 1), 1e-9);
  }

  @Test
  void settingsThatCannotWorkAreRefusedByName() {
    assertTrue(assertThrows(IllegalArgumentException.class, () -> FULL.withSteps(0)).getMessage().contains("steps"));
    refused("mode", 100, 8, 1e-3, null);
    refused("batch", 100, 1, 1e-3, Mode.FULL);
    refused("learningRate", 100, 8, Double.NaN, Mode.FULL);
    refused("learningRate", 100, 8, 0, Mode.FULL);
    String unknown = assertThrows(IllegalArgumentException.class, () -> Mode.of("fast")).getMessage();
    assertTrue(unknown.contains("fast") && unknown.contains("quick, tour, full"), unknown);
    assertEquals(Mode.TOUR, Mode.of("TOUR"));
  }

  private static void refused(String name, int steps, int batch, double rate, Mode mode) {
    String message = assertThrows(IllegalArgumentException.class,
        () -> new TrainingConfig(mode, steps, batch, 1, rate, 0.65, 0)).getMessage();
    assertTrue(message.contains(name), message);
  }
}
