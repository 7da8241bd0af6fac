package texttovideo.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ToyGameTest {
  private static final float DISCRIMINATOR_RATE = 0.005f;
  private static final float GENERATOR_RATE = 0.002f;

  private final ToyGame game = new ToyGame(1);

  @Test
  void theFakesComeNearWhatIsDrawn() {
    game.draw(new float[] {-0.6f, 0.3f, 0.6f, -0.3f});
    double before = game.distance();
    for (int step = 0; step < 500; step++) {
      game.step("NON_SATURATING", "BOTH", DISCRIMINATOR_RATE, GENERATOR_RATE);
    }
    assertTrue(game.distance() < before / 3, () -> "from " + before + " to " + game.distance());
  }

  @Test
  void onlyWhoIsToldMoves() {
    game.draw(new float[] {0, 0.5f});
    float[] fakes = game.fakes();
    float[] losses = game.step("HINGE", "DISCRIMINATOR", DISCRIMINATOR_RATE, GENERATOR_RATE);
    assertArrayEquals(fakes, game.fakes());
    assertTrue(Float.isFinite(losses[0]) && Float.isNaN(losses[1]));
    float[] surface = game.surface(4, 1);
    game.step("HINGE", "GENERATOR", DISCRIMINATOR_RATE, GENERATOR_RATE);
    assertArrayEquals(surface, game.surface(4, 1));
    assertFalse(Arrays.equals(fakes, game.fakes()));
  }

  @Test
  void theSurfaceHasTheLeftTopFirst() {
    float[] surface = game.surface(4, 2);
    assertEquals(game.believed(-1.5f, 1.5f), surface[0]);
    assertEquals(game.believed(1.5f, 1.5f), surface[3]);
    assertEquals(game.believed(-0.5f, -1.5f), surface[13]);
  }

  @Test
  void nothingCanBeLearntOfAnEmptyPlane() {
    assertThrows(IllegalStateException.class, () -> game.step("HINGE", "BOTH", DISCRIMINATOR_RATE, GENERATOR_RATE));
    assertThrows(IllegalArgumentException.class, () -> game.draw(new float[0]));
  }

  @Test
  void pointsDrawnBeforeStayWhereTheyAreWhileOneMoreIsDrawn() {
    float[] stroke = new float[100];
    for (int i = 0; i < stroke.length; i++) {
      stroke[i] = i / 100f;
    }
    game.draw(stroke);
    float[] before = game.real();
    game.draw(Arrays.copyOf(stroke, 98));
    for (int i = 0; i < before.length; i++) {
      assertEquals(before[i], game.real()[i], 0.021f);
    }
  }
}
