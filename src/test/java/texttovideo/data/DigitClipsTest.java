package texttovideo.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.scene.DigitMotion;
import texttovideo.scene.DigitPictures;
import texttovideo.scene.MovingDigit;
import texttovideo.video.Clip;

class DigitClipsTest {
  private static final int CLIPS = 4000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void noPictureIsBothInTrainingAndHeldOut(int digits) {
    DigitClips clips = DigitClips.synthesize(CLIPS, digits, 1);
    for (int i = 0; i < CLIPS; i++) {
      assertEquals(digits, clips.digits(i).size());
      for (MovingDigit digit : clips.digits(i)) {
        assertEquals(clips.split(i) == Split.TRAINING, digit.picture() < DigitPictures.FOR_TRAINING, digit.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void trainingHasEveryDigitAndEveryMotionButNotEveryPairing(int digits) {
    DigitClips clips = DigitClips.synthesize(CLIPS, digits, 1);
    Set<MovingDigit> training = IntStream.range(0, CLIPS).filter(i -> clips.split(i) == Split.TRAINING)
        .mapToObj(clips::digits).flatMap(row -> row.stream()).collect(Collectors.toSet());
    assertEquals(10, training.stream().map(MovingDigit::digit).distinct().count());
    assertEquals(8, training.stream().map(MovingDigit::motion).distinct().count());
    assertEquals(80 - 12, training.stream().map(MovingDigit::caption).distinct().count());
  }

  @Test
  void heldOutClipsAreHalfOfPairingsThatTrainingNeverHas() {
    DigitClips clips = DigitClips.synthesize(CLIPS, 1, 1);
    Set<String> heard = IntStream.range(0, CLIPS).filter(i -> clips.split(i) == Split.TRAINING).mapToObj(clips::caption)
        .collect(Collectors.toSet());
    int[] heldOut = IntStream.range(0, CLIPS).filter(i -> clips.split(i) != Split.TRAINING).toArray();
    assertEquals(CLIPS / 10, heldOut.length);
    assertEquals(CLIPS / 20, IntStream.of(heldOut).filter(i -> !heard.contains(clips.caption(i))).count());
  }

  @Test
  void twoDigitsOfAClipAreNeverTheSame() {
    DigitClips clips = DigitClips.synthesize(400, 2, 1);
    for (int i = 0; i < 400; i++) {
      assertNotEquals(clips.digits(i).get(0).digit(), clips.digits(i).get(1).digit());
      assertTrue(clips.caption(i).matches("the digit \\d is moving .* and the digit \\d is moving .*"), clips.caption(i));
    }
  }

  @Test
  void clipDependsOnSeedAndPlaceOnly() {
    DigitClips few = DigitClips.synthesize(5, 1, 3);
    assertEquals(few.digits(4), DigitClips.synthesize(50, 1, 3).digits(4));
    assertEquals(few.clip(4), DigitClips.synthesize(50, 1, 3).clip(4));
    assertNotEquals(few.digits(4), DigitClips.synthesize(5, 1, 4).digits(4));
  }

  @Test
  void everyMotionKeepsAllItsInkInTheFrame() {
    DigitClips clips = DigitClips.synthesize(200, 1, 1);
    Set<DigitMotion> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      if (seen.add(clips.digits(i).get(0).motion())) {
        double[] ink = ink(clips.clip(i));
        for (double frame : ink) {
          assertEquals(ink[0], frame, 0.03 * ink[0], clips.caption(i));
        }
      }
    }
    assertEquals(8, seen.size());
  }

  /** Of each frame. */
  private static double[] ink(Clip clip) {
    return clip.frames().stream().mapToDouble(frame -> IntStream.range(0, frame.length).mapToDouble(p ->
        255 - (frame[p] & 0xff)).sum()).toArray();
  }

  @Test
  void otherCountsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> DigitClips.synthesize(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> DigitClips.synthesize(10, 3, 1));
  }
}
