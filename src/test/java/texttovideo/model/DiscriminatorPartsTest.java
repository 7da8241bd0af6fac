package texttovideo.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import texttovideo.data.Batch;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;
import texttovideo.video.Clip;

/** What discriminators are shown. */
class DiscriminatorPartsTest {
  private static final Parallel CORES = (count, task) -> IntStream.range(0, count).parallel().forEach(task);

  @Test
  void inputsOfClipsAreTheirInk() {
    byte[] white = new byte[16 * 16 * 3];
    Arrays.fill(white, (byte) 255);
    byte[] dotted = white.clone();
    dotted[(5 * 16 + 8) * 3] = 0;                      // row 5, column 8: no red
    dotted[(5 * 16 + 9) * 3 + 2] = 51;                 // its right neighbour: a fifth of the blue
    Clip clip = new Clip(List.of(white, dotted, white), 16, 16, 10);
    DiscriminatorInputs inputs = DiscriminatorInputs.of(Batch.frames(List.of(clip, clip), 3),
        new ClipGenerator.Shape(3, 3, 16), new int[] {0, 1}, Parallel.NONE);
    int frame = 16 * 16;
    float[] pair = new float[2 * 6 * frame];
    pair[3 * frame + 5 * 16 + 8] = 1;                  // the first clip's second frame, red
    pair[5 * frame + 5 * 16 + 9] = 0.8f;
    pair[6 * frame + 5 * 16 + 8] = 1;                  // the second clip's first frame
    pair[8 * frame + 5 * 16 + 9] = 0.8f;
    assertArrayEquals(pair, inputs.pair(), 1e-6f);
    float[] half = new float[2 * 3 * 64];
    half[64 + 2 * 8 + 4] = 1.8f / 4;
    half[4 * 64 + 2 * 8 + 4] = 1.8f / 4;
    assertArrayEquals(half, inputs.clip(), 1e-6f);
  }

  /** No second way to the inputs: what is seen of a generated clip is what is seen of the clip that a user would get. */
  @Test
  void inputsOfGeneratedClipsAreThoseOfTheClipsThatTheyAre() {
    SpriteConfig sizes = new SpriteConfig(9, 4, 2, 8, 6, 4, 32, 12, 4);
    SpriteGenerator generator = new SpriteGenerator(sizes, Initializer.normal(new SplittableRandom(2)), Parallel.NONE);
    int[][] tokens = {{1, 2, 3, 4, 5, 6, 0, 0}, {1, 3, 2, 5, 6, 7, 8, 0}};
    int[] starts = {2, 0};
    float[] frames = generator.forward(tokens, new float[] {0.4f, -0.5f, -0.3f, 0.2f}).frames();
    Clip like = new Clip(IntStream.range(0, 4).mapToObj(f -> new byte[32 * 32 * 3]).toList(), 32, 32, 10);
    float[] rounded = Batch.frames(Batch.clips(frames, like), 3);
    DiscriminatorInputs generated = DiscriminatorInputs.of(frames, generator.shape(), starts, Parallel.NONE);
    DiscriminatorInputs real = DiscriminatorInputs.of(rounded, generator.shape(), starts, Parallel.NONE);
    float rounding = 0.5f / 255 + 1e-6f;
    assertArrayEquals(real.pair(), generated.pair(), rounding);
    assertArrayEquals(real.clip(), generated.clip(), rounding);
    float largest = 0;
    for (float ink : generated.clip()) {
      largest = Math.max(largest, ink);
    }
    assertTrue(largest > 0.2, "there is something to see: " + largest);
  }

  @Test
  void coresChangeNoBitOfInputsOrGradients() {
    ClipGenerator.Shape shape = new ClipGenerator.Shape(4, 3, 16);
    SplittableRandom random = new SplittableRandom(3);
    float[] frames = new float[8 * shape.length()];
    Arrays.setAll(new Object[frames.length], i -> frames[i] = (float) random.nextDouble(-1, 1));
    int[] starts = random.ints(8, 0, 3).toArray();
    DiscriminatorInputs one = DiscriminatorInputs.of(frames, shape, starts, Parallel.NONE);
    DiscriminatorInputs two = DiscriminatorInputs.of(frames, shape, starts, CORES);
    assertArrayEquals(one.clip(), two.clip());
    assertArrayEquals(one.pair(), two.pair());
    assertArrayEquals(one.backward(one.clip(), one.pair()), two.backward(one.clip(), one.pair()));
  }

  @Test
  void framesOfAnotherLengthAreRefused() {
    String message = assertThrows(IllegalArgumentException.class, () -> DiscriminatorInputs.of(new float[7],
        new ClipGenerator.Shape(4, 3, 16), new int[1], Parallel.NONE)).getMessage();
    assertTrue(message.contains("3072") && message.contains("not 7"), message);
    assertEquals(3072, new ClipGenerator.Shape(4, 3, 16).length());
  }
}
