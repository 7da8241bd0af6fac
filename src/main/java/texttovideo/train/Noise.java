package texttovideo.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import texttovideo.model.Floats;

/** Normal noise drawn once; a step takes a view at a random place, which costs nothing where drawing costs 100 ms. */
final class Noise {
  private static final int LENGTH = 1 << 22;

  private final INDArray pool;

  Noise(double deviation, SplittableRandom random) {
    float[] values = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    pool = Floats.toArray(values, LENGTH);
  }

  /** Noise of a shape; a view, not to be changed. */
  INDArray of(long[] shape, SplittableRandom random) {
    long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (length > LENGTH) {
      throw new IllegalArgumentException("a step needs " + length + " noise numbers, the pool has " + LENGTH);
    }
    long from = random.nextLong(LENGTH - length + 1);
    return pool.get(NDArrayIndex.interval(from, from + length)).reshape(shape);
  }
}
