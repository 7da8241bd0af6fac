package texttovideo.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import texttovideo.data.ClipDataset;
import texttovideo.data.Split;
import texttovideo.nn.Tensor;
import texttovideo.video.Clip;

/** Which clips are drawn, by the errors of their captions. */
class CaptionSamplerTest {
  /** Rows of four captions in turn; the last of every five is held out. */
  private record Captions(int size) implements ClipDataset {
    @Override
    public Clip clip(int i) {
      throw new AssertionError("no clip is needed");
    }

    @Override
    public String caption(int i) {
      return "caption " + i % 4;
    }

    @Override
    public Split split(int i) {
      return i % 5 == 4 ? Split.UNSEEN_COMBINATION : Split.TRAINING;
    }
  }

  private final CaptionSampler sampler = new CaptionSampler(new Captions(40));

  private int[] counts(int draws) {
    int[] counts = new int[4];
    for (int row : sampler.draw(draws, new SplittableRandom(3))) {
      assertTrue(row % 5 != 4);
      counts[row % 4]++;
    }
    return counts;
  }

  @Test
  void atFirstAllAreDrawnAlike() {
    for (int count : counts(4000)) {
      assertEquals(1000, count, 120);
    }
  }

  @Test
  void aCaptionIsDrawnByTheSquareOfItsErrorUpToFourTimesTheMean() {
    sampler.learn(new int[] {0, 1, 2, 3}, new double[] {1, 2, 1, 4});
    int[] counts = counts(4400);
    int[] expected = {200, 800, 200, 3200};
    for (int i = 0; i < 4; i++) {
      assertEquals(expected[i], counts[i], 0.05 * expected[i] + 60, Arrays.toString(counts));
    }
    sampler.learn(new int[] {3, 3, 3, 3, 3, 3}, new double[] {1e6, 1e6, 1e6, 1e6, 1e6, 1e6});
    assertTrue(counts(1000)[3] > 990);
  }

  @Test
  void aCaptionWithoutAnErrorCountsAsTheMean() {
    sampler.learn(new int[] {0, 1}, new double[] {3, 3});
    for (int count : counts(4000)) {
      assertEquals(1000, count, 120);
    }
  }

  @Test
  void anErrorMovesByThreeTenths() {
    sampler.learn(new int[] {0}, new double[] {10});
    sampler.learn(new int[] {20}, new double[] {20});      // of the same caption
    assertArrayEquals(new float[] {13, 0, 0, 0}, sampler.errors().values(), 1e-5f);
    sampler.learn(new int[] {1, 2}, new double[0]);
    assertArrayEquals(new float[] {13, 0, 0, 0}, sampler.errors().values(), 1e-5f);
  }

  @Test
  void aSavedStateDrawsTheSame() {
    sampler.learn(new int[] {0, 1, 2, 3}, new double[] {1, 2, 1, 4});
    CaptionSampler other = new CaptionSampler(new Captions(40));
    other.load(sampler.errors());
    int[] drawn = sampler.draw(20, new SplittableRandom(5));
    assertArrayEquals(drawn, other.draw(20, new SplittableRandom(5)));
    assertArrayEquals(drawn, other.rows(CaptionSampler.tensor(drawn), 20));
    assertEquals(0, other.rows(CaptionSampler.tensor(new int[0]), 0).length);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CaptionSampler(new Captions(0)));
    assertSays("\"caption errors\" of 4 numbers, found none", () -> sampler.load(null));
    assertSays("\"caption errors\" of 4 numbers, found 3", () -> sampler.load(new Tensor(new long[] {3}, new float[3])));
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -1}) {
      assertSays("\"caption errors\" holds " + wrong,
          () -> sampler.load(new Tensor(new long[] {4}, new float[] {1, 1, wrong, 1})));
    }
    assertSays("\"next rows\" of 2 numbers, found none", () -> sampler.rows(null, 2));
    assertSays("\"next rows\" of 2 numbers, found 0", () -> sampler.rows(CaptionSampler.tensor(new int[0]), 2));
    assertSays("16777216 clips, not 16777217", () -> new CaptionSampler(new Captions((1 << 24) + 1)));
    assertThrows(IllegalArgumentException.class, () -> sampler.rows(CaptionSampler.tensor(new int[] {0, 1, 2}), 2));
    assertThrows(IllegalArgumentException.class, () -> sampler.rows(CaptionSampler.tensor(new int[] {0, 4}), 2));
    assertThrows(IllegalArgumentException.class, () -> sampler.rows(CaptionSampler.tensor(new int[] {0, 40}), 2));
    assertThrows(IllegalArgumentException.class,
        () -> sampler.rows(new Tensor(new long[] {2}, new float[] {0, 0.5f}), 2));
  }

  private static void assertSays(String expected, Executable refused) {
    String message = assertThrows(IllegalArgumentException.class, refused).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void rowsUpToTheLargestNumberThatATensorHoldsComeBack() {
    int[] drawn = IntStream.of(0, 1, 16_777_215, 16_777_216).toArray();
    float[] values = CaptionSampler.tensor(drawn).values();
    for (int i = 0; i < drawn.length; i++) {
      assertEquals(drawn[i], (int) values[i]);
    }
  }
}
