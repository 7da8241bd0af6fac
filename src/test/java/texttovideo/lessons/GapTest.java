package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import texttovideo.video.Clip;

class GapTest {
  private final Clip brightening = clip(10, 60, 110, 160, 210);
  private final Gap gap = new Gap(Set.of(0, 4));

  @Test
  void freezingRepeatsTheFrameBefore() {
    assertEquals(clip(10, 10, 10, 10, 210), gap.frozen(brightening));
  }

  @Test
  void crossFadingMixesByDistance() {
    assertEquals(brightening, gap.crossFaded(brightening));
  }

  @Test
  void beforeTheFirstAndAfterTheLastVisibleFrameTheNearestStands() {
    assertEquals(clip(110, 110, 110, 110, 110), new Gap(Set.of(2)).crossFaded(brightening));
  }

  @Test
  void fillingKeepsTheVisibleFrames() {
    Clip filled = gap.filled(brightening, clip(1, 2, 3, 4, 5));
    assertEquals(clip(10, 2, 3, 4, 210), filled);
    assertArrayEquals(new byte[3 * 256], gap.blackened(brightening).frames().get(2));
  }

  @Test
  void errorCountsHiddenFramesOnly() {
    assertEquals(10, gap.error(brightening, clip(99, 70, 100, 170, 99)));
  }

  @Test
  void needsAVisibleFrame() {
    assertThrows(IllegalArgumentException.class, () -> new Gap(Set.of()));
  }

  private static Clip clip(int... greys) {
    List<byte[]> frames = IntStream.of(greys).mapToObj(grey -> {
      byte[] frame = new byte[3 * 256];
      Arrays.fill(frame, (byte) grey);
      return frame;
    }).toList();
    return new Clip(frames, 16, 16, 10);
  }
}
