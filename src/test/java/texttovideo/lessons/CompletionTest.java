package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import texttovideo.generate.TextToVideo;
import texttovideo.model.ModelFile;
import texttovideo.text.GrammarTokenizer;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

class CompletionTest {
  private static final List<Mask> MASKS = List.of(new Gap(Set.of(0, 1, 8, 9)), new Hole(20, 8, 24, 40));
  private final ModelFile model = ModelFile.shipped();
  private final Completion completion = new Completion(model.generator(), (GrammarTokenizer) model.tokenizer());
  private final List<Prompt> prompts = Stream.of("a small red circle moving right", "a small red circle moving left",
      "a small red square moving right").map(Prompt::parse).toList();
  private final Clip seen = new TextToVideo(model).generate(prompts.get(0), 3);

  @Test
  void findsTheSentenceAndTheNoiseOfAGeneratedClip() {
    for (Mask mask : MASKS) {
      Completion.Found found = completion.search(seen, mask, prompts);
      assertEquals(prompts.get(0), found.prompt());
      assertTrue(found.miss() < 0.002, () -> "miss " + found.miss());
    }
  }

  @Test
  void neverReadsWhatIsHidden() {
    for (Mask mask : MASKS) {
      Clip spoilt = mask.filled(seen, new TextToVideo(model).generate("a large black square moving left", 9));
      assertNotEquals(seen, spoilt);
      assertEquals(completion.search(seen, mask, prompts).clip(), completion.search(spoilt, mask, prompts).clip());
    }
  }

  @Test
  void refusesToGuessFromNothing() {
    assertThrows(IllegalArgumentException.class, () -> completion.search(seen, new Hole(0, 0, 64, 64), prompts));
    assertThrows(IllegalArgumentException.class, () -> completion.search(seen, MASKS.get(0), List.of()));
  }
}
