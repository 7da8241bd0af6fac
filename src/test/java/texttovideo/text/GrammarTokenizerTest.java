package texttovideo.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrammarTokenizerTest {
  private final GrammarTokenizer tokenizer = new GrammarTokenizer();
  private final Vocabulary vocabulary = tokenizer.vocabulary();

  @Test
  void wordsAreSortedAfterThePadding() {
    List<String> words = vocabulary.words();
    assertEquals(Vocabulary.PAD, words.get(0));
    assertEquals(words.subList(1, words.size()).stream().sorted().distinct().toList(), words.subList(1, words.size()));
  }

  @Test
  void everyPromptHasItsOwnTokensAndTheyReadBackToItsWords() {
    Set<List<Integer>> seen = new HashSet<>();
    for (Prompt prompt : Prompt.all()) {
      int[] tokens = tokenizer.encode(prompt);
      assertEquals(GrammarTokenizer.LENGTH, tokens.length);
      assertTrue(Arrays.stream(tokens).allMatch(token -> token >= 0 && token < vocabulary.size()));
      assertEquals(prompt.sentence().replace('-', ' '), vocabulary.decode(tokens));
      assertTrue(seen.add(Arrays.stream(tokens).boxed().toList()), () -> "two prompts with the tokens of " + prompt);
    }
  }

  @Test
  void theContentStandsBeforeTheMotion() {
    int[] tokens = tokenizer.encode(Prompt.parse("a small red circle rotating counter-clockwise"));
    assertEquals("a small red circle", vocabulary.decode(Arrays.copyOf(tokens, GrammarTokenizer.CONTENT_TOKENS)));
  }

  @Test
  void someWordNeedsEveryToken() {
    Set<Integer> used = new HashSet<>();
    Prompt.all().forEach(prompt -> Arrays.stream(tokenizer.encode(prompt)).forEach(used::add));
    assertEquals(vocabulary.size(), used.size(), "words that no prompt holds would never be trained");
  }

  @Test
  void aStoredListGivesTheSameTokens() {
    Vocabulary stored = new Vocabulary(vocabulary.words());
    vocabulary.words().forEach(word -> assertEquals(vocabulary.token(word), stored.token(word)));
  }

  @Test
  void anUnknownWordIsNamedWithTheKnownOnes() {
    String message = assertThrows(IllegalArgumentException.class, () -> vocabulary.token("pink")).getMessage();
    assertTrue(message.contains("\"pink\"") && message.contains("purple"), message);
  }

  @Test
  void anOpenPromptHasNoTokens() {
    assertThrows(IllegalArgumentException.class, () -> tokenizer.encode(Prompt.parse("a circle moving up")));
  }

  @Test
  void aListWithoutPaddingOrWithAWordTwiceIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Vocabulary(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Vocabulary(List.of("a", "red")));
    assertThrows(IllegalArgumentException.class, () -> new Vocabulary(List.of(Vocabulary.PAD, "red", "red")));
  }
}
