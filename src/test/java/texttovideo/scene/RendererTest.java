package texttovideo.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Shape;
import texttovideo.text.Size;
import texttovideo.video.Clip;

class RendererTest {
  @Test
  void aTrainingClipHasTenFramesOf64By64() {
    Clip clip = Renderer.clip(still(Shape.CIRCLE, Colour.RED));
    assertEquals(10, clip.length());
    assertEquals(64, clip.height());
    assertEquals(64, clip.width());
  }

  /** Figures of a model hold for these pixels only: who changes them trains anew. */
  @Test
  void pixelsAreWhatTheyWereOnEveryPlatform() {
    Scene scene = new Scene(Shape.TRIANGLE, Colour.PURPLE, Size.LARGE, Motion.CLOCKWISE, 30.25, 34.5);
    assertEquals("be5b14e6b8232e822198c54be274983da3b70fbc71a72fe0e3866e5e6787bca1", hash(Stream.of(scene)));
    assertEquals("3be7ec5be5c4a556e84835e2ae29d1b5662ba3ba56e7268978d51b9cbc496c34", hash(IntStream.range(0, 4).boxed()
        .flatMap(seed -> Prompt.all().stream().map(prompt -> Scene.of(prompt, new SplittableRandom(seed))))));
  }

  private static String hash(Stream<Scene> scenes) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      scenes.flatMap(scene -> Renderer.clip(scene).frames().stream()).forEachOrdered(hash::update);
      return HexFormat.of().formatHex(hash.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);        // every Java has it
    }
  }

  @ParameterizedTest
  @EnumSource(Colour.class)
  void theInsideHasTheColourOfThePaletteAndTheBackgroundIsWhite(Colour colour) {
    Clip clip = Renderer.clip(still(Shape.CIRCLE, colour));
    for (int c = 0; c < 3; c++) {
      assertEquals(Math.round(255 * Palette.rgb(colour)[c]), clip.value(0, 36, 32, c));
      assertEquals(255, clip.value(0, 1, 1, c));
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void theInkAddsUpToTheAreaOfTheOutline(Shape shape) {
    double expected = SignedDistance.area(shape) * Math.pow(Palette.radius(Size.LARGE), 2);
    for (int pixels : new int[] {64, 128, 256}) {
      double unit = Scene.CANVAS / pixels;
      assertEquals(expected, ink(Renderer.frame(still(shape, Colour.BLACK), 0, pixels)) * unit * unit, 0.01 * expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void edgesAreSmooth(Shape shape) {
    byte[] frame = Renderer.frame(still(shape, Colour.BLACK), 0.7, 64);   // rotated, so that no edge follows the pixels
    int soft = 0;
    for (int i = 0; i < frame.length; i += 3) {
      int value = frame[i] & 0xff;
      soft += value > 10 && value < 245 ? 1 : 0;
    }
    assertTrue(soft > 40, "only " + soft + " pixels between ink and background");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void rotationIsPlainToSeeFromOneFrameToTheNext(Shape shape) {
    Scene scene = still(shape, Colour.BLACK);
    byte[] before = Renderer.frame(scene, 0, 64);
    byte[] after = Renderer.frame(scene, 1, 64);
    double changed = 0;
    for (int i = 0; i < before.length; i += 3) {
      changed += Math.abs((before[i] & 0xff) - (after[i] & 0xff)) / 255.0;
    }
    double share = changed / ink(before);
    assertTrue(share > 0.07, "only " + share + " of the ink changes");
  }

  @Test
  void rotatingClockwiseTakesTheMarkFromTheTopToTheRight() {
    Clip clip = Renderer.clip(still(Shape.CIRCLE, Colour.BLACK), 19, 64, 10);
    assertEquals(255, clip.value(0, 27, 32, 0), "the mark is above the centre at first");
    assertEquals(255, clip.value(9, 32, 36, 0), "and right of it after 90 degrees");
    assertEquals(0, clip.value(9, 32, 27, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 20, 30})
  void aClipOfAnyLengthRunsFromTheStartToTheEndOfTheMotion(int frames) {
    Scene scene = Scene.of(Prompt.parse("a small red square moving down"), new SplittableRandom(1));
    Clip usual = Renderer.clip(scene);
    Clip other = Renderer.clip(scene, frames, 64, 30);
    assertEquals(frames, other.length());
    assertArrayEquals(usual.frames().get(0), other.frames().get(0));
    assertArrayEquals(usual.frames().get(9), other.frames().get(frames - 1));
  }

  @Test
  void aLargeClipAveragesToTheSmallOne() {
    Scene scene = Scene.of(Prompt.parse("a small black triangle moving down"), new SplittableRandom(1));
    byte[] small = Renderer.frame(scene, 4, 64);
    byte[] large = Renderer.frame(scene, 4, 256);
    double furthest = 0;
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        double sum = 0;
        for (int i = 0; i < 16; i++) {
          sum += large[((4 * y + i / 4) * 256 + 4 * x + i % 4) * 3] & 0xff;
        }
        furthest = Math.max(furthest, Math.abs(sum / 16 - (small[(y * 64 + x) * 3] & 0xff)) / 255);
      }
    }
    // The small renderer takes the coverage from the distance to the edge alone; a corner is where that is least exact.
    assertTrue(furthest < 0.35, "a pixel differs by " + furthest);
  }

  @Test
  void oneFrameOrATinyFrameIsRefused() {
    Scene scene = still(Shape.CIRCLE, Colour.RED);
    assertThrows(IllegalArgumentException.class, () -> Renderer.clip(scene, 1, 64, 10));
    assertThrows(IllegalArgumentException.class, () -> Renderer.clip(scene, 10, 15, 10));
  }

  /** A large shape in the middle that rotates. */
  private static Scene still(Shape shape, Colour colour) {
    return new Scene(shape, colour, Size.LARGE, Motion.CLOCKWISE, 32, 32);
  }

  /** The ink of a black and white frame, in pixels. */
  private static double ink(byte[] frame) {
    double ink = 0;
    for (int i = 0; i < frame.length; i += 3) {
      ink += 1 - (frame[i] & 0xff) / 255.0;
    }
    return ink;
  }
}
