package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.train.GanLoss;

class PlaneGanTest {
  private static final int LOOKS = 300;
  private static final Sketch TWO_CLOUDS = new Sketch(new float[][] {{-0.6f, 0.3f}, {0.6f, -0.3f}}, 0.1);

  private static PlaneGan.Settings settings(GanLoss loss) {
    return new PlaneGan.Settings(loss, 0.005, 0.002);
  }

  private static PlaneGan first(long seed) {
    return new PlaneGan(32, LOOKS, new SplittableRandom(seed));
  }

  private static PlaneGan trained(GanLoss loss, int steps, long seed) {
    PlaneGan gan = first(seed);
    SplittableRandom random = new SplittableRandom(seed + 100);
    for (int step = 0; step < steps; step++) {
      gan.discriminatorStep(TWO_CLOUDS.sample(64, random), settings(loss));
      gan.generatorStep(64, settings(loss));
    }
    return gan;
  }

  private static double distance(PlaneGan gan) {
    return EnergyDistance.of(gan.sample(), TWO_CLOUDS.sample(LOOKS, new SplittableRandom(99)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void servesBothCloudsOfTwo(long seed) {
    float[][] points = trained(GanLoss.NON_SATURATING, 600, seed).sample();
    double left = Arrays.stream(points).filter(point -> point[0] < 0).count() / (double) LOOKS;
    assertEquals(0.5, left, 0.2);
    assertTrue(EnergyDistance.of(points, TWO_CLOUDS.sample(LOOKS, new SplittableRandom(99))) < 0.1);
  }

  @ParameterizedTest
  @EnumSource(GanLoss.class)
  void everyLossBringsTheFakesNearer(GanLoss loss) {
    double before = distance(first(1));
    double after = distance(trained(loss, 500, 1));
    assertTrue(after < before / 3, () -> "from " + before + " to " + after);
  }

  @Test
  void theSameSeedGivesTheSamePointsAndLookingOnChangesNothing() {
    PlaneGan watched = first(3);
    SplittableRandom random = new SplittableRandom(103);
    for (int step = 0; step < 5; step++) {
      watched.discriminatorStep(TWO_CLOUDS.sample(64, random), settings(GanLoss.NON_SATURATING));
      watched.believed(watched.sample());
      watched.generatorStep(64, settings(GanLoss.NON_SATURATING));
      watched.pulls(watched.sample(), GanLoss.MINIMAX);
    }
    assertArrayEquals(trained(GanLoss.NON_SATURATING, 5, 3).sample(), watched.sample());
  }

  @Test
  void eachPlayerMovesOnlyItself() {
    PlaneGan gan = first(4);
    float[][] points = gan.sample();
    float[] believed = gan.believed(points);
    gan.discriminatorStep(TWO_CLOUDS.sample(64, new SplittableRandom(4)), settings(GanLoss.HINGE));
    assertArrayEquals(points, gan.sample());
    assertFalse(Arrays.equals(believed, gan.believed(points)));
    float[] moved = gan.believed(points);
    gan.generatorStep(64, settings(GanLoss.HINGE));
    assertArrayEquals(moved, gan.believed(points));
    assertFalse(Arrays.deepEquals(points, gan.sample()));
  }

  @Test
  void aPullIsMinusTheSlopeOfThePointsLoss() {
    PlaneGan gan = trained(GanLoss.NON_SATURATING, 20, 5);
    float step = 0.001f;
    int right = 0;
    for (float[] point : gan.sample()) {
      float[] pull = gan.pulls(new float[][] {point}, GanLoss.NON_SATURATING)[0];
      double across = slopeOfLogD(gan, point, step, 0);
      double up = slopeOfLogD(gan, point, 0, step);
      right += Math.abs(across - pull[0]) < 0.01 && Math.abs(up - pull[1]) < 0.01 ? 1 : 0;
    }
    assertTrue(right >= 0.9 * LOOKS, right + " of " + LOOKS);      // a rectifier's kink lies near some points
  }

  private static double slopeOfLogD(PlaneGan gan, float[] point, float x, float y) {
    float[] believed = gan.believed(new float[][] {{point[0] + x, point[1] + y}, {point[0] - x, point[1] - y}});
    return Math.log(believed[0] / believed[1]) / (2 * (x + y));
  }

  @Test
  void badSettingsAreNamed() {
    assertThrows(IllegalArgumentException.class, () -> new PlaneGan(0, 1, new SplittableRandom(1)));
    assertThrows(IllegalArgumentException.class, () -> new PlaneGan.Settings(GanLoss.HINGE, 0, 0.1));
    assertThrows(IllegalArgumentException.class, () -> new Sketch(new float[0][], 0.1));
  }

  @Test
  void theEnergyDistanceIsKnownInSimpleCases() {
    float[][] origin = {{0, 0}};
    assertEquals(0, EnergyDistance.of(origin, origin));
    assertEquals(10, EnergyDistance.of(origin, new float[][] {{3, 4}}));
    float[][] both = {{-1, 0}, {1, 0}};
    assertEquals(0, EnergyDistance.of(both, new float[][] {{-1, 0}, {1, 0}, {1, 0}, {-1, 0}}), 1e-9);
    assertEquals(1, EnergyDistance.of(both, new float[][] {{1, 0}}), 1e-9);
  }
}
