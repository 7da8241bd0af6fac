package texttovideo.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {
  @Test
  void thereAre720CompletePromptsAndEachReadsBack() {
    List<Prompt> all = Prompt.all();
    assertEquals(3 * 6 * 2 * 20, new HashSet<>(all).size());
    all.forEach(prompt -> assertEquals(prompt, Prompt.parse(prompt.sentence())));
  }

  @Test
  void everyPhraseParsesWithoutArticleSizeAndColour() {
    for (String phrase : Motion.allPhrases()) {
      Prompt prompt = Prompt.parse("circle " + phrase);
      assertEquals(new Prompt(null, null, Shape.CIRCLE, phrase), prompt);
      assertEquals(prompt, Prompt.parse(prompt.sentence()));
    }
  }

  @Test
  void sizeAndColourMayBeLeftOutOneByOne() {
    assertNull(Prompt.parse("a red square shrinking").size());
    assertEquals(Colour.RED, Prompt.parse("a red square shrinking").colour());
    assertNull(Prompt.parse("a small square shrinking").colour());
    assertEquals(Size.SMALL, Prompt.parse("a small square shrinking").size());
  }

  @Test
  void caseAndSpacingDoNotMatter() {
    assertEquals(Prompt.parse("a large red square moving up-left"),
        Prompt.parse("  A Large\tRED square   moving UP-left "));
  }

  @ParameterizedTest
  @CsvSource({
      "a red circel moving up, circel, circle",
      "a reed circle moving up, reed, red",
      "a red circle moving downn, downn, down",
      "a red circle zigzaging vertically, zigzaging, zigzagging",
      "an red circle moving up, an, a"})
  void anUnknownWordIsNamedWithTheNearestKnownOneAndTheGrammar(String sentence, String unknown, String nearest) {
    String message = message(sentence);
    assertTrue(message.contains("unknown word \"" + unknown + "\""), message);
    assertTrue(message.contains("did you mean \"" + nearest + "\""), message);
    assertTrue(message.contains(Prompt.grammar()), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "a", "a red", "red large circle moving up", "a circle",
      "a circle square moving up", "a circle red moving up", "moving up", "a circle moving", "a circle up",
      "a circle moving up up",
      "a circle moving up-left diagonally", "a large small circle moving up"})
  void aSentenceOfKnownWordsInAWrongOrderNamesTheGrammar(String sentence) {
    String message = message(sentence);
    assertTrue(message.contains(Prompt.grammar()), message);
  }

  @Test
  void aWrongMotionNamesTheNearestOne() {
    String message = message("a circle moving diagonally up");
    assertTrue(message.contains("\"moving diagonally up\" is not a motion"), message);
    assertTrue(message.contains("did you mean \"moving diagonally up-left\""), message);
  }

  @ParameterizedTest
  @CsvSource({
      "a re square  Moving right, a red square moving right",
      "a red square rotating, a red square rotating clockwise",
      "a red square moving upp, a red square moving up",
      "a \"red\" square moving up, a red square moving up",
      "square square square, square moving up"})
  void theSentenceThatWasMeantHasTheNearestWordsInTheirPlace(String sentence, String meant) {
    assertEquals(Optional.of(meant), assertThrows(PromptException.class, () -> Prompt.parse(sentence)).meant());
  }

  @Test
  void aSentenceThatEndsTooEarlySaysWhatIsMissing() {
    PromptException error = assertThrows(PromptException.class, () -> Prompt.parse("a red square"));
    assertTrue(error.getMessage().startsWith("expected a motion but the prompt ends, in the prompt \"a red square\""),
        error.getMessage());
    assertEquals(Optional.empty(), error.meant());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a circle moving up and then ", "x", "\uD83D\uDE00", "a circle up ", "red "})
  void aVeryLongSentenceDoesNotBuryTheHelp(String part) {
    String message = message(part.repeat(1000));
    assertTrue(message.length() < Prompt.grammar().length() + 400, message);
    assertTrue(message.contains("...\"") && message.endsWith(Prompt.grammar()), message);
  }

  @Test
  void theWordThatStandsWhereTheShapeBelongsIsNamed() {
    assertTrue(message("a red large circle moving up").contains("found \"large\""));
  }

  @Test
  void aPromptWithoutShapeOrWithAnUnknownPhraseCannotBeMade() {
    assertThrows(IllegalArgumentException.class, () -> new Prompt(Size.SMALL, Colour.RED, null, "moving up"));
    assertThrows(IllegalArgumentException.class, () -> new Prompt(Size.SMALL, Colour.RED, Shape.CIRCLE, "flying"));
  }

  @Test
  void completingKeepsWhatIsNamedAndDrawsTheRestEvenly() {
    Prompt open = Prompt.parse("a circle moving up");
    List<Prompt> drawn = IntStream.range(0, 1200).mapToObj(i -> open.complete(new SplittableRandom(i))).toList();
    assertTrue(drawn.stream().allMatch(Prompt::isComplete));
    for (Colour colour : Colour.values()) {
      long count = drawn.stream().filter(prompt -> prompt.colour() == colour).count();
      assertTrue(count > 150 && count < 250, () -> colour + " was drawn " + count + " times of 1200");
    }
    Prompt red = Prompt.parse("a small red circle moving up");
    assertEquals(red, red.complete(new SplittableRandom(1)));
  }

  @Test
  void whatASeedDrawsForAnOpenPromptIsFrozen() {
    assertEquals("a large red circle moving up; a large yellow circle moving up; "
        + "a small purple circle moving up; a large black circle moving up", LongStream.range(0, 4).mapToObj(seed ->
        Prompt.parse("a circle moving up").complete(new SplittableRandom(seed)).sentence())
        .collect(Collectors.joining("; ")));
  }

  @Test
  void namingOneWordDoesNotChangeWhatIsDrawnForTheOther() {
    for (long seed = 0; seed < 20; seed++) {
      Size drawn = Prompt.parse("a circle moving up").complete(new SplittableRandom(seed)).size();
      assertEquals(drawn, Prompt.parse("a red circle moving up").complete(new SplittableRandom(seed)).size());
    }
  }

  @Test
  void onePhraseNamesOneMotion() {
    Set<String> phrases = new HashSet<>(Motion.allPhrases());
    assertEquals(20, phrases.size());
    for (Motion motion : Motion.values()) {
      motion.phrases().forEach(phrase -> assertEquals(motion, Motion.ofPhrase(phrase)));
    }
    assertEquals(Set.of("moving up-right", "moving diagonally up-right"),
        phrases.stream().filter(phrase -> Motion.ofPhrase(phrase) == Motion.UP_RIGHT).collect(Collectors.toSet()));
  }

  private static String message(String sentence) {
    return assertThrows(IllegalArgumentException.class, () -> Prompt.parse(sentence)).getMessage();
  }
}
