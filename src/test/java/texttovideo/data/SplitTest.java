package texttovideo.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;

class SplitTest {
  /** Changing these makes trained models' figures incomparable: it needs a new {@link Split#VERSION}. */
  private static final List<String> HELD_OUT = List.of(
      "bouncing_horizontally: blue triangle, red square, yellow circle",
      "bouncing_vertically: black circle, blue triangle, green square",
      "clockwise: black square, blue triangle, yellow circle",
      "counter_clockwise: purple square, red triangle, yellow circle",
      "down: black circle, purple triangle",
      "down_left: blue square, red circle, yellow triangle",
      "down_right: green square, purple circle, yellow triangle",
      "expanding: black triangle, green square, red circle",
      "left: purple circle, red square",
      "right: black square, green triangle",
      "shrinking: black triangle, purple square, red circle",
      "up: black circle, purple triangle, yellow square",
      "up_left: green circle, red triangle",
      "up_right: blue square, green circle",
      "zigzagging_horizontally: black triangle, blue circle, yellow square",
      "zigzagging_vertically: blue circle, green triangle, purple square");

  @Test
  void theHeldOutCombinationsAreFrozen() {
    assertEquals(2, Split.VERSION);
    assertEquals(String.join("\n", HELD_OUT), Split.UNSEEN_COMBINATION.prompts().stream()
        .collect(Collectors.groupingBy(prompt -> prompt.motion().name().toLowerCase(Locale.ROOT), TreeMap::new,
            Collectors.mapping(prompt -> prompt.colour().word() + " " + prompt.shape().word(),
                Collectors.toCollection(TreeSet::new))))
        .entrySet().stream().map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
        .collect(Collectors.joining("\n")));
  }

  @Test
  void fifteenPercentOfTheCombinationsAreHeldOut() {
    assertEquals(Math.round(0.15 * 3 * 6 * 16), Split.HELD_OUT_COMBINATIONS);
    assertEquals(Split.HELD_OUT_COMBINATIONS, heldOutBy(prompt -> "all").get("all"));
  }

  @Test
  void everyMotionShapeAndColourHasItsShareOfThem() {
    assertBetween(2, 3, 16, heldOutBy(Prompt::motion).values());
    assertBetween(14, 15, 3, heldOutBy(Prompt::shape).values());
    assertBetween(7, 8, 6, heldOutBy(Prompt::colour).values());
    assertBetween(2, 3, 3 * 6, heldOutBy(prompt -> List.of(prompt.shape(), prompt.colour())).values());
    assertEquals(2, heldOutBy(Prompt::motion).get(Motion.UP_RIGHT));
  }

  @Test
  void noShapeOrColourLacksAMotionTwice() {
    assertBetween(1, 1, 43, heldOutBy(prompt -> List.of(prompt.shape(), prompt.motion())).values());
    assertBetween(1, 1, 43, heldOutBy(prompt -> List.of(prompt.colour(), prompt.motion())).values());
  }

  @Test
  void everyPairOfShapeColourAndMotionIsTrainedOn() {
    List<Prompt> trained = Split.TRAINING.prompts();
    assertEquals(3 * 6, trained.stream().map(p -> List.of(p.shape(), p.colour())).distinct().count());
    assertEquals(3 * 16, trained.stream().map(p -> List.of(p.shape(), p.motion())).distinct().count());
    assertEquals(6 * 16, trained.stream().map(p -> List.of(p.colour(), p.motion())).distinct().count());
  }

  @Test
  void movingUpRightIsNeverTrainedOn() {
    assertTrue(Split.TRAINING.prompts().stream().noneMatch(prompt -> prompt.phrase().equals("moving up-right")));
    assertTrue(Split.UNSEEN_WORDING.prompts().stream().allMatch(prompt -> prompt.motion() == Motion.UP_RIGHT));
  }

  @Test
  void mostSentencesOfEveryMotionAreTrainedOnAndUpRightsOtherWordingIs() {
    for (Motion motion : Motion.values()) {
      double share = Split.TRAINING.prompts().stream().filter(prompt -> prompt.motion() == motion).count()
          / (double) Prompt.all().stream().filter(prompt -> prompt.motion() == motion).count();
      assertEquals(motion == Motion.UP_RIGHT ? 16 / 36.0 : 15.5 / 18, share, motion == Motion.UP_RIGHT ? 0 : 0.03,
          motion::name);
    }
  }

  @Test
  void everySentenceHasOneSplit() {
    assertEquals(582, Split.TRAINING.prompts().size());
    assertEquals(102, Split.UNSEEN_COMBINATION.prompts().size());
    assertEquals(36, Split.UNSEEN_WORDING.prompts().size());
  }

  @Test
  void anyNumberOfCombinationsCanBeHeldOutInOneOrder() {
    assertEquals(Set.copyOf(Split.UNSEEN_COMBINATION.prompts()),
        Split.promptsOf(Split.HELD_OUT_COMBINATIONS).stream().filter(p -> Split.of(p) != Split.UNSEEN_WORDING)
            .collect(Collectors.toSet()));
    assertEquals(Set.copyOf(Prompt.all()), Split.promptsOf(288));
    assertEquals(Set.of(), Split.promptsOf(0));
    for (int k = 0; k < 288; k++) {
      assertTrue(Split.promptsOf(k + 1).containsAll(Split.promptsOf(k)));
      assertTrue(Split.promptsOf(k + 1).size() > Split.promptsOf(k).size(), "the combination of place " + k + " came before");
    }
    assertEquals("combinations must be 0 to 288, not 289",
        assertThrows(IllegalArgumentException.class, () -> Split.promptsOf(289)).getMessage());
  }

  @Test
  void ofThreeQuartersHeldOutEveryShapeAndMotionAndColourKeepsItsQuarter() {
    Set<Prompt> out = Split.promptsOf(216);
    List<Prompt> kept = Prompt.all().stream().filter(prompt -> !out.contains(prompt)).toList();
    assertBetween(1, 2, 48, combinationsBy(kept, p -> List.of(p.shape(), p.motion())).values());
    assertBetween(11, 13, 6, combinationsBy(kept, Prompt::colour).values());
    assertBetween(4, 5, 16, combinationsBy(kept, Prompt::motion).values());
  }

  /** How many held-out combinations there are of each kind. */
  private static <T> Map<T, Integer> heldOutBy(Function<Prompt, T> kind) {
    return combinationsBy(Split.UNSEEN_COMBINATION.prompts(), kind);
  }

  private static <T> Map<T, Integer> combinationsBy(List<Prompt> prompts, Function<Prompt, T> kind) {
    return prompts.stream().collect(Collectors.groupingBy(kind,
        Collectors.collectingAndThen(Collectors.mapping(prompt -> List.of(prompt.shape(), prompt.colour(), prompt.motion()),
            Collectors.toSet()), Collection::size)));
  }

  private static void assertBetween(int least, int most, int kinds, Collection<Integer> counts) {
    assertEquals(kinds, counts.size());
    assertTrue(counts.stream().allMatch(count -> least <= count && count <= most), counts::toString);
  }
}
