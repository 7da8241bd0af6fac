package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import texttovideo.video.Clip;

class HoleTest {
  private final Hole hole = new Hole(4, 6, 8, 3);
  private final Clip across = clip(5, 0);        // grows brighter to the right

  @Test
  void hidesItsRectangleInEveryFrame() {
    Clip black = hole.blackened(across);
    for (int f = 0; f < 2; f++) {
      for (int i = 0; i < 256; i++) {
        boolean inside = i / 16 >= 6 && i / 16 < 9 && i % 16 >= 4 && i % 16 < 12;
        assertEquals(inside ? 0 : across.value(f, i / 16, i % 16, 1), black.value(f, i / 16, i % 16, 1));
      }
    }
  }

  @Test
  void smoothingContinuesWhatLiesAround() {
    Clip flat = clip(0, 0);
    assertEquals(flat, hole.smoothed(hole.blackened(flat)));
    int middle = hole.smoothed(hole.blackened(across)).value(0, 7, 8, 0);
    assertTrue(Math.abs(middle - across.value(0, 7, 8, 0)) <= 5, () -> "grey " + middle);
  }

  @Test
  void atAnEdgeSmoothingUsesTheSidesThatThereAre() {
    Clip down = clip(0, 5);
    Clip filled = new Hole(0, 14, 16, 2).smoothed(down);
    assertEquals(down.value(0, 13, 3, 0), filled.value(0, 15, 3, 0));
  }

  @Test
  void errorCountsTheHoleOnly() {
    assertEquals(10, hole.error(across, hole.filled(clip(9, 3), shifted(across, 10))));
  }

  @Test
  void refusesNonsense() {
    String message = assertThrows(IllegalArgumentException.class, () -> new Hole(0, -1, 3, 0)).getMessage();
    assertTrue(message.contains("-1"), message);
    assertThrows(IllegalArgumentException.class, () -> new Hole(0, 0, 16, 16).smoothed(across));
  }

  private static Clip clip(int right, int down) {
    byte[] frame = new byte[3 * 256];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (byte) (100 + right * (i / 3 % 16) + down * (i / 3 / 16));
    }
    return new Clip(List.of(frame, frame), 16, 16, 10);
  }

  private static Clip shifted(Clip clip, int by) {
    byte[] frame = clip.frames().get(0).clone();
    for (int i = 0; i < frame.length; i++) {
      frame[i] += (byte) by;
    }
    return new Clip(List.of(frame, frame), 16, 16, 10);
  }
}
