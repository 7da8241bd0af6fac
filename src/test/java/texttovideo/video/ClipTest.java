package texttovideo.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipTest {
  @Test
  void inkOneIsBlackAndInkNoneIsWhite() {
    Clip clip = Clip.ofInk(new float[] {0, 1, 0.2f, 0.6f, 2, -1}, 1, 3, 5);
    assertEquals(2, clip.length());
    int[][] wanted = {{255, 0, 204}, {102, 0, 255}};
    for (int f = 0; f < 2; f++) {
      for (int x = 0; x < 3; x++) {
        for (int channel = 0; channel < 3; channel++) {
          assertEquals(wanted[f][x], clip.value(f, 0, x, channel));
        }
      }
    }
  }

  @Test
  void inkThatIsNoWholeNumberOfFramesIsRefused() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> Clip.ofInk(new float[7], 2, 3, 5)).getMessage();
    assertTrue(message.contains("2x3") && message.contains("7"), message);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void numberThatIsNotFiniteIsNoPixel(float bad) {
    float[] numbers = {0, 0, 0, 0, bad, 0};
    assertThrows(ArithmeticException.class, () -> Clip.ofInk(numbers, 1, 3, 5));
    assertThrows(ArithmeticException.class, () -> Clip.ofFrames(f -> numbers, 1, 1, 2, 5));
  }

  @Test
  void whatTheCallerDoesToItsArrayLaterChangesNoClip() {
    byte[] frame = new byte[3];
    Clip clip = new Clip(List.of(frame), 1, 1, 1);
    frame[0] = 9;
    assertEquals(0, clip.value(0, 0, 0, 0));
  }

  /** 65,536 times 65,536 times 3 is 0 in 32 bits, and 20,000 times 20,000 times 9 a positive number that is too small. */
  @Test
  void sizesThatNoArrayHoldsAreRefused() {
    byte[] none = {};
    assertThrows(IllegalArgumentException.class, () -> new Clip(List.of(none), 65_536, 65_536, 1));
    Clip row = new Clip(List.of(new byte[60_000]), 1, 20_000, 1);
    String message = assertThrows(IllegalArgumentException.class, () -> row.enlarged(60_000)).getMessage();
    assertTrue(message.contains("60000x1200000000"), message);
  }
}
