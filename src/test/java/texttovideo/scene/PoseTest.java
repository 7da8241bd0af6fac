package texttovideo.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import texttovideo.text.Motion;

class PoseTest {
  @ParameterizedTest
  @CsvSource({"UP, 0, -1", "DOWN, 0, 1", "LEFT, -1, 0", "RIGHT, 1, 0", "UP_LEFT, -1, -1", "UP_RIGHT, 1, -1",
      "DOWN_LEFT, -1, 1", "DOWN_RIGHT, 1, 1"})
  void straightMotionsGoTheWayTheirWordsSay(Motion motion, int right, int below) {
    for (int t = 1; t <= Pose.END; t++) {
      Pose before = Pose.of(motion, t - 1);
      Pose after = Pose.of(motion, t);
      assertEquals(right, Math.signum(after.x() - before.x()));
      assertEquals(below, Math.signum(after.y() - before.y()));
    }
  }

  @Test
  void clockwiseTurnsOneWayAndCounterClockwiseTheOther() {
    for (int t = 1; t <= Pose.END; t++) {
      assertTrue(Pose.of(Motion.CLOCKWISE, t).degrees() > Pose.of(Motion.CLOCKWISE, t - 1).degrees());
      assertEquals(-Pose.of(Motion.CLOCKWISE, t).degrees(), Pose.of(Motion.COUNTER_CLOCKWISE, t).degrees());
    }
  }

  @Test
  void shrinkingGetsSmallerAndExpandingIsItsReverse() {
    for (int t = 1; t <= Pose.END; t++) {
      assertTrue(Pose.of(Motion.SHRINKING, t).scale() < Pose.of(Motion.SHRINKING, t - 1).scale());
    }
    for (int t = 0; t <= Pose.END; t++) {
      assertEquals(Pose.of(Motion.SHRINKING, Pose.END - t).scale(), Pose.of(Motion.EXPANDING, t).scale(), 1e-12);
    }
  }

  @Test
  void bouncingComesBackAlongItsAxis() {
    Pose middle = Pose.of(Motion.BOUNCING_VERTICALLY, Pose.END / 2);
    assertTrue(middle.y() > 15 && middle.x() == 0);
    assertEquals(0, Pose.of(Motion.BOUNCING_VERTICALLY, Pose.END).y());
    assertEquals(new Pose(middle.y(), 0, 1, 0), Pose.of(Motion.BOUNCING_HORIZONTALLY, Pose.END / 2));
  }

  @Test
  void zigzaggingAdvancesAlongItsAxisAndSwingsAcrossIt() {
    double previous = -1;
    int turns = 0;
    for (int t = 0; t <= Pose.END; t++) {
      Pose pose = Pose.of(Motion.ZIGZAGGING_VERTICALLY, t);
      assertTrue(pose.y() > previous);
      previous = pose.y();
      turns += Math.abs(pose.x()) == 5 ? 1 : 0;
      assertEquals(new Pose(pose.y(), pose.x(), 1, 0), Pose.of(Motion.ZIGZAGGING_HORIZONTALLY, t));
    }
    assertEquals(5, turns, "time steps at the far left or right");
  }

  @ParameterizedTest
  @EnumSource(Motion.class)
  void everyMotionIsContinuousBetweenTheTimeSteps(Motion motion) {
    double step = 0.01;
    for (double t = step; t <= Pose.END; t += step) {
      Pose before = Pose.of(motion, t - step);
      Pose after = Pose.of(motion, t);
      assertEquals(before.x(), after.x(), 6 * step);
      assertEquals(before.y(), after.y(), 6 * step);
      assertEquals(before.scale(), after.scale(), step);
      assertEquals(before.degrees(), after.degrees(), 21 * step);
    }
  }

  @ParameterizedTest
  @EnumSource(Motion.class)
  void onlyWhatTheMotionNamesChanges(Motion motion) {
    Pose pose = Pose.of(motion, 3.5);
    boolean scales = motion == Motion.SHRINKING || motion == Motion.EXPANDING;
    boolean turns = motion == Motion.CLOCKWISE || motion == Motion.COUNTER_CLOCKWISE;
    assertEquals(scales, pose.scale() != 1);
    assertEquals(turns, pose.degrees() != 0);
    assertEquals(scales || turns, pose.x() == 0 && pose.y() == 0);
  }
}
