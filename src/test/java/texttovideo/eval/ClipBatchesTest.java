package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import texttovideo.video.Clip;

class ClipBatchesTest {
  @Test
  void everyClipIsSeenInOrder() {
    List<Integer> seen = ClipBatches.map(150, i -> clip(2, 32, i), clip -> clip.value(0, 0, 0, 0));
    assertEquals(IntStream.range(0, 150).boxed().toList(), seen);
    assertEquals(List.of(), ClipBatches.map(0, i -> clip(2, 32, i), Clip::length));
  }

  @Test
  void largeClipsAreNotHeldTogether() {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    ClipBatches.map(30, i -> {
      assertTrue(made.incrementAndGet() - seen.get() <= 6, "6 clips of 12 MB are 64 MB and a little more");
      return clip(64, 256, i);
    }, clip -> seen.incrementAndGet());
  }

  private static Clip clip(int frames, int side, int value) {
    byte[] frame = new byte[3 * side * side];
    frame[0] = (byte) value;
    return new Clip(Collections.nCopies(frames, frame), side, side, 10);
  }
}
