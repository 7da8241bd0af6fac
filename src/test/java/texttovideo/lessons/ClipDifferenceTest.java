package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import texttovideo.video.Clip;

class ClipDifferenceTest {
  private static final Clip RISING = grey(0, 10, 20, 30);
  private static final Clip THERE_AND_BACK = grey(0, 10, 10, 0);

  @Test
  void aClipThatGoesThereAndBackHasJumpsLikeAnotherButIsItsOwnReverse() {
    assertEquals(10, ClipDifference.jumps(RISING));
    assertEquals(20 / 3.0, ClipDifference.jumps(THERE_AND_BACK), 1e-9);
    assertEquals(20, ClipDifference.backwards(RISING));
    assertEquals(0, ClipDifference.backwards(THERE_AND_BACK));
    assertEquals(grey(30, 20, 10, 0), ClipDifference.reversed(RISING));
  }

  @Test
  void aStillPictureNeverJumps() {
    assertEquals(0, ClipDifference.jumps(grey(7, 7, 7)));
    assertEquals(0, ClipDifference.jumps(grey(7)));
  }

  @Test
  void bytesAreUnsigned() {
    assertEquals(200, ClipDifference.clips(grey(0, 0), grey(200, 200)));
  }

  @Test
  void everyFrameIsComparedWithEvery() {
    double[][] matrix = ClipDifference.matrix(RISING);
    assertEquals(0, matrix[2][2]);
    assertEquals(30, matrix[0][3]);
    assertEquals(30, matrix[3][0]);
  }

  @Test
  void clipsOfOtherLengthsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> ClipDifference.clips(RISING, grey(1)));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> ClipDifference.frames(new byte[3], new byte[6]))
        .getMessage().contains("3 and 6"));
  }

  private static Clip grey(int... values) {
    List<byte[]> frames = new ArrayList<>();
    for (int value : values) {
      frames.add(new byte[] {(byte) value, (byte) value, (byte) value});
    }
    return new Clip(frames, 1, 1, 10);
  }
}
