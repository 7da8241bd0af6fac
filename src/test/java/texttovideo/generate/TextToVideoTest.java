package texttovideo.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import texttovideo.model.Generator;
import texttovideo.model.ModelConfig;
import texttovideo.text.Prompt;
import texttovideo.text.Vocabulary;
import texttovideo.video.Clip;

/** What holds for any weights; what the shipped ones can do is tested by their fidelity. */
class TextToVideoTest {
  private final Vocabulary vocabulary = Vocabulary.ofGrammar();
  private final TextToVideo untrained = new TextToVideo(
      new Generator(ModelConfig.standard(vocabulary.size()), new SplittableRandom(1)), vocabulary);

  @Test
  void sameSeedGivesTheSameClip() {
    assertEquals(untrained.generate("a red circle moving up", 7), untrained.generate("a red circle moving up", 7));
  }

  @Test
  void anotherSeedGivesAnotherClip() {
    assertNotEquals(untrained.generate("a red circle moving up", 7), untrained.generate("a red circle moving up", 8));
  }

  @Test
  void anotherPromptGivesAnotherClip() {
    assertNotEquals(untrained.generate("a large red circle moving up", 7),
        untrained.generate("a large red circle moving down", 7));
  }

  @Test
  void clipIsTenFramesOf64x64() {
    Clip clip = untrained.generate("circle shrinking", 1);
    assertEquals(10, clip.length());
    assertEquals(64, clip.height());
    assertEquals(64, clip.width());
  }

  @Test
  void anyLengthSizeAndRateComesFromTheSameWeights() {
    Clip clip = untrained.generate(Prompt.parse("circle shrinking"), 1, 30, 128, 30);
    assertEquals(30, clip.length());
    assertEquals(128, clip.height());
    assertEquals(30, clip.fps());
  }

  @Test
  void unknownWordIsNamedWithTheNearestKnownOneAndTheGrammar() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> untrained.generate("a red circel moving up", 1)).getMessage();
    assertTrue(message.contains("circel") && message.contains("\"circle\"") && message.contains(Prompt.GRAMMAR), message);
  }
}
