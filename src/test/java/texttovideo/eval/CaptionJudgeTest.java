package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  private static Map<String, Boolean> judge(boolean[] told, String shown, String caption) {
    return new CaptionJudge(FEATURES, told, CAPTIONS).judge(sees(FEATURES, shown), caption);
  }

  @Test
  void clipOfItsCaptionShowsItAndAllItsParts() {
    Map<String, Boolean> shown = judge(all(), "a red ball rises", "A red ball rises.");
    assertEquals(Set.of(CaptionJudge.WHOLE, COLOUR, MOTION, "all but " + COLOUR, "all but " + MOTION), shown.keySet());
    assertFalse(shown.containsValue(false), shown.toString());
  }

  @Test
  void oneWrongWordIsWrongInItsPartOnly() {
    Map<String, Boolean> shown = judge(all(), "a red ball rises", "a green ball rises");
    assertFalse(shown.get(CaptionJudge.WHOLE));
    assertFalse(shown.get(COLOUR));
    assertTrue(shown.get(MOTION));
    assertTrue(shown.get("all but " + COLOUR));
    assertFalse(shown.get("all but " + MOTION));
  }

  @Test
  void wordsThatCannotBeToldDecideNothing() {
    boolean[] told = all();
    for (int k = 0; k < told.length; k++) {
      told[k] = !List.of("red", "green").contains(FEATURES.name(k));
    }
    assertTrue(judge(told, "a red ball rises", "a green ball rises").get(CaptionJudge.WHOLE));
    assertFalse(judge(told, "a red ball rises", "a green ball sinks").get(CaptionJudge.WHOLE));
  }

  @Test
  void captionWithoutAWordOfAPartIsNotJudgedByIt() {
    List<String> captions = List.of("a red ball rises", "a green ball rises", "a ball");
    CaptionFeatures features = CaptionFeatures.of(captions, 1);
    boolean[] told = new boolean[features.size()];
    Arrays.fill(told, true);
    Map<String, Boolean> shown = new CaptionJudge(features, told, captions).judge(sees(features, "a ball"), "a ball");
    assertEquals(Map.of(CaptionJudge.WHOLE, true), shown);
  }
}
