package texttovideo.model;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the discriminators see of a batch of clips, as ink: 0 is white paper, 1 the fullest colour. White is most of every
 * frame, and a network told of it by zeros learns twice as fast as one that has to subtract it.
 *
 * @param clip whole clips, the frames as channels, half size: {@code [N, F, H/2, W/2]}, the darkest of the three inks
 * @param pair two neighbouring frames, full size: {@code [N, 6, H, W]}, the inks of the first, then those of the second
 */
public record Views(float[] clip, float[] pair) {
  /** Channels of a pair of frames. */
  public static final int PAIR = 6;

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
      float[] frame = new float[size * size * 3];
      for (int f = 0; f < length; f++) {
        units.get((n * length + f) * frame.length, frame);
        for (int row = 0; row < size; row++) {
          int to = ((n * length + f) * half + row / 2) * half;
          for (int column = 0; column < size; column++) {
            int p = 3 * (row * size + column);
            clip[to + column / 2] += ink(Math.min(frame[p], Math.min(frame[p + 1], frame[p + 2]))) / 4;
          }
        }
        int second = f - first[n];      // 0 and 1 are the frames of the pair
        for (int k = 3 * second; (second == 0 || second == 1) && k < 3 * second + 3; k++) {
          for (int p = 0; p < size * size; p++) {
            pair[(n * PAIR + k) * size * size + p] = ink(frame[3 * p + k % 3]);
          }
        }
      }
    });
    return new Views(clip, pair);
  }

  private static float ink(float unit) {
    return (1 - unit) / 2;
  }
}
