package texttovideo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private static final double FLOOR_OF_CONV = 0.85;
  private static final TextToVideo MODEL = TextToVideo.shipped();
  /** What {@link #clipOfASeedIsFrozen} says of another model: to be replaced with the model, never otherwise. */
  private static final String GOLDEN = """
      ffffa7fcffffffff
      ffddbeabffffffff
      fe726449f0ffffff
      fde2e2e2f5ffffff
      ffffffffffffffff
      ffffffffffffffff
      ffffffffffffffff
      ffffffffffffffff
      ffe2faffffffffff
      ff9f61b5deffffff
      ffc26caaf4ffffff
      ffe394fcffffffff
      ffffffffffffffff
      ffffffffffffffff
      ffffffffffffffff
      ffffffffffffffff
      ffffffffffffffff
      fe775d5ce7ffffff
      ffc3bc8cffffffff
      fffe99eeffffffff
      fffffdffffffffff
      ffffffffffffffff
      ffffffffffffffff
      ffffffffffffffff
      """;

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
  void theConvolutionalModelObeysMostSentencesOfEverySplit() {
    TextToVideo conv = new TextToVideo(ModelFile.shippedConv());
    for (Split split : Split.values()) {
      List<Prompt> all = split.prompts();
      List<Prompt> some = IntStream.range(0, all.size() / 7).mapToObj(i -> all.get(7 * i))      // odd: sizes take turns
          .toList();
      double full = PromptAccuracy.of(split.label(), some, List.of(101L), conv::generate).full();
      assertTrue(full >= FLOOR_OF_CONV, () -> split.label() + ": " + full + " fully right");
    }
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

  /** In blocks of 8x8 pixels of three frames, the mean level in hexadecimal; machines may differ by a level. */
  @Test
  void clipOfASeedIsFrozen() {
    Clip clip = MODEL.generate("a large green triangle rotating clockwise", 11);
    StringBuilder seen = new StringBuilder();
    for (int frame : new int[] {0, 4, 9}) {
      for (int y = 0; y < 64; y += 8) {
        for (int x = 0; x < 64; x += 8) {
          seen.append(String.format("%02x", mean(clip, frame, y, x)));
        }
        seen.append('\n');
      }
    }
    assertEquals(GOLDEN.length(), seen.length(), () -> "now\n" + seen);
    for (int i = 0; i < seen.length(); i += seen.charAt(i) == '\n' ? 1 : 2) {
      if (seen.charAt(i) != '\n') {
        assertEquals(level(GOLDEN, i), level(seen.toString(), i), 1, () -> "now\n" + seen);
      }
    }
  }

  private static int level(String hexadecimal, int at) {
    return Integer.parseInt(hexadecimal.substring(at, at + 2), 16);
  }

  private static int mean(Clip clip, int frame, int top, int left) {
    int sum = 0;
    for (int i = 0; i < 8 * 8 * 3; i++) {
      sum += clip.value(frame, top + i / 24, left + i / 3 % 8, i % 3);
    }
    return sum / (8 * 8 * 3);
  }
}
