package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

class NearestNeighbourTest {
  @Test
  void aKnownClipIsAtDistanceZero() {
    assertEquals(0, distance(clip(3), 0, 5));
  }

  @Test
  void aClipThatStartsElsewhereIsAsFarAsItDiffers() {
    double least = IntStream.range(0, 5).mapToDouble(i -> distance(clip(9), i, 1)).min().orElseThrow();
    assertTrue(least > 1, "another start is another clip, not " + least);
    assertEquals(least, distance(clip(9), 0, 5), 1e-9);
  }

  @Test
  void everyClipHasADistanceOfItsOwn() {
    double[] distances = NearestNeighbour.distances(List.of(clip(9), clip(3)), 5, NearestNeighbourTest::clip);
    assertEquals(distance(clip(9), 0, 5), distances[0], 1e-9);
    assertEquals(0, distances[1]);
  }

  @Test
  void noKnownClipIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> distance(clip(9), 0, 0));
  }

  @Test
  void blackIsAsFarFromWhiteAsItGetsWhateverTheLengthAndSize() {
    for (int side : new int[] {30, 33, 256}) {
      assertArrayEquals(new double[] {255}, NearestNeighbour.distances(List.of(plain(0, side, 30)), 2,
          i -> plain(255, side, 30)));
    }
  }

  @Test
  void clipsOfAnotherSizeAreRefused() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> NearestNeighbour.distances(List.of(plain(0, 32, 10)), 1, i -> plain(0, 64, 10))).getMessage();
    assertTrue(message.contains("32x32") && message.contains("64x64"), message);
  }

  private static Clip plain(int value, int side, int frames) {
    byte[] frame = new byte[3 * side * side];
    Arrays.fill(frame, (byte) value);
    return new Clip(Collections.nCopies(frames, frame), side, side, 10);
  }

  private static double distance(Clip clip, int from, int known) {
    return NearestNeighbour.distances(List.of(clip), known, i -> clip(from + i))[0];
  }

  private static Clip clip(int seed) {
    return Renderer.clip(Scene.of(Prompt.parse("a large red square moving up"), new SplittableRandom(seed)));
  }
}
