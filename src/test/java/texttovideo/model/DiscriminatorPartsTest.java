package texttovideo.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.video.Clip;

/** What discriminators are shown, and what their layers make of it. */
class DiscriminatorPartsTest {
  private final SplittableRandom random = new SplittableRandom(4);

  @BeforeEach
  void useOneCore() {
    OneCore.forThisThread();
  }

  @Test
  void viewsOfTrueClipsAreTheirInk() {
    byte[] white = new byte[16 * 16 * 3];
    Arrays.fill(white, (byte) 255);
    byte[] dotted = white.clone();
    dotted[(5 * 16 + 8) * 3] = 0;                      // row 5, column 8: no red
    dotted[(5 * 16 + 9) * 3 + 2] = 51;                 // its right neighbour: a fifth of the blue
    Clip clip = new Clip(List.of(white, dotted, white), 16, 16, 10);
    Views views = Views.of(List.of(clip, clip), new int[] {0, 1});
    int frame = 16 * 16;
    float[] pair = new float[2 * Views.PAIR * frame];
    pair[3 * frame + 5 * 16 + 8] = 1;                  // the first clip's second frame, red
    pair[5 * frame + 5 * 16 + 9] = 0.8f;
    pair[6 * frame + 5 * 16 + 8] = 1;                  // the second clip's first frame
    pair[8 * frame + 5 * 16 + 9] = 0.8f;
    assertArrayEquals(pair, views.pair(), 1e-6f);
    float[] half = new float[2 * 3 * 64];
    half[64 + 2 * 8 + 4] = 1.8f / 4;
    half[4 * 64 + 2 * 8 + 4] = 1.8f / 4;
    assertArrayEquals(half, views.clip(), 1e-6f);
  }

  @Test
  void clipsOfDifferentSizesHaveNoViews() {
    List<Clip> clips = List.of(Clip.ofInk(new float[2 * 64], 8, 8, 10), Clip.ofInk(new float[2 * 256], 16, 16, 10));
    String message = assertThrows(IllegalArgumentException.class, () -> Views.of(clips, new int[2])).getMessage();
    assertTrue(message.contains("16x16"), message);
  }

  @Test
  void poolGivesSumsThenNorms() {
    float[] maps = {1, 2, 0, 1, -3, 0, 4, 0, 0, 0, 0, 0, 2, 2, 2, 2};
    float[] pooled = Floats.of(new SumAndNormPool().forward(Floats.toArray(maps, 2, 2, 2, 2)));
    float least = (float) Math.sqrt(1e-6) / 2;
    assertArrayEquals(new float[] {0.5f, 0.125f, (float) Math.sqrt(6) / 2, 2.5f, 0, 1, least, 2}, pooled, 1e-5f);
  }

  /** As a first layer, a convolution takes another way to its gradients. */
  @Test
  void convolutionLearnsTheSameWithAndWithoutTheGradientAtItsInput() {
    Conv2d convolution = new Conv2d(random, 3, 5, 4, 2);
    Network network = new Network() {
      {
        add("convolution", convolution.parameters());
        pack();
      }
    };
    convolution.forward(normal(6, 3, 16, 16));
    INDArray atOutput = normal(6, 5, 8, 8);
    convolution.backward(atOutput, true);
    float[] expected = Floats.of(network.gradients());
    network.gradients().assign(0);
    convolution.learn(atOutput);
    assertEquals(3 * 5 * 16 + 5, expected.length);
    assertArrayEquals(expected, Floats.of(network.gradients()), 1e-3f);
  }

  private INDArray normal(long... shape) {
    return Parameter.normal(random, 1, shape).value();
  }
}
