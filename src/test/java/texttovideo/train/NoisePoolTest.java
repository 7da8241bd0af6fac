package texttovideo.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.conv.Floats;

class NoisePoolTest {
  private final NoisePool pool = new NoisePool(0.1, 60_000, new SplittableRandom(1));

  @Test
  void theLargestRequestAndEverySmallerOneIsNormalNoise() {
    for (long[] shape : new long[][] {{2, 3, 100, 100}, {1, 10, 50, 50}}) {
      INDArray noise = pool.of(shape, new SplittableRandom(4));
      assertArrayEquals(shape, noise.shape());
      float[] numbers = Floats.of(noise);
      double squares = 0;
      for (float each : numbers) {
        squares += each * each;
      }
      assertEquals(0.1, Math.sqrt(squares / numbers.length), 0.002);
    }
  }

  @Test
  void theRandomStateDecidesThePlace() {
    long[] shape = {1, 3, 8, 8};
    float[] once = Floats.of(pool.of(shape, new SplittableRandom(4)));
    assertArrayEquals(once, Floats.of(pool.of(shape, new SplittableRandom(4))));
    assertFalse(Arrays.equals(once, Floats.of(pool.of(shape, new SplittableRandom(5)))));
  }

  @Test
  void moreThanItWasMadeForIsRefused() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> pool.of(new long[] {60_001}, new SplittableRandom(1))).getMessage();
    assertTrue(message.contains("60001") && message.contains("60000"), message);
  }
}
