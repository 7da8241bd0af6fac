package texttovideo.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrainingConfigTest {
  private static final TrainingConfig FULL = TrainingConfig.full();

  @Test
  void rateHoldsAndFalls() {
    double whole = FULL.learningRate();
    assertEquals(whole, FULL.rate(0), 1e-9);
    assertEquals(whole, FULL.rate((int) (FULL.steps() * FULL.decayFrom())), 1e-9);
    assertEquals(whole / 20, FULL.rate(FULL.steps() - 1), 1e-9);
  }

  @Test
  void turningOpensSlowlyAndStaysOpen() {
    int from = (int) (FULL.steps() * FULL.turnFrom());
    assertEquals(0, FULL.turn(from));
    assertEquals(0.5, FULL.turn(from + FULL.steps() / 40), 0.01);
    assertEquals(1, FULL.turn(from + FULL.steps() / 20 + 1), 1e-9);
    assertEquals(1, FULL.turn(FULL.steps() - 1));
  }

  @Test
  void settingsThatCannotWorkAreRefusedByName() {
    assertTrue(assertThrows(IllegalArgumentException.class, () -> FULL.withSteps(0)).getMessage().contains("steps"));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> FULL.withLoss(null)).getMessage().contains("loss"));
    String unknown = assertThrows(IllegalArgumentException.class, () -> TrainingConfig.of("fast")).getMessage();
    assertTrue(unknown.contains("fast") && unknown.contains("quick, tour, full"), unknown);
  }
}
