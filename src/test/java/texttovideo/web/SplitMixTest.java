package texttovideo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitMixTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MAX_VALUE, Long.MIN_VALUE})
  void drawsTheNumbersOfSplittableRandom(long seed) {
    SplittableRandom expected = new SplittableRandom(seed);
    SplitMix drawn = new SplitMix(seed);
    for (int i = 0; i < 1000; i++) {
      assertEquals(expected.nextLong(), drawn.nextLong(), "number " + i);
    }
  }
}
