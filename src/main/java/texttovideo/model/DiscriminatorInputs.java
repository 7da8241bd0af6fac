package texttovideo.model;

import java.util.Arrays;
import texttovideo.nn.Parallel;
import texttovideo.nn.Rows;

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
   * @param dClip {@code [N, F, H/2, W/2]}, or null for none
   * @param dPair {@code [N, 2C, H, W]}
   */
  public float[] backward(float[] dClip, float[] dPair) {
    float[] dFrames = new float[frames.length];
    parallel.run(pairStarts.length, n -> {
      for (int f = 0; dClip != null && f < shape.frames(); f++) {
        addLargest(n, f, dClip, dFrames);
      }
      float[] dInks = Arrays.copyOfRange(dPair, n * pairLength(), (n + 1) * pairLength());
      float[] sum = Arrays.copyOfRange(dFrames, pairFrom(n), pairFrom(n) + pairLength());
      Rows.addScaled(sum, -0.5f, dInks);
      System.arraycopy(sum, 0, dFrames, pairFrom(n), sum.length);
    });
    return dFrames;
  }

  private void fill(int n) {
    int size = shape.pixels();
    float[] row = new float[size];
    float[] channel = new float[size];
    for (int f = 0; f < shape.frames(); f++) {
      for (int y = 0; y < size; y++) {
        int from = frameFrom(n, f) + y * size;
        if (!isWhite(from)) {
          smallest(row, channel, from);
          int to = halfFrom(n, f) + y / 2 * (size / 2);
          for (int x = 0; x < size / 2; x++) {
            clip[to + x] += (2 - row[2 * x] - row[2 * x + 1]) / 8;
          }
        }
      }
    }
    float[] inks = Arrays.copyOfRange(frames, pairFrom(n), pairFrom(n) + pairLength());
    Rows.scaleAndShift(inks, -0.5f, 0.5f, inks);
    System.arraycopy(inks, 0, pair, n * pairLength(), inks.length);
  }

  /** Whether a row of pixels is white in all channels: most are, and need no more work. */
  private boolean isWhite(int from) {
    int area = shape.pixels() * shape.pixels();
    for (int at = from; at < from + shape.channels() * area; at += area) {
      if (Arrays.mismatch(frames, at, at + white.length, white, 0, white.length) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The smallest of each pixel's channels along a row: where the ink is largest. */
  private void smallest(float[] row, float[] channel, int from) {
    int area = shape.pixels() * shape.pixels();
    System.arraycopy(frames, from, row, 0, row.length);
    for (int c = 1; c < shape.channels(); c++) {
      System.arraycopy(frames, from + c * area, channel, 0, channel.length);
      Rows.least(row, channel);
    }
  }

  /** Passes a frame's gradient of {@link #clip} on to each pixel's channel with the largest ink, the first of equals. */
  private void addLargest(int n, int f, float[] dClip, float[] dFrames) {
    int size = shape.pixels();
    int area = size * size;
    for (int y = 0; y < size; y++) {
      int from = frameFrom(n, f) + y * size;
      int half = halfFrom(n, f) + y / 2 * (size / 2);
      boolean isWhite = isWhite(from);       // all channels are equal: the first is meant
      for (int x = 0; x < size; x++) {
        int least = isWhite ? from + x : largestInk(from + x, area);
        dFrames[least] -= dClip[half + x / 2] / 8;
      }
    }
  }

  private int largestInk(int red, int area) {
    int least = red;
    for (int at = red + area; at < red + shape.channels() * area; at += area) {
      least = frames[at] < frames[least] ? at : least;
    }
    return least;
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
