package texttovideo.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.model.SpriteConfig;
import texttovideo.model.SpriteGenerator;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;
import texttovideo.text.GrammarTokenizer;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

/** What holds for any weights; what the shipped ones can do is tested by their prompt accuracy. */
class TextToVideoTest {
  private final GrammarTokenizer tokenizer = new GrammarTokenizer();
  private final TextToVideo untrained = new TextToVideo(untrainedGenerator(), tokenizer);

  private SpriteGenerator untrainedGenerator() {
    return new SpriteGenerator(SpriteConfig.standard(tokenizer.vocabulary().size(), GrammarTokenizer.CONTENT_TOKENS,
        GrammarTokenizer.COLOUR_TOKEN), Initializer.normal(new SplittableRandom(1)), Parallel.NONE);
  }

  @Test
  void anyNumberOfThreadsMayGenerateAtOnce() {
    List<Prompt> prompts = Prompt.all().subList(100, 160);
    List<Clip> alone = prompts.stream().map(prompt -> untrained.generate(prompt, prompts.indexOf(prompt))).toList();
    List<Clip> together = prompts.parallelStream()
        .map(prompt -> untrained.generate(prompt, prompts.indexOf(prompt))).toList();
    assertEquals(alone, together);
  }

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
    Clip clip = untrained.generate("circle shrinking", 1, 30, 128, 30);
    assertEquals(30, clip.length());
    assertEquals(128, clip.height());
    assertEquals(30, clip.fps());
  }

  /** Poses that are no numbers would put the object nowhere, numbers too large fill the sprite: both would look like a clip. */
  @ParameterizedTest
  @ValueSource(strings = {"", "motion.path.4.weight", "motion.angularVelocityEmbedding", "sprite.margin",
      "sprite.picture.second.weight", "sprite.style.2.weight", "sprite.text.output.1.weight"})
  void numbersThatOverflowAreNoClip(String parameter) {
    SpriteGenerator absurd = untrainedGenerator();
    absurd.parameters().byName().forEach((name, weights) -> {
      if (name.startsWith(parameter)) {
        Arrays.fill(weights.values(), 3e38f);
      }
    });
    TextToVideo model = new TextToVideo(absurd, tokenizer);
    String message = assertThrows(ArithmeticException.class, () -> model.generate("a small red circle moving up", 1))
        .getMessage();
    assertTrue(message.contains("weights"), message);
  }

  @Test
  void unknownWordIsNamedWithTheNearestKnownOneAndTheGrammar() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> untrained.generate("a red circel moving up", 1)).getMessage();
    assertTrue(message.contains("circel") && message.contains("\"circle\"") && message.contains(Prompt.GRAMMAR), message);
  }
}
