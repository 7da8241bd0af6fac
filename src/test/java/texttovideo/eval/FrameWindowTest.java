package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import texttovideo.video.Clip;

class FrameWindowTest {
  private static final int WIDTH = 48;
  private static final int HEIGHT = 32;
  private static final int[] WHITE = {255, 255, 255};
  private static final int[] BLACK = {0, 0, 0};

  private static byte[] plain(int... rgb) {
    byte[] frame = new byte[3 * WIDTH * HEIGHT];
    fill(frame, 0, 0, WIDTH, HEIGHT, rgb);
    return frame;
  }

  private static byte[] fill(byte[] frame, int x, int y, int width, int height, int... rgb) {
    for (int i = 0; i < 3 * width * height; i++) {
      frame[3 * ((y + i / 3 / width) * WIDTH + x + i / 3 % width) + i % 3] = (byte) rgb[i % 3];
    }
    return frame;
  }

  private static Clip clip(byte[] frame) {
    return new Clip(List.of(frame), HEIGHT, WIDTH, 10);
  }

  private static FrameWindow window(byte[] frame) {
    return FrameWindow.of(clip(frame), 0);
  }

  @Test
  void windowHoldsWhatDiffersFromTheBackground() {
    for (int[][] colours : new int[][][] {{WHITE, BLACK}, {BLACK, WHITE}, {{255, 0, 0}, {0, 255, 0}}}) {
      FrameWindow window = window(fill(plain(colours[0]), 20, 6, 4, 12, colours[1]));
      assertEquals(22, window.x(), 1e-9);
      assertEquals(12, window.y(), 1e-9);
      assertTrue(window.side() >= 12 && window.side() < 20, "side " + window.side());
      assertArrayEquals(colours[0], window.background());
    }
  }

  @Test
  void sameThingElsewhereLooksTheSame() {
    Clip one = clip(fill(fill(plain(WHITE), 6, 8, 4, 12, BLACK), 10, 8, 4, 4, BLACK));
    Clip other = clip(fill(fill(plain(WHITE), 31, 11, 4, 12, BLACK), 35, 11, 4, 4, BLACK));
    byte[] seen = FrameWindow.of(one, 0).cut(one, 0, 16);
    assertEquals(3 * 16 * 16, seen.length);
    assertArrayEquals(seen, FrameWindow.of(other, 0).cut(other, 0, 16));
  }

  @Test
  void faintSpeckFarAwayMovesItLittle() {
    byte[] frame = fill(plain(WHITE), 8, 8, 8, 8, BLACK);
    FrameWindow clean = window(frame);
    FrameWindow window = window(fill(frame, 40, 24, 1, 1, 200, 200, 200));
    assertEquals(clean.x(), window.x(), 0.1);
    assertEquals(clean.side(), window.side(), 2.5);
  }

  @Test
  void greyNoiseIsNoInk() {
    byte[] frame = plain(WHITE);
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (byte) (255 - i % 7);
    }
    assertTrue(window(frame).empty());
  }

  @Test
  void nothingShownIsTheWholeFrameAndFullFramesNearly() {
    FrameWindow window = window(plain(WHITE));
    assertTrue(window.empty());
    assertEquals(HEIGHT, window.side());
    byte[] full = plain(WHITE);
    for (int i = 0; i < full.length; i++) {
      full[i] = (byte) (i / 3 % WIDTH * 5 + i / 3 / WIDTH);
    }
    assertFalse(window(full).empty());
    assertEquals(HEIGHT, window(full).side());
  }

  @Test
  void beyondTheEdgeIsBackground() {
    Clip clip = clip(fill(plain(0, 0, 255), 0, 0, 8, 8, 255, 255, 0));
    byte[] seen = FrameWindow.of(clip, 0).cut(clip, 0, 24);
    assertArrayEquals(new byte[] {0, 0, (byte) 255}, new byte[] {seen[0], seen[1], seen[2]});
    int middle = 3 * (12 * 24 + 12);
    assertArrayEquals(new byte[] {(byte) 255, (byte) 255, 0}, new byte[] {seen[middle], seen[middle + 1], seen[middle + 2]});
  }
}
