package texttovideo.data;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import texttovideo.scene.Renderer;
import texttovideo.text.Vocabulary;
import texttovideo.video.Clip;
import texttovideo.video.PixelScale;

/**
 * Clips and their captions, as a model takes them.
 *
 * @param tokens {@code [N, L]}
 * @param clips  {@code N}
 */
public record Batch(int[][] tokens, List<Clip> clips) {
  /** The given rows of a manifest, their clips drawn anew; the cores share the drawing. */
  public static Batch of(Manifest manifest, int[] rows, Vocabulary vocabulary) {
    int[][] tokens = IntStream.of(rows).mapToObj(row -> vocabulary.encode(manifest.prompt(row))).toArray(int[][]::new);
    return new Batch(tokens, IntStream.of(rows).parallel().mapToObj(manifest::clip).toList());
  }

  /** The numbers of its clips, {@code [N, F, H, W, C]} in [-1, 1]. */
  public INDArray frames() {
    return frames(clips);
  }

  /**
   * The numbers of clips, {@code [N, F, H, W, C]} in [-1, 1].
   *
   * @param clips at least one, all of one length and size
   */
  public static INDArray frames(List<Clip> clips) {
    Clip.requireAlike(clips);
    Clip first = clips.get(0);
    int frameLength = first.height() * first.width() * 3;
    INDArray frames = Nd4j.createUninitialized(DataType.FLOAT,
        new long[] {clips.size(), first.length(), first.height(), first.width(), 3}, 'c');
    FloatBuffer units = buffer(frames);
    IntStream.range(0, clips.size()).parallel().forEach(n -> {
      float[] frame = new float[frameLength];
      for (int f = 0; f < first.length(); f++) {
        byte[] bytes = clips.get(n).frames().get(f);
        for (int i = 0; i < frameLength; i++) {
          frame[i] = PixelScale.toUnit(bytes[i] & 0xff);
        }
        units.put((n * first.length() + f) * frameLength, frame);
      }
    });
    return frames;
  }

  /**
   * A batch drawn at random from the given rows, with repetition; the same random state gives the same batch.
   *
   * @param clips {@code N}, at least 1
   */
  public static Batch draw(Manifest manifest, int[] rows, int clips, Vocabulary vocabulary, SplittableRandom random) {
    if (clips < 1 || rows.length == 0) {
      throw new IllegalArgumentException("a batch needs at least 1 clip and 1 row to draw from, not " + clips + " and "
          + rows.length);
    }
    int[] drawn = random.ints(clips, 0, rows.length).map(i -> rows[i]).toArray();
    return of(manifest, drawn, vocabulary);
  }

  /** Training clips from their numbers {@code [N, F, H, W, C]} in [-1, 1]: the way back from {@link #frames(List)}. */
  public static List<Clip> clips(INDArray frames) {
    int clipLength = Renderer.FRAMES * Renderer.PIXELS * Renderer.PIXELS * 3;
    return IntStream.range(0, (int) frames.size(0)).mapToObj(n -> Clip.ofUnits(buffer(frames), n * clipLength,
        Renderer.FRAMES, Renderer.PIXELS, Renderer.PIXELS, Renderer.FPS)).toList();
  }

  private static FloatBuffer buffer(INDArray frames) {
    return frames.data().pointer().asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** {@code N}. */
  public int size() {
    return tokens.length;
  }
}
