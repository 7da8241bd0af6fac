package texttovideo.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordTokenizerTest {
  private final WordTokenizer tokenizer = WordTokenizer.of(List.of("The cat jumps up-left!", "a dog sleeps"));

  @Test
  void wordsAreWhatStandsBetweenMarksInAnyCase() {
    assertEquals(List.of("a", "cat's", "up", "left", "jump"), WordTokenizer.words("A Cat's up-left  jump!"));
    assertEquals(List.of("été", "über", "狗"), WordTokenizer.words("Été über, 狗"));
    assertEquals(List.of("نقطة", "سوداء"), WordTokenizer.words("نقطة سوداء"));
    assertEquals(List.of("一", "个", "红", "点", "mp4", "へ"), WordTokenizer.words("一个红点，MP4へ"));
    assertEquals(List.of("moves", "left"), WordTokenizer.words("🐱 moves ⬅️ left"), "emoji and what shapes them");
    assertEquals(List.of("left", "1"), WordTokenizer.words("➡️left 1️⃣"));
  }

  @Test
  void vocabularyIsSortedAndTheLengthIsThatOfTheLongestCaption() {
    assertEquals(List.of("<pad>", "a", "cat", "dog", "jumps", "left", "sleeps", "the", "up"),
        tokenizer.vocabulary().words());
    assertEquals(5, tokenizer.length());
    assertArrayEquals(new int[] {7, 3, 4, 0, 0}, tokenizer.encode("the DOG jumps"));
    assertEquals("the dog jumps", tokenizer.complete("the dog jumps", new SplittableRandom(1)));
  }

  @Test
  void captionsThatItDoesNotKnowAreRefusedByName() {
    String message = assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("a dgo sleeps")).getMessage();
    assertTrue(message.contains("\"dgo\"") && message.contains("\"dog\""), message);
    assertThrows(IllegalArgumentException.class, () -> tokenizer.encode(" - "));
    assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("a a a a a a"));
    assertThrows(IllegalArgumentException.class, () -> WordTokenizer.of(List.of()));
    assertThrows(IllegalArgumentException.class, () -> WordTokenizer.of(List.of("a", "!")));
  }
}
