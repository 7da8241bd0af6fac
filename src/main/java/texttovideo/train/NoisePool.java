package texttovideo.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import texttovideo.conv.Floats;

/** Normal noise drawn once; a step takes a view at a random place, which costs nothing where drawing costs 100 ms. */
final class NoisePool {
  private static final int SPARE = 1 << 20;      // so many places to begin at

  private final INDArray pool;

  /** @param largest numbers that one request may ask for */
  NoisePool(double deviation, int largest, SplittableRandom random) {
    float[] values = new float[Math.addExact(largest, SPARE)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    pool = Floats.toArray(values, values.length);
  }

  /** Noise of a shape; a view, not to be changed. */
  INDArray of(long[] shape, SplittableRandom random) {
    long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (length > pool.length() - SPARE) {
      throw new IllegalArgumentException("a step needs " + length + " noise numbers, the pool has "
          + (pool.length() - SPARE));
    }
    long from = random.nextLong(pool.length() - length + 1);
    return pool.get(NDArrayIndex.interval(from, from + length)).reshape(shape);
  }
}
