package texttovideo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import texttovideo.data.Split;
import texttovideo.eval.PromptAccuracy;
import texttovideo.generate.TextToVideo;
import texttovideo.model.ModelFile;
import texttovideo.text.GrammarTokenizer;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

/** What the model in the jar can do: the floor that no release goes below. */
class ShippedModelTest {
  private static final double FLOOR = 0.99;
  private static final double FLOOR_OF_A_MOTION = 0.95;
  private static final TextToVideo MODEL = TextToVideo.shipped();

  @ParameterizedTest
  @EnumSource(Split.class)
  void clipsOfEverySplitAreFullyRight(Split split) {
    double full = PromptAccuracy.of(split.label(), split.prompts(), List.of(101L), MODEL::generate).full();
    assertTrue(full >= FLOOR, () -> split.label() + ": " + full + " fully right");
  }

  @Test
  void everyMotionIsFullyRightWhereSizeAndColourAreLeftOpen() {
    Prompt.all().stream().map(Prompt::phrase).distinct().forEach(phrase -> {
      List<Prompt> open = List.of(Prompt.parse("circle " + phrase), Prompt.parse("square " + phrase),
          Prompt.parse("triangle " + phrase));
      double full = PromptAccuracy.of(phrase, open, List.of(1L, 2L, 3L, 4L), MODEL::generate).full();
      assertTrue(full >= FLOOR_OF_A_MOTION, () -> phrase + ": " + full + " fully right");
    });
  }

  @Test
  void whatThePromptLeavesOpenVariesWithTheSeed() {
    List<Clip> clips = LongStream.range(0, 20)
        .mapToObj(seed -> MODEL.generate("circle moving up", seed)).toList();
    assertEquals(20, clips.stream().map(Clip::frames).map(frames -> Arrays.hashCode(frames.get(0)))
        .collect(Collectors.toSet()).size());
  }

  @Test
  void vocabularyInTheFileIsTheGrammars() {
    assertEquals(new GrammarTokenizer().vocabulary().words(), ModelFile.shipped().tokenizer().vocabulary().words());
  }

  @Test
  void cardSaysHowTheModelWasMade() {
    assertTrue(ModelFile.shipped().card().keySet().containsAll(List.of("training", "steps", "seconds")));
  }
}
