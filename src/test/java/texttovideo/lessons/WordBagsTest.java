package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordBagsTest {
  private final WordBags bags = WordBags.of(List.of("circle moving down", "circle shrinking"));

  @Test
  void theVocabularyIsSortedWhateverTheOrderOfTheSentences() {
    assertEquals(List.of("circle", "down", "moving", "shrinking"), bags.words());
    assertEquals(bags, WordBags.of(List.of("circle shrinking", "circle moving down")));
  }

  @Test
  void eachWordHasItsShareOfTheSentence() {
    assertArrayEquals(new float[] {0.5f, 0, 0, 0.5f}, bags.rows(List.of("circle shrinking")).toFloatVector());
    assertArrayEquals(new float[] {1 / 3f, 2 / 3f, 0, 0}, bags.rows(List.of("down circle down")).toFloatVector(), 1e-6f);
  }

  @Test
  void anUnknownWordIsNamed() {
    String message = assertThrows(IllegalArgumentException.class, () -> bags.rows(List.of("circle dancing"))).getMessage();
    assertTrue(message.contains("\"dancing\"") && message.contains("shrinking"), message);
  }
}
