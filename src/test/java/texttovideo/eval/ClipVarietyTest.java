package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import texttovideo.video.Clip;

class ClipVarietyTest {
  private static final int SIDE = 24;

  /** A black bar on white, one frame for each size; it starts at a place and goes a pixel to the right a frame. */
  private static Clip bar(int x, int y, int... heights) {
    List<byte[]> frames = new ArrayList<>();
    for (int f = 0; f < heights.length; f++) {
      byte[] frame = new byte[3 * SIDE * SIDE];
      Arrays.fill(frame, (byte) 255);
      for (int row = y; row < y + heights[f]; row++) {
        int from = 3 * (row * SIDE + x + f);
        Arrays.fill(frame, from, from + 3 * 4, (byte) 0);
      }
      frames.add(frame);
    }
    return new Clip(frames, SIDE, SIDE, 10);
  }

  @Test
  void startIsTheMiddleOfWhatIsShown() {
    assertArrayEquals(new double[] {8, 12}, ClipVariety.start(bar(6, 10, 4, 4)), 1e-9);
    assertNull(ClipVariety.start(bar(6, 10, 0, 4)));
  }

  @Test
  void startSpreadIsTheDeviationOfStartsInPixels() {
    List<Clip> clips = List.of(bar(4, 10, 4, 4), bar(10, 10, 4, 4));
    assertEquals(Math.sqrt(18), ClipVariety.startSpread(clips), 1e-9);
    assertEquals(0, ClipVariety.startSpread(List.of(clips.get(0), clips.get(0))));
    assertEquals(0, ClipVariety.startSpread(clips.subList(0, 1)));
  }

  @Test
  void clipsThatOnlyLieElsewhereLookTheSame() {
    List<Clip> moved = List.of(bar(6, 10, 4, 4), bar(8, 12, 4, 4));
    assertEquals(0, ClipVariety.looks(moved));
    assertTrue(ClipVariety.spread(moved) > 10);
    assertTrue(ClipVariety.looks(List.of(bar(6, 10, 4, 4), bar(6, 8, 8, 8))) > 10);
    assertEquals(0, ClipVariety.spread(List.of(moved.get(0), moved.get(0))));
  }

  @Test
  void copyElsewhereIsFoundByWhatItShows() {
    List<Clip> known = List.of(bar(6, 10, 8, 8), bar(6, 4, 16, 16));
    List<Clip> made = List.of(bar(12, 2, 8, 8), bar(3, 9, 12, 12));
    double[] whole = NearestNeighbour.distances(made, 2, known::get);
    double[] shown = NearestNeighbour.distances(made.stream().map(ClipVariety::shown).toList(), 2,
        i -> ClipVariety.shown(known.get(i)));
    assertEquals(0, shown[0]);
    assertTrue(whole[0] > 10 && shown[1] > 10, "a copy elsewhere, and no copy: " + whole[0] + ", " + shown[1]);
  }

  @Test
  void motionIsSteadyAndAChangeOfShapeIsNot() {
    assertEquals(0, ClipVariety.unsteadiness(bar(6, 10, 4, 4, 4)));
    assertEquals(0, ClipVariety.drift(bar(6, 10, 4, 4, 4)));
    Clip flickering = bar(6, 10, 4, 6, 4);
    assertTrue(ClipVariety.unsteadiness(flickering) > 10);
    assertEquals(0, ClipVariety.drift(flickering));
    assertTrue(ClipVariety.drift(bar(6, 10, 4, 5, 6)) > 10);
  }
}
