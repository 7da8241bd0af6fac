package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaptionFeaturesTest {
  private static final List<String> CAPTIONS = List.of("the cat jumps up then down", "the cat jumps down then up",
      "the dog jumps up then down", "the dog jumps down then up");

  private static List<String> names(CaptionFeatures features) {
    return IntStream.range(0, features.size()).mapToObj(features::name).toList();
  }

  @Test
  void wordsOfAllCaptionsSayNothing() {
    assertEquals(List.of("cat", "dog"), names(CaptionFeatures.of(List.of("the cat jumps", "The dog jumps."), 1)));
  }

  @Test
  void orderOfTheSameWordsIsToldByPairs() {
    CaptionFeatures features = CaptionFeatures.of(List.of("red above blue", "blue above red", "red above green"), 1);
    int k = names(features).indexOf("blue green");
    assertEquals(-1, k);
    assertTrue(features.isWord(names(features).indexOf("green")));
    // "above" and "red" are in all captions: what is left of the first two is the same single word.
    assertEquals(List.of("blue", "green"), names(features));

    List<String> more = new ArrayList<>(CAPTIONS);
    more.add("the dog sits");
    CaptionFeatures pairs = CaptionFeatures.of(more, 1);
    assertTrue(names(pairs).contains("up then") && names(pairs).contains("down then"), names(pairs).toString());
    assertFalse(Arrays.equals(pairs.of(CAPTIONS.get(0)), pairs.of(CAPTIONS.get(1))));
    assertFalse(pairs.isWord(names(pairs).indexOf("up then")));
  }

  @Test
  void pairsThatAreNotTurnedAreTakenOnlyWhereOthersTellNothing() {
    List<String> more = new ArrayList<>(CAPTIONS);
    more.add("the dog sits");
    assertEquals(List.of("down then", "then down", "then up", "up then"),
        names(CaptionFeatures.of(more, 1)).stream().filter(name -> name.contains(" ")).sorted().toList());
    List<String> bound = List.of("red goes up and blue down", "blue goes up and red down", "green stays");
    CaptionFeatures features = CaptionFeatures.of(bound, 1);
    assertFalse(Arrays.equals(features.of(bound.get(0)), features.of(bound.get(1))));
  }

  @Test
  void rareWordsAreNotLookedAt() {
    assertEquals(List.of("cat", "dog"), names(CaptionFeatures.of(List.of("a cat", "a cat", "a dog", "a dog", "a cat runs"), 2)));
    assertEquals(0, CaptionFeatures.of(CAPTIONS, 4).size());
  }

  @Test
  void orderOfCaptionsDoesNotMatter() {
    List<String> reversed = new ArrayList<>(CAPTIONS);
    Collections.reverse(reversed);
    assertEquals(names(CaptionFeatures.of(CAPTIONS, 1)), names(CaptionFeatures.of(reversed, 1)));
  }

  @Test
  void captionHasItsFeaturesWhateverItsSpelling() {
    CaptionFeatures features = CaptionFeatures.of(List.of("a cat", "a dog"), 1);
    assertArrayEquals(new boolean[] {true, false}, features.of("A CAT!"));
    assertArrayEquals(new boolean[] {false, false}, features.of("a horse"));
  }
}
