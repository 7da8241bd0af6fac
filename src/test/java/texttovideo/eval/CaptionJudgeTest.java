package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaptionJudgeTest {
  private static final List<String> CAPTIONS = List.of("a red ball rises", "a red ball sinks", "a green ball rises",
      "a green ball sinks");
  private static final CaptionFeatures FEATURES = CaptionFeatures.of(CAPTIONS, 1);
  private static final String COLOUR = "green/red";
  private static final String MOTION = "rises/sinks";

  private static boolean[] all() {
    boolean[] told = new boolean[FEATURES.size()];
    Arrays.fill(told, true);
    return told;
  }

  /** What an evaluator says that sees just this caption, nearly sure. */
  static float[] sees(CaptionFeatures features, String caption) {
    boolean[] has = features.of(caption);
    float[] probabilities = new float[has.length];
    for (int k = 0; k < has.length; k++) {
      probabilities[k] = has[k] ? 0.9f : 0.1f;
    }
    return probabilities;
  }

  private static Map<String, Double> judge(boolean[] told, String shown, String caption) {
    return new CaptionJudge(FEATURES, told, CAPTIONS).judge(sees(FEATURES, shown), caption);
  }

  @Test
  void clipOfItsCaptionShowsItAndAllItsParts() {
    Map<String, Double> shown = judge(all(), "a red ball rises", "A red ball rises.");
    assertEquals(Set.of(CaptionJudge.WHOLE, COLOUR, MOTION, "all but " + COLOUR, "all but " + MOTION), shown.keySet());
    assertEquals(Set.of(1.0), Set.copyOf(shown.values()), shown.toString());
  }

  @Test
  void oneWrongWordIsWrongInItsPartOnly() {
    Map<String, Double> shown = judge(all(), "a red ball rises", "a green ball rises");
    assertEquals(Map.of(CaptionJudge.WHOLE, 0.0, COLOUR, 0.0, MOTION, 1.0, "all but " + COLOUR, 1.0, "all but " + MOTION, 0.0),
        shown);
  }

  @Test
  void wordsThatCannotBeToldDecideNothing() {
    boolean[] told = all();
    for (int k = 0; k < told.length; k++) {
      told[k] = !List.of("red", "green").contains(FEATURES.name(k));
    }
    Map<String, Double> shown = judge(told, "a red ball rises", "a green ball rises");
    assertEquals(Map.of(CaptionJudge.WHOLE, 0.5, COLOUR, 0.5, MOTION, 1.0, "all but " + COLOUR, 1.0, "all but " + MOTION, 0.5),
        shown);
    assertEquals(0, judge(told, "a red ball rises", "a green ball sinks").get(CaptionJudge.WHOLE));
  }

  @Test
  void clipThatShowsNothingIsWorthAGuess() {
    float[] unsure = new float[FEATURES.size()];
    Arrays.fill(unsure, 0.5f);
    float[] sameForAll = sees(FEATURES, "a green ball sinks");
    for (float[] sees : List.of(unsure, sameForAll)) {
      CaptionJudge judge = new CaptionJudge(FEATURES, all(), CAPTIONS);
      List<Map<String, Double>> shown = CAPTIONS.stream().map(caption -> judge.judge(sees, caption)).toList();
      assertEquals(0.25, shown.stream().mapToDouble(each -> each.get(CaptionJudge.WHOLE)).average().orElseThrow());
      assertEquals(0.5, shown.stream().mapToDouble(each -> each.get(COLOUR)).average().orElseThrow());
    }
  }

  @Test
  void captionWithoutAWordOfAPartIsNotJudgedByIt() {
    List<String> captions = List.of("a red ball rises", "a green ball rises", "a ball");
    CaptionFeatures features = CaptionFeatures.of(captions, 1);
    boolean[] told = new boolean[features.size()];
    Arrays.fill(told, true);
    Map<String, Double> shown = new CaptionJudge(features, told, captions).judge(sees(features, "a ball"), "a ball");
    assertEquals(Map.of(CaptionJudge.WHOLE, 1.0), shown);
  }
}
