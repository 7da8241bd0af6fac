package texttovideo.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;

/** What the generator shows of its parts. */
class GeneratorPartsTest {
  private static final SpriteConfig CONFIG = SpriteConfig.standard(9, 4, 2);
  private static final int[][] TOKENS = {{1, 2, 3, 4, 5, 6, 0, 0}, {1, 3, 2, 5, 6, 7, 8, 0}};
  private static final float[] NOISE = {0.4f, -0.5f, -0.3f, 0.2f};

  private final SpriteGenerator generator =
      new SpriteGenerator(CONFIG, Initializer.normal(new SplittableRandom(3)), Parallel.NONE);

  @Test
  void oneNoiseVectorMovesAllFramesOfAClipAlike() {
    float[][] here = generator.poses(TOKENS, NOISE);
    float[][] there = generator.poses(TOKENS, new float[] {0.9f, -0.5f, -0.3f, 0.2f});
    assertEquals(10 * 4, here[1].length);
    double moved = there[0][0] - here[0][0];
    assertTrue(Math.abs(moved) > 0.5, "moved by " + moved);
    for (int f = 0; f < 10; f++) {
      assertEquals(moved, there[0][4 * f] - here[0][4 * f], 1e-3);
      assertEquals(here[0][4 * f + 1], there[0][4 * f + 1], 1e-3, "the other coordinate");
      assertEquals(here[1][4 * f], there[1][4 * f], 1e-3, "the other clip");
      assertEquals(0, here[0][4 * f + 3], "turn before anything is learnt");
    }
  }

  /** Noise at its ends brings a path as near to one edge as to the other, however the object moves. */
  @Test
  void everyNoiseLeavesThePathItsMargin() {
    int[][] oneAppearance = {{1, 2, 3, 4, 5, 6, 0, 0}, {1, 2, 3, 4, 7, 8, 0, 0}};
    float[][] low = generator.poses(oneAppearance, new float[] {-1, -1, -1, -1});
    float[][] high = generator.poses(oneAppearance, new float[] {1, 1, 1, 1});
    double margin = nearest(low, 0, 0);
    assertTrue(margin > 0, "margin " + margin);
    for (int n = 0; n < 2; n++) {
      for (int k = 0; k < 2; k++) {
        assertEquals(margin, nearest(low, n, k), 1e-3, "from the low edge, clip " + n + ", axis " + k);
        assertEquals(margin, 64 - furthest(high, n, k), 1e-3, "from the high edge, clip " + n + ", axis " + k);
      }
    }
  }

  private static double nearest(float[][] poses, int n, int k) {
    return IntStream.rangeClosed(0, 18).mapToDouble(half -> reach(poses, n, half, k)).min().orElseThrow();
  }

  private static double furthest(float[][] poses, int n, int k) {
    return IntStream.rangeClosed(0, 18).mapToDouble(half -> reach(poses, n, half, k)).max().orElseThrow();
  }

  /** Where the object is in a frame, or half a frame after one: there from both sides, at the speed that it has. */
  private static double reach(float[][] poses, int n, int half, int k) {
    int f = half / 2;
    if (half % 2 == 0 || f == 0 || f == 8) {
      return poses[n][4 * f + k];
    }
    double before = poses[n][4 * f + k] + (poses[n][4 * f + k] - poses[n][4 * (f - 1) + k]) / 2;
    double after = poses[n][4 * (f + 1) + k] - (poses[n][4 * (f + 2) + k] - poses[n][4 * (f + 1) + k]) / 2;
    return (before + after) / 2;
  }

  /** Words that pull right and up, together: the object goes as far right as up, whatever it appearance like. */
  @Test
  void objectsHeadWhereTheirWordsForMovingPullTogether() {
    float[] direction = generator.parameters().byName().get("motion.directionEmbedding").values();     // [V, 2]
    direction[2 * 5] = 0.3f;
    direction[2 * 6 + 1] = -0.3f;
    direction[2] = 7;                                   // a word for appearance here
    direction[3] = 7;
    float[][] poses = generator.poses(new int[][] {{1, 2, 3, 4, 5, 6, 0, 0}, {1, 2, 3, 4, 5, 0, 0, 0}}, NOISE);
    double across = poses[0][4 * 9] - poses[0][0];
    double down = poses[0][4 * 9 + 1] - poses[0][1];
    assertTrue(across > 5, "right by " + across);
    assertEquals(across, -down, 1e-3);
    assertTrue(poses[1][4 * 9] - poses[1][0] > 5, "right alone");
    assertEquals(0, poses[1][4 * 9 + 1] - poses[1][1], 1e-3);
  }

  /** A word more turns an object the other way, and nothing else changes. */
  @Test
  void objectsTurnAsTheirWordsForMovingPullTogether() {
    float[] velocity = generator.parameters().byName().get("motion.angularVelocityEmbedding").values();
    velocity[5] = 0.1f;
    velocity[6] = -0.2f;
    velocity[1] = 7;            // a word for appearance here
    float[][] poses = generator.poses(new int[][] {{1, 2, 3, 4, 5, 0, 0, 0}, {1, 2, 3, 4, 5, 6, 0, 0}}, NOISE);
    double clockwise = poses[0][4 * 9 + 3];
    assertTrue(clockwise > 90 && clockwise < 270, "turned by " + clockwise);
    assertEquals(clockwise, -poses[1][4 * 9 + 3], 1e-2);
    assertEquals(clockwise / 3, poses[0][4 * 3 + 3], 1e-2, "evenly, from no turn at all");
    assertEquals(0, generator.poses(new int[][] {{1, 2, 3, 4, 7, 0, 0, 0}}, new float[2])[0][4 * 9 + 3]);
  }

  @Test
  void theOrderOfWordsAndPaddingDoNotChangeTheTextFeatures() {
    float[][] features = generator.textFeatures(new int[][] {{1, 2, 3, 0, 0, 0, 0, 0}, {3, 0, 1, 2, 0, 0, 0, 0},
        {1, 2, 4, 0, 0, 0, 0, 0}});
    assertArrayEquals(features[0], features[1], 1e-5f);
    assertTrue(IntStream.range(0, features[0].length).anyMatch(i -> Math.abs(features[0][i] - features[2][i]) > 0.1));
  }

  @Test
  void poseIsMeasuredInPixelsOfTheFrame() {
    float[] poses = {0, 0, 0, 0, 0.5f, -0.3f, -0.4f, (float) Math.PI / 2};
    float[] measured = SpatialTransformer.inPixels(poses, 64);
    for (int f = 0; f < 2; f++) {
      double[] seen = inkOf(drawn(poses, f, disc(40, 0, 0, 0)));
      assertEquals(seen[0], measured[f * 4], 0.1, "x");
      assertEquals(seen[1], measured[f * 4 + 1], 0.1, "y");
      assertEquals(seen[2], measured[f * 4 + 2], 0.3, "radius");
    }
    assertEquals(90, measured[7], 1e-4);
  }

  /** Drawn off the centre of its square, and with a mark left out on one side, an object still is where its pose says. */
  @Test
  void objectsArePlacedByTheCentreOfTheirOutline() {
    float[] poses = {0, 0, 0, 0, 0.5f, -0.3f, -0.4f, 1};
    for (double mark : new double[] {0, 0.3}) {
      for (int f = 0; f < 2; f++) {
        double[] centred = inkOf(drawn(poses, f, disc(40, 0, 0, mark)));
        double[] shifted = inkOf(drawn(poses, f, disc(40, 0.4, -0.3, mark)));
        assertEquals(centred[0], shifted[0], 0.05, "x, mark " + mark);
        assertEquals(centred[1], shifted[1], 0.05, "y, mark " + mark);
      }
    }
  }

  /** The alpha of a frame with a black sprite. */
  private static float[] drawn(float[] poses, int pose, float[] sprite) {
    SpatialTransformer transformer = new SpatialTransformer(40, 64);
    float[] frame = new float[3 * 64 * 64];
    transformer.draw(new SpatialTransformer.Sprite(transformer.bordered(sprite), new SpriteCentre(40).of(sprite), 1.5,
        new float[3]), poses, pose, frame, 0);
    float[] alpha = new float[64 * 64];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (1 - frame[i]) / 2;
    }
    return alpha;
  }

  @Test
  void spriteIsAnAlphaMaskAndStartsAsADisc() {
    float[][] sprites = generator.sprites(TOKENS);
    assertEquals(2, sprites.length);
    for (float[] sprite : sprites) {
      assertEquals(40 * 40, sprite.length);
      for (float alpha : sprite) {
        assertTrue(alpha >= 0 && alpha <= 1, "alpha " + alpha);
      }
      assertTrue(sprite[20 * 40 + 20] > 0.8, "the middle is covered");
      assertTrue(sprite[0] < 0.1, "the corner is background");
    }
  }

  /** With slots a word for moving changes no sprite; without, every word may. */
  @Test
  void wordsForMovingChangeSpritesOnlyWithoutSlots() {
    int[][] twoMotions = {{1, 2, 3, 4, 5, 6, 0, 0}, {1, 2, 3, 4, 5, 7, 0, 0}};
    SpriteGenerator plain =
        new SpriteGenerator(CONFIG.withoutSlots(), Initializer.normal(new SplittableRandom(3)), Parallel.NONE);
    assertEquals(0, apart(generator.sprites(twoMotions)), 1e-4);
    assertTrue(apart(plain.sprites(twoMotions)) > 1e-2);
    assertThrows(IllegalArgumentException.class, () -> SpriteConfig.standard(9, 0, 1), "no token can be the colour");
  }

  private static double apart(float[][] two) {
    return IntStream.range(0, two[0].length).mapToDouble(i -> Math.abs(two[0][i] - two[1][i])).max().orElseThrow();
  }

  @Test
  void marginIsAProductOfFactorsOfTheWordsForTheForm() {
    SpriteNetwork sprite = new SpriteNetwork(Initializer.normal(new SplittableRandom(1)), SpriteConfig.standard(12, 4, 2),
        Parallel.NONE);
    float[] words = sprite.parameters().get("margin").values();
    for (int i = 0; i < words.length; i++) {
      words[i] = i / 5.5f - 1;
    }
    float[] margins = sprite.forward(new int[][] {{1, 2, 3, 4}, {1, 5, 3, 6}, {1, 2, 3, 6}, {1, 5, 3, 4}, {1, 2, 9, 4}})
        .margins();
    assertTrue(margins[1] > 1.1 * margins[0], Arrays.toString(margins));
    assertEquals(margins[0] * margins[1], margins[2] * margins[3], 1e-5);
    assertEquals(margins[0], margins[4], "its colour is nothing to the margin");
  }

  /** Numbers below the smallest normal one are far slower to compute with. */
  @Test
  void alphaIsNothingOrAHealthyNumber() {
    boolean nothing = false;
    for (float[] sprite : generator.sprites(TOKENS)) {
      for (float alpha : sprite) {
        assertTrue(alpha == 0 || alpha > 1e-14, "alpha " + alpha);
        nothing |= alpha == 0;
      }
    }
    assertTrue(nothing);
  }

  @Test
  void coloursAreThoseOfTheFullyCoveredPixels() {
    float[][] colours = generator.colours(TOKENS);
    float[][] pose = generator.poses(TOKENS, NOISE);
    float[] frames = generator.forward(TOKENS, NOISE).frames();
    int x = (int) pose[1][4 * 4];
    int y = (int) pose[1][4 * 4 + 1];
    for (int c = 0; c < 3; c++) {
      assertEquals(colours[1][c], (frames[(((10 + 4) * 3 + c) * 64 + y) * 64 + x] + 1) / 2, 0.1);
    }
  }

  /** One clip frame by frame is what the batch of training has of it. */
  @Test
  void framesOneByOneAreThoseOfTheBatch() {
    float[] batch = generator.forward(TOKENS, NOISE).frames();
    for (int n = 0; n < 2; n++) {
      IntFunction<float[]> frames = generator.frames(TOKENS[n], Arrays.copyOfRange(NOISE, 2 * n, 2 * n + 2), 10, 64);
      for (int f = 9; f >= 0; f--) {
        int from = (n * 10 + f) * 3 * 64 * 64;
        assertArrayEquals(Arrays.copyOfRange(batch, from, from + 3 * 64 * 64), frames.apply(f));
      }
    }
  }

  @Test
  void coresChangeNoBit() {
    Parallel cores = (count, task) -> IntStream.range(0, count).parallel().forEach(task);
    SpriteGenerator other = new SpriteGenerator(CONFIG, Initializer.normal(new SplittableRandom(3)), cores);
    ClipGenerator.Pass one = generator.forward(TOKENS, NOISE);
    ClipGenerator.Pass two = other.forward(TOKENS, NOISE);
    assertArrayEquals(one.frames(), two.frames());
    Gradients ofOne = new Gradients();
    Gradients ofTwo = new Gradients();
    one.backward(one.frames(), ofOne);
    two.backward(two.frames(), ofTwo);
    generator.parameters().byName().forEach((name, parameter) ->
        assertArrayEquals(ofOne.of(parameter), ofTwo.of(other.parameters().byName().get(name)), name));
  }

  @Test
  void copyHasWeightsOfItsOwn() {
    SpriteGenerator copy = generator.copy();
    float[] before = generator.forward(TOKENS, NOISE).frames();
    assertArrayEquals(before, copy.forward(TOKENS, NOISE).frames());
    copy.parameters().byName().values().forEach(parameter -> Arrays.fill(parameter.values(), 0.1f));
    assertArrayEquals(before, generator.forward(TOKENS, NOISE).frames());
  }

  @Test
  void tokensThatAreNoneAndLengthsThatCannotBeMadeAreRefused() {
    for (int bad : new int[] {-1, 9}) {
      String message = assertThrows(IllegalArgumentException.class,
          () -> generator.forward(new int[][] {{1, 2, 3, 4, bad}}, new float[2])).getMessage();
      assertTrue(message.contains("0 to 8, not " + bad), message);
    }
    assertThrows(IllegalArgumentException.class, () -> generator.frames(TOKENS[0], new float[2], 1, 64));
    assertThrows(IllegalArgumentException.class, () -> generator.frames(TOKENS[0], new float[2], 10, 15));
  }

  @Test
  void posesNeedNoiseForEveryPrompt() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> generator.poses(TOKENS, new float[2])).getMessage();
    assertTrue(message.contains("4 noise numbers [N, Z], not 2"), message);
  }

  /** A sprite of a disc of radius 1 around (x, y), but for a smaller disc right of its centre. */
  private static float[] disc(int side, double x, double y, double mark) {
    float[] sprite = new float[side * side];
    for (int i = 0; i < sprite.length; i++) {
      int row = i / side;
      double u = ((i % side + 0.5) / side * 2 - 1) * SpriteNetwork.REACH;
      double v = ((row + 0.5) / side * 2 - 1) * SpriteNetwork.REACH;
      sprite[i] = Math.hypot(u - x, v - y) < 1 && Math.hypot(u - x - 0.4, v - y) >= mark ? 1 : 0;
    }
    return sprite;
  }

  /** Centre of a frame's alpha in pixels, and the radius of a disc of that much. */
  private static double[] inkOf(float[] alpha) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int p = 0; p < 64 * 64; p++) {
      sum += alpha[p];
      int row = p / 64;
      x += alpha[p] * (p % 64 + 0.5);
      y += alpha[p] * (row + 0.5);
    }
    return new double[] {x / sum, y / sum, Math.sqrt(sum / Math.PI)};
  }
}
