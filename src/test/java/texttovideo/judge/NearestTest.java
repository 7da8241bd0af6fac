package texttovideo.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

class NearestTest {
  private final Nearest nearest = new Nearest(5, NearestTest::clip);

  @Test
  void aKnownClipIsAtDistanceZero() {
    assertEquals(0, nearest.distance(clip(3)));
  }

  @Test
  void aClipThatStartsElsewhereIsAsFarAsItDiffers() {
    double least = IntStream.range(0, 5).mapToDouble(i -> new Nearest(1, none -> clip(i)).distance(clip(9)))
        .min().orElseThrow();
    assertTrue(least > 1, "another start is another clip, not " + least);
    assertEquals(least, nearest.distance(clip(9)), 1e-9);
  }

  private static Clip clip(int seed) {
    return Renderer.clip(Scene.of(Prompt.parse("a large red square moving up"), new SplittableRandom(seed)));
  }
}
