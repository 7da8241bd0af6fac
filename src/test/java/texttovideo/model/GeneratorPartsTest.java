package texttovideo.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the generator shows of its parts. */
class GeneratorPartsTest {
  private static final ModelConfig CONFIG = ModelConfig.standard(9);
  private static final int[][] TOKENS = {{1, 2, 3, 4, 5, 6, 0, 0}, {1, 3, 2, 5, 6, 7, 8, 0}};
  private static final float[] NOISE = {0.4f, -0.5f, -0.3f, 0.2f};

  private final Generator generator = new Generator(CONFIG, new SplittableRandom(3));

  @Test
  void oneNoiseVectorMovesAllFramesOfAClipAlike() {
    INDArray here = generator.poses(TOKENS, NOISE);
    INDArray there = generator.poses(TOKENS, new float[] {0.9f, -0.5f, -0.3f, 0.2f});
    assertArrayEquals(new long[] {2, 10, 4}, here.shape());
    double moved = there.getDouble(0, 0, 0) - here.getDouble(0, 0, 0);
    assertTrue(Math.abs(moved) > 0.5, "moved by " + moved);
    for (int f = 0; f < 10; f++) {
      assertEquals(moved, there.getDouble(0, f, 0) - here.getDouble(0, f, 0), 1e-3);
      assertEquals(here.getDouble(0, f, 1), there.getDouble(0, f, 1), 1e-3, "the other coordinate");
      assertEquals(here.getDouble(1, f, 0), there.getDouble(1, f, 0), 1e-3, "the other clip");
      assertEquals(0, here.getDouble(0, f, 3), "turn before anything is learnt");
    }
  }

  /** Noise at its ends brings a path as near to one edge as to the other, and both clips of a look, however they move, alike. */
  @Test
  void everyNoiseLeavesThePathItsMargin() {
    int[][] oneLook = {{1, 2, 3, 4, 5, 6, 0, 0}, {1, 2, 3, 4, 7, 8, 0, 0}};
    INDArray low = generator.poses(oneLook, new float[] {-1, -1, -1, -1});
    INDArray high = generator.poses(oneLook, new float[] {1, 1, 1, 1});
    double margin = nearest(low, 0, 0);
    assertTrue(margin > 0, "margin " + margin);
    for (int n = 0; n < 2; n++) {
      for (int k = 0; k < 2; k++) {
        assertEquals(margin, nearest(low, n, k), 1e-3, "from the low edge, clip " + n + ", axis " + k);
        assertEquals(margin, 64 - furthest(high, n, k), 1e-3, "from the high edge, clip " + n + ", axis " + k);
      }
    }
  }

  private static double nearest(INDArray poses, int n, int k) {
    return IntStream.rangeClosed(0, 18).mapToDouble(half -> reach(poses, n, half, k)).min().orElseThrow();
  }

  private static double furthest(INDArray poses, int n, int k) {
    return IntStream.rangeClosed(0, 18).mapToDouble(half -> reach(poses, n, half, k)).max().orElseThrow();
  }

  /** Where the thing is in a frame, or half a frame after one: there from both sides, at the speed that it has. */
  private static double reach(INDArray poses, int n, int half, int k) {
    int f = half / 2;
    if (half % 2 == 0 || f == 0 || f == 8) {
      return poses.getDouble(n, f, k);
    }
    double before = poses.getDouble(n, f, k) + (poses.getDouble(n, f, k) - poses.getDouble(n, f - 1, k)) / 2;
    double after = poses.getDouble(n, f + 1, k) - (poses.getDouble(n, f + 2, k) - poses.getDouble(n, f + 1, k)) / 2;
    return (before + after) / 2;
  }

  /** Words that pull right and up, together: the thing goes as far right as up, whatever it looks like. */
  @Test
  void thingsHeadWhereTheirWordsForMovingPullTogether() {
    INDArray pull = generator.parameters().get("motion.pull").value();
    pull.putRow(5, Nd4j.createFromArray(0.3f, 0));
    pull.putRow(6, Nd4j.createFromArray(0, -0.3f));
    pull.putRow(1, Nd4j.createFromArray(7f, 7f));       // a word for looks here
    INDArray poses = generator.poses(new int[][] {{1, 2, 3, 4, 5, 6, 0, 0}, {1, 2, 3, 4, 5, 0, 0, 0}}, NOISE);
    double across = poses.getDouble(0, 9, 0) - poses.getDouble(0, 0, 0);
    double down = poses.getDouble(0, 9, 1) - poses.getDouble(0, 0, 1);
    assertTrue(across > 5, "right by " + across);
    assertEquals(across, -down, 1e-3);
    assertTrue(poses.getDouble(1, 9, 0) - poses.getDouble(1, 0, 0) > 5, "right alone");
    assertEquals(0, poses.getDouble(1, 9, 1) - poses.getDouble(1, 0, 1), 1e-3);
  }

  /** A word more turns a thing the other way, and nothing else changes. */
  @Test
  void thingsTurnAsTheirWordsForMovingPullTogether() {
    INDArray turn = generator.parameters().get("motion.turn").value();
    turn.putScalar(5, 0.05);
    turn.putScalar(6, -0.1);
    turn.putScalar(1, 7);       // a word for looks here
    INDArray poses = generator.poses(new int[][] {{1, 2, 3, 4, 5, 0, 0, 0}, {1, 2, 3, 4, 5, 6, 0, 0}}, NOISE);
    double clockwise = poses.getDouble(0, 9, 3);
    assertTrue(clockwise > 90 && clockwise < 270, "turned by " + clockwise);
    assertEquals(clockwise, -poses.getDouble(1, 9, 3), 1e-2);
    assertEquals(clockwise / 3, poses.getDouble(0, 3, 3), 1e-2, "evenly, from no turn at all");
    assertEquals(0, generator.poses(new int[][] {{1, 2, 3, 4, 7, 0, 0, 0}}, new float[2]).getDouble(0, 9, 3));
  }

  @Test
  void theOrderOfWordsAndPaddingDoNotChangeTheTextFeatures() {
    INDArray features = generator.textFeatures(new int[][] {{1, 2, 3, 0, 0, 0, 0, 0}, {3, 0, 1, 2, 0, 0, 0, 0},
        {1, 2, 4, 0, 0, 0, 0, 0}});
    assertEquals(0, features.getRow(0).distance2(features.getRow(1)), 1e-5);
    assertTrue(features.getRow(0).distance2(features.getRow(2)) > 0.1);
  }

  @Test
  void poseIsMeasuredInPixelsOfTheFrame() {
    float[] poses = {0, 0, 0, 0, 0.5f, -0.3f, -0.4f, (float) Math.PI / 2};
    float[] measured = Placement.inPixels(poses, 64);
    float[] coverage = new Placement(40, 2, 64).forward(poses, disc(40));
    for (int f = 0; f < 2; f++) {
      double[] seen = inkOf(coverage, f * 64 * 64);
      assertEquals(seen[0], measured[f * 4], 0.1, "x");
      assertEquals(seen[1], measured[f * 4 + 1], 0.1, "y");
      assertEquals(seen[2], measured[f * 4 + 2], 0.3, "radius");
    }
    assertEquals(90, measured[7], 1e-4);
  }

  /** Drawn off the centre of its square, and with a mark left out on one side, a thing still is where its pose says. */
  @Test
  void thingsArePlacedByTheMiddleOfTheirOutline() {
    float[] poses = {0, 0, 0, 0, 0.5f, -0.3f, -0.4f, 1, 0, 0, 0, 0, 0.5f, -0.3f, -0.4f, 1};
    Placement placement = new Placement(40, 2, 64);
    for (double mark : new double[] {0, 0.3}) {
      float[] two = new float[2 * 40 * 40];
      System.arraycopy(disc(40, 0, 0, mark), 0, two, 0, 40 * 40);
      System.arraycopy(disc(40, 0.4, -0.3, mark), 0, two, 40 * 40, 40 * 40);
      float[] coverage = placement.forward(poses, two);
      for (int f = 0; f < 2; f++) {
        double[] centred = inkOf(coverage, f * 64 * 64);
        double[] shifted = inkOf(coverage, (2 + f) * 64 * 64);
        assertEquals(centred[0], shifted[0], 0.05, "x, mark " + mark);
        assertEquals(centred[1], shifted[1], 0.05, "y, mark " + mark);
      }
    }
  }

  @Test
  void spriteIsCoverageAndStartsAsADisc() {
    INDArray sprites = generator.sprites(TOKENS);
    assertArrayEquals(new long[] {2, 40, 40}, sprites.shape());
    assertTrue(sprites.minNumber().floatValue() >= 0 && sprites.maxNumber().floatValue() <= 1);
    assertTrue(sprites.getDouble(0, 20, 20) > 0.8, "the middle is covered");
    assertTrue(sprites.getDouble(0, 0, 0) < 0.1, "the corner is paper");
  }

  @Test
  void marginIsAProductOfFactorsOfTheWordsForTheForm() {
    SpriteNetwork sprite = new SpriteNetwork(new SplittableRandom(1), ModelConfig.standard(12));
    Parameter words = sprite.parameters().get("margin");
    words.value().assign(Nd4j.linspace(-1, 1, 12).reshape(words.shape()));
    sprite.forward(new int[][] {{1, 2, 3, 4}, {1, 5, 3, 6}, {1, 2, 3, 6}, {1, 5, 3, 4}, {1, 2, 9, 4, 7, 8}});
    float[] margins = sprite.margins();
    assertTrue(margins[1] > 1.1 * margins[0], Arrays.toString(margins));
    assertEquals(margins[0] * margins[1], margins[2] * margins[3], 1e-5);
    assertEquals(margins[0], margins[4], "its colour and how it moves are nothing to the margin");
  }

  /** Numbers below the smallest normal one are far slower to reckon with. */
  @Test
  void coverageIsNothingOrAHealthyNumber() {
    float[] coverage = Floats.of(generator.sprites(TOKENS));
    assertTrue(IntStream.range(0, coverage.length).anyMatch(i -> coverage[i] == 0));
    for (float share : coverage) {
      assertTrue(share == 0 || share > 1e-14, "coverage " + share);
    }
  }

  @Test
  void coloursAreThoseOfTheFullyCoveredPixels() {
    INDArray colours = generator.colours(TOKENS);
    assertArrayEquals(new long[] {2, 3}, colours.shape());
    INDArray pose = generator.poses(TOKENS, NOISE);
    INDArray frames = generator.frames(TOKENS, NOISE);
    int x = (int) pose.getDouble(1, 4, 0);
    int y = (int) pose.getDouble(1, 4, 1);
    for (int c = 0; c < 3; c++) {
      assertEquals(colours.getDouble(1, c), (frames.getDouble(1, 4, y, x, c) + 1) / 2, 0.1);
    }
  }

  @Test
  void posesNeedNoiseForEveryPrompt() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> generator.poses(TOKENS, new float[2])).getMessage();
    assertTrue(message.contains("4 noise numbers, not 2"), message);
  }

  /** A sprite of a disc of radius 1. */
  private static float[] disc(int side) {
    return disc(side, 0, 0, 0);
  }

  /** A sprite of a disc of radius 1 around (x, y), but for a smaller disc right of its centre. */
  private static float[] disc(int side, double x, double y, double mark) {
    float[] sprite = new float[side * side];
    for (int i = 0; i < sprite.length; i++) {
      double u = ((i % side + 0.5) / side * 2 - 1) * SpriteNetwork.REACH;
      double v = ((i / side + 0.5) / side * 2 - 1) * SpriteNetwork.REACH;
      sprite[i] = Math.hypot(u - x, v - y) < 1 && Math.hypot(u - x - 0.4, v - y) >= mark ? 1 : 0;
    }
    return sprite;
  }

  /** Centre of a frame's coverage in pixels, and the radius of a disc of that much. */
  private static double[] inkOf(float[] coverage, int from) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int p = 0; p < 64 * 64; p++) {
      sum += coverage[from + p];
      x += coverage[from + p] * (p % 64 + 0.5);
      y += coverage[from + p] * (p / 64 + 0.5);
    }
    return new double[] {x / sum, y / sum, Math.sqrt(sum / Math.PI)};
  }
}
