package texttovideo.data;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import texttovideo.text.Tokenizer;
import texttovideo.video.Clip;
import texttovideo.video.PixelScale;

/**
 * Clips and their captions, as a model takes them.
 *
 * @param tokens {@code [N][L]}
 * @param clips  {@code N}
 */
public record Batch(int[][] tokens, List<Clip> clips) {
  private static final int COLOURS = 3;      // of a clip's pixels

  /** The given clips of a dataset; the cores share the drawing or reading. */
  public static Batch of(ClipDataset data, int[] rows, Tokenizer tokenizer) {
    int[][] tokens = IntStream.of(rows).mapToObj(row -> tokenizer.encode(data.caption(row))).toArray(int[][]::new);
    return new Batch(tokens, IntStream.of(rows).parallel().mapToObj(data::clip).toList());
  }

  /**
   * A batch drawn at random from the given rows, with repetition; the same random state gives the same batch.
   *
   * @param clips {@code N}, at least 1
   */
  public static Batch draw(ClipDataset data, int[] rows, int clips, Tokenizer tokenizer, SplittableRandom random) {
    if (clips < 1 || rows.length == 0) {
      throw new IllegalArgumentException("a batch needs at least 1 clip and 1 row to draw from, not " + clips + " and "
          + rows.length);
    }
    int[] drawn = random.ints(clips, 0, rows.length).map(i -> rows[i]).toArray();
    return of(data, drawn, tokenizer);
  }

  /** {@code N}. */
  public int size() {
    return tokens.length;
  }

  /** The numbers of its clips, {@code [N, F, 3, H, W]} in [-1, 1]. */
  public float[] frames() {
    return frames(clips, COLOURS);
  }

  /**
   * The numbers of clips, {@code [N, F, C, H, W]} in [-1, 1].
   *
   * @param clips    at least one, all of one length and size
   * @param channels {@code C}: 3 for red, green and blue; 1 for their mean
   */
  public static float[] frames(List<Clip> clips, int channels) {
    return frames(clips, channels, null);
  }

  /**
   * The same, into an array that was used before, if there is one of the right length: as much new memory costs time.
   *
   * @param used may be null
   */
  public static float[] frames(List<Clip> clips, int channels, float[] used) {
    if (channels != 1 && channels != COLOURS) {
      throw new IllegalArgumentException("frames have 1 or 3 channels, not " + channels);
    }
    Clip.requireAlike(clips);
    Clip first = clips.get(0);
    int area = first.height() * first.width();
    int length = Math.multiplyExact(clips.size() * first.length(), Math.multiplyExact(channels, area));
    float[] frames = used != null && used.length == length ? used : new float[length];
    IntStream.range(0, clips.size()).parallel().forEach(n -> {
      for (int f = 0; f < first.length(); f++) {
        byte[] pixels = clips.get(n).frames().get(f);
        int from = (n * first.length() + f) * channels * area;
        for (int p = 0; p < area; p++) {
          float red = PixelScale.toUnit(pixels[COLOURS * p] & 0xff);
          float green = PixelScale.toUnit(pixels[COLOURS * p + 1] & 0xff);
          float blue = PixelScale.toUnit(pixels[COLOURS * p + 2] & 0xff);
          if (channels == COLOURS) {
            frames[from + p] = red;
            frames[from + area + p] = green;
            frames[from + 2 * area + p] = blue;
          } else {
            frames[from + p] = (red + green + blue) / COLOURS;
          }
        }
      }
    });
    return frames;
  }

  /**
   * Clips from their numbers: the way back from {@link #frames()}.
   *
   * @param frames {@code [N, F, 3, H, W]} in [-1, 1]
   * @param like   a clip of the same length, size and rate
   */
  public static List<Clip> clips(float[] frames, Clip like) {
    int area = like.height() * like.width();
    int length = like.length() * COLOURS * area;
    if (frames.length == 0 || frames.length % length != 0) {
      throw new IllegalArgumentException(frames.length + " numbers are no clips like " + like + ", which have " + length
          + " each");
    }
    return IntStream.range(0, frames.length / length).mapToObj(n -> Clip.ofFrames(
        f -> Arrays.copyOfRange(frames, n * length + f * COLOURS * area, n * length + (f + 1) * COLOURS * area),
        like.length(), like.height(), like.width(), like.fps())).toList();
  }
}
