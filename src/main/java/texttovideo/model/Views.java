package texttovideo.model;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the discriminators see of a batch of clips, as ink: 0 is white paper, 1 the fullest colour. White is most of every
 * frame, and a network told of it by zeros learns twice as fast as one that has to subtract it.
 *
 * @param clip whole clips, the frames as channels, half size: {@code [N, F, H/2, W/2]}, the darkest of the three inks
 * @param pair two neighbouring frames, full size: {@code [N, 8, H, W]}, of the first, then of the second, the ink in red, green
 *     and blue, and the darkest of these: shapes look alike there whatever their colour
 */
public record Views(float[] clip, float[] pair) {
  /** Channels of a pair of frames. */
  public static final int PAIR = 8;
  /** Channels of one of its frames. */
  static final int INKS = PAIR / 2;

  /**
   * The views of true clips.
   *
   * @param frames {@code [N, F, H, W, C]} in [-1, 1]
   * @param first  for each clip the first frame of its pair, {@code 0 .. F-2}
   */
  public static Views of(INDArray frames, int[] first) {
    int clips = (int) frames.size(0);
    int length = (int) frames.size(1);
    int size = (int) frames.size(2);
    int half = size / 2;
    FloatBuffer units = Floats.buffer(frames);
    float[] clip = new float[clips * length * half * half];
    float[] pair = new float[clips * PAIR * size * size];
    IntStream.range(0, clips).parallel().forEach(n -> {
      for (int f = 0; f < length; f++) {
        int from = (n * length + f) * size * size * 3;
        for (int p = 0; p < size * size; p++) {
          clip[((n * length + f) * half + p / size / 2) * half + p % size / 2] += ink(units, from + 3 * p, INKS - 1) / 4;
        }
      }
      for (int k = 0; k < PAIR; k++) {
        int from = (n * length + first[n] + k / INKS) * size * size * 3;
        for (int p = 0; p < size * size; p++) {
          pair[(n * PAIR + k) * size * size + p] = ink(units, from + 3 * p, k % INKS);
        }
      }
    });
    return new Views(clip, pair);
  }

  /** One of the inks of a pixel whose red stands at the given place. */
  private static float ink(FloatBuffer units, int pixel, int k) {
    float unit = k < INKS - 1 ? units.get(pixel + k)
        : Math.min(units.get(pixel), Math.min(units.get(pixel + 1), units.get(pixel + 2)));
    return (1 - unit) / 2;
  }
}
