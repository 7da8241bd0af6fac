package texttovideo.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.model.ClipGenerator;
import texttovideo.nn.GradientCheck;
import texttovideo.nn.Parallel;

/** What changes along the motion of a clip, and the motion itself. */
class TemporalLossTest {
  private static final ClipGenerator.Shape GREY = new ClipGenerator.Shape(3, 1, 32);
  private static final float[] CROSS = {0, 1, 0, 1, 1, 1, 0, 1, 0};
  private static final float[] CORNER = {1, 1, 1, 1, 0, 0, 1, 0, 0};
  private static final float[] NOTHING = new float[9];

  private final SplittableRandom random = new SplittableRandom(3);

  /** Pictures of 3x3 pixels of ink on white, that go 2 pixels to the right and 1 down in every frame. */
  private static float[] moving(float[]... pictures) {
    float[] clip = new float[GREY.length()];
    Arrays.fill(clip, 1);
    for (int f = 0; f < pictures.length; f++) {
      for (int i = 0; i < 9; i++) {
        clip[f * 32 * 32 + (10 + f + i / 3) * 32 + 8 + 2 * f + i % 3] -= 2 * pictures[f][i];
      }
    }
    return clip;
  }

  private static double loss(float[] generated, float[] real) {
    return new TemporalLoss(generated, real, GREY, Parallel.NONE).value();
  }

  @Test
  void blocksAreFoundWhereTheyCameFrom() {
    MotionVectors motion = new MotionVectors(moving(CROSS, CROSS, CROSS), 0, GREY);
    for (int f = 1; f < 3; f++) {
      assertEquals(9 * 32 + 8, motion.origin(f, 10, 10), "ink, frame " + f);
      assertEquals(28 * 32 + 28, motion.origin(f, 28, 28), "paper, frame " + f);
    }
  }

  @Test
  void whatCameFromOutsideIsLookedForInside() {
    float[] noise = GradientCheck.normals(GREY.length(), random);
    MotionVectors motion = new MotionVectors(noise, 0, GREY);
    for (int i = 0; i < 32 * 32; i++) {
      int origin = motion.origin(1, i / 32, i % 32);
      assertTrue(origin >= 0 && origin < 32 * 32 && Math.abs(origin % 32 - i % 32) <= 4, "pixel " + i + " from " + origin);
    }
  }

  /** Else blocks of a filmed table would be said to come from anywhere. */
  @ParameterizedTest
  @ValueSource(floats = {1, 2, 3, 10, 40})
  void noiseOfACameraIsNoMotion(float shades) {
    float[] table = GradientCheck.normals(GREY.length(), random);
    for (int i = 0; i < table.length; i++) {
      table[i] = 0.5f + shades * 2 / 255f * table[i];
    }
    MotionVectors motion = new MotionVectors(table, 0, GREY);
    for (int i = 0; i < 32 * 32; i++) {
      assertEquals(i, motion.origin(1, i / 32, i % 32));
    }
  }

  @Test
  void anotherPictureThatStaysTheSameCostsNothing() {
    assertEquals(0, loss(moving(CORNER, CORNER, CORNER), moving(CROSS, CROSS, CROSS)), 1e-9);
  }

  @Test
  void aPictureThatChangesOnItsWayCostsItsChange() {
    double once = loss(moving(CORNER, CORNER, NOTHING), moving(CROSS, CROSS, CROSS));
    assertEquals(5, once, 1e-9);      // five pixels of ink are gone
    assertEquals(0, loss(moving(CROSS, CORNER, CROSS), moving(CROSS, CORNER, CROSS)), 1e-9);      // as it should
    assertTrue(loss(moving(CROSS, CORNER, CROSS), moving(CROSS, CROSS, CROSS)) > once);
  }

  @Test
  void gradientIsTheSlope() {
    ClipGenerator.Shape colour = new ClipGenerator.Shape(3, 3, 16);
    float[] generated = GradientCheck.normals(2 * colour.length(), random);
    float[] real = GradientCheck.normals(2 * colour.length(), random);
    new GradientCheck(random, () -> new TemporalLoss(generated, real, colour, Parallel.NONE).value())
        .check("frames", generated, new TemporalLoss(generated, real, colour, Parallel.NONE).dFrames());
  }
}
