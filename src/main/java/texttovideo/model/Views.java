package texttovideo.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import texttovideo.video.Clip;
import texttovideo.video.PixelScale;

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
   * @param clips N clips of one length and size
   * @param first for each clip the first frame of its pair, {@code 0 .. F-2}
   */
  public static Views of(List<Clip> clips, int[] first) {
    Clip.requireAlike(clips);
    int length = clips.get(0).length();
    int size = clips.get(0).height();
    int half = size / 2;
    float[] clip = new float[clips.size() * length * half * half];
    float[] pair = new float[clips.size() * PAIR * size * size];
    byte[] white = new byte[3 * size];      // a row of paper
    Arrays.fill(white, (byte) 255);
    IntStream.range(0, clips.size()).parallel().forEach(n -> {
      for (int f = 0; f < length; f++) {
        addHalved(clips.get(n).frames().get(f), size, white, clip, (n * length + f) * half * half);
      }
      for (int k = 0; k < PAIR; k++) {
        copyInk(clips.get(n).frames().get(first[n] + k / 3), k % 3, pair, (n * PAIR + k) * size * size);
      }
    });
    return new Views(clip, pair);
  }

  private static float ink(int pixel) {
    return (1 - PixelScale.toUnit(pixel)) / 2;
  }

  /** One ink of each pixel. */
  private static void copyInk(byte[] frame, int colour, float[] inks, int from) {
    for (int p = 0; p < frame.length / 3; p++) {
      inks[from + p] = ink(frame[3 * p + colour] & 0xff);
    }
  }

  /** The darkest of each pixel's three inks, the mean of every 2x2 pixels. */
  private static void addHalved(byte[] frame, int size, byte[] white, float[] halved, int from) {
    for (int row = 0; row < size; row++) {
      int start = row * size;
      int inked = Arrays.mismatch(frame, 3 * start, 3 * (start + size), white, 0, white.length);
      for (int p = inked < 0 ? start + size : start + inked / 3; p < start + size; p++) {
        int darkest = Math.min(frame[3 * p] & 0xff, Math.min(frame[3 * p + 1] & 0xff, frame[3 * p + 2] & 0xff));
        halved[from + row / 2 * (size / 2) + (p - start) / 2] += ink(darkest) / 4;
      }
    }
  }
}
