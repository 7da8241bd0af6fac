package texttovideo.model;

import java.util.Arrays;
import texttovideo.nn.Parallel;

/**
 * What the discriminators see of a batch of clips, computed from frames alone, the same way for real and generated ones. As ink:
 * 0 is white, 1 the fullest colour. White is most of every frame, and a network told of it by zeros learns twice as fast as one
 * that has to subtract it.
 */
public final class DiscriminatorInputs {
  private final float[] frames;          // [N, F, C, H, W]
  private final ClipGenerator.Shape shape;
  private final int[] pairStarts;        // [N]
  private final Parallel parallel;
  private final float[] white;           // [W]: a row of background
  private final float[] clip;
  private final float[] pair;

  private DiscriminatorInputs(float[] frames, ClipGenerator.Shape shape, int[] pairStarts, Parallel parallel) {
    this.frames = frames;
    this.shape = shape;
    this.pairStarts = pairStarts;
    this.parallel = parallel;
    white = new float[shape.pixels()];
    Arrays.fill(white, 1);
    int area = shape.pixels() * shape.pixels();
    clip = new float[pairStarts.length * shape.frames() * area / 4];
    pair = new float[pairStarts.length * pairLength()];
  }

  /**
   * The inputs for clips.
   *
   * @param frames     {@code [N, F, C, H, W]} in [-1, 1]
   * @param shape      {@code F, C, H, W}; H even
   * @param pairStarts for each clip the first frame of its pair, {@code 0 .. F-2}
   * @param parallel   how the clips are shared among cores
   */
  public static DiscriminatorInputs of(float[] frames, ClipGenerator.Shape shape, int[] pairStarts, Parallel parallel) {
    if (frames.length != pairStarts.length * shape.length()) {
      throw new IllegalArgumentException(pairStarts.length + " clips " + shape + " need "
          + pairStarts.length * shape.length() + " numbers [N, F, C, H, W], not " + frames.length);
    }
    DiscriminatorInputs inputs = new DiscriminatorInputs(frames, shape, pairStarts, parallel);
    parallel.run(pairStarts.length, inputs::fill);
    return inputs;
  }

  /** Whole clips, the frames as channels, half size: {@code [N, F, H/2, W/2]}, the mean of 2x2 pixels' largest ink. */
  public float[] clip() {
    return clip;
  }

  /** Two neighbouring frames, full size: {@code [N, 2C, H, W]}, the inks of the first, then those of the second. */
  public float[] pair() {
    return pair;
  }

  /**
   * The gradient {@code [N, F, C, H, W]} at the frames.
   *
   * @param dClip {@code [N, F, H/2, W/2]}
   * @param dPair {@code [N, 2C, H, W]}
   */
  public float[] backward(float[] dClip, float[] dPair) {
    float[] dFrames = new float[frames.length];
    backward(dClip, dPair, dFrames);
    return dFrames;
  }

  /** The same, into an array that may have been used before: it is as large as a batch, and new memory costs time. */
  public void backward(float[] dClip, float[] dPair, float[] dFrames) {
    parallel.run(pairStarts.length, n -> {
      Arrays.fill(dFrames, frameFrom(n, 0), frameFrom(n + 1, 0), 0);
      float[] row = new float[shape.pixels()];
      for (int f = 0; f < shape.frames(); f++) {
        passToLargest(n, f, dClip, row, dFrames);
      }
      int to = pairFrom(n);
      int from = n * pairLength();
      for (int i = 0; i < pairLength(); i++) {
        dFrames[to + i] -= dPair[from + i] / 2;
      }
    });
  }

  private void fill(int n) {
    int size = shape.pixels();
    for (int f = 0; f < shape.frames(); f++) {
      for (int y = 0; y < size; y++) {
        int row = frameFrom(n, f) + y * size;
        int half = halfFrom(n, f) + y / 2 * (size / 2);
        for (int x = whitePixels(row) / 2; x < size / 2; x++) {
          clip[half + x] += (2 - frames[largestInk(row + 2 * x)] - frames[largestInk(row + 2 * x + 1)]) / 8;
        }
      }
    }
    int from = pairFrom(n);
    int to = n * pairLength();
    for (int i = 0; i < pairLength(); i++) {
      pair[to + i] = (1 - frames[from + i]) / 2;
    }
  }

  /** How many pixels at the start of a row are white in all channels: in most rows all are, and need no more work. */
  private int whitePixels(int from) {
    int area = shape.pixels() * shape.pixels();
    int pixels = white.length;
    for (int at = from; at < from + shape.channels() * area; at += area) {
      int first = Arrays.mismatch(frames, at, at + pixels, white, 0, pixels);
      pixels = first < 0 ? pixels : first;
    }
    return pixels;
  }

  /** Where the channel of a pixel with the largest ink stands, the first of equals. */
  private int largestInk(int red) {
    int area = shape.pixels() * shape.pixels();
    int least = red;
    for (int at = red + area; at < red + shape.channels() * area; at += area) {
      least = frames[at] < frames[least] ? at : least;
    }
    return least;
  }

  /** Passes a frame's gradient of {@link #clip} on to each pixel's channel with the largest ink. */
  private void passToLargest(int n, int f, float[] dClip, float[] row, float[] dFrames) {
    int size = shape.pixels();
    for (int y = 0; y < size; y++) {
      int from = frameFrom(n, f) + y * size;
      int half = halfFrom(n, f) + y / 2 * (size / 2);
      for (int x = 0; y % 2 == 0 && x < size; x++) {
        row[x] = -dClip[half + x / 2] / 8;
      }
      int whites = whitePixels(from);
      System.arraycopy(row, 0, dFrames, from, whites);      // where all channels are equal the first is meant
      for (int x = whites; x < size; x++) {
        dFrames[largestInk(from + x)] = row[x];
      }
    }
  }

  private int frameFrom(int n, int f) {
    return (n * shape.frames() + f) * shape.channels() * shape.pixels() * shape.pixels();
  }

  private int halfFrom(int n, int f) {
    return (n * shape.frames() + f) * shape.pixels() * shape.pixels() / 4;
  }

  private int pairFrom(int n) {
    return frameFrom(n, pairStarts[n]);
  }

  private int pairLength() {
    return 2 * shape.channels() * shape.pixels() * shape.pixels();
  }
}
