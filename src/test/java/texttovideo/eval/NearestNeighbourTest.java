package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  private static double distance(Clip clip, int from, int known) {
    return NearestNeighbour.distances(List.of(clip), known, i -> clip(from + i))[0];
  }

  private static Clip clip(int seed) {
    return Renderer.clip(Scene.of(Prompt.parse("a large red square moving up"), new SplittableRandom(seed)));
  }
}
