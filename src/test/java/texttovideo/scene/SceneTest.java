package texttovideo.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Shape;
import texttovideo.text.Size;

class SceneTest {
  @Test
  void theShapeStaysInFrameAtEveryTimeOfThousandsOfScenes() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10; i++) {
      for (Prompt prompt : Prompt.all()) {
        Scene scene = Scene.of(prompt, random);
        double reach = Palette.radius(scene.size()) * SignedDistance.reach(scene.shape());
        for (double t = 0; t <= Pose.END; t += 0.25) {
          Pose pose = Pose.of(scene.motion(), t);
          double here = reach * pose.scale();
          for (double centre : new double[] {scene.x() + pose.x(), scene.y() + pose.y()}) {
            assertTrue(centre - here >= 0.99 && centre + here <= Scene.CANVAS - 0.99, () -> scene + " leaves");
          }
        }
      }
    }
  }

  @Test
  void startsReachBothEndsOfTheirRange() {
    Prompt prompt = Prompt.parse("a small red circle moving up");
    Scene.Range range = Scene.startY(prompt.shape(), prompt.size(), prompt.motion());
    double[] starts = IntStream.range(0, 500).mapToDouble(i -> Scene.of(prompt, new SplittableRandom(i)).y()).toArray();
    double width = range.high() - range.low();
    assertTrue(DoubleStream.of(starts).min().orElseThrow() < range.low() + 0.05 * width);
    assertTrue(DoubleStream.of(starts).max().orElseThrow() > range.high() - 0.05 * width);
  }

  @Test
  void aSeedHasItsStartOnEveryPlatform() {
    Prompt prompt = Prompt.parse("a small red circle moving up");
    assertEquals(List.of(List.of(26.712, 35.353), List.of(37.688, 47.851)), Stream.of(7, 8)
        .map(seed -> Scene.of(prompt, new SplittableRandom(seed)))
        .map(scene -> List.of(scene.x(), scene.y())).toList());
  }

  @Test
  void aStartThatIsNoNumberIsRefused() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      String message = assertThrows(IllegalArgumentException.class,
          () -> new Scene(Shape.CIRCLE, Colour.RED, Size.SMALL, Motion.UP, 32, wrong)).getMessage();
      assertTrue(message.contains("y " + wrong), message);
    }
  }

  @Test
  void aStartSurvivesBeingWrittenWithThreeDecimals() {
    for (int i = 0; i < 1000; i++) {
      double x = Scene.of(Prompt.parse("a small red circle moving up"), new SplittableRandom(i)).x();
      assertEquals(x, Double.parseDouble(String.format(Locale.ROOT, "%.3f", x)));
    }
  }

  @Test
  void anOpenPromptHasNoScene() {
    Prompt open = Prompt.parse("a circle moving up");
    assertThrows(IllegalArgumentException.class, () -> Scene.of(open, new SplittableRandom(1)));
  }

  @Test
  void theStartOfASeedIsFrozen() {
    Scene scene = Scene.of(Prompt.parse("a small red circle moving up"), new SplittableRandom(7));
    assertEquals("26.712, 35.353", scene.x() + ", " + scene.y());
  }

  @Test
  void aStartThatIsNoPlaceOnTheCanvasIsRefused() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.5, 64.5}) {
      String message = assertThrows(IllegalArgumentException.class,
          () -> new Scene(Shape.CIRCLE, Colour.RED, Size.SMALL, Motion.UP, 30, wrong)).getMessage();
      assertTrue(message.contains(String.valueOf(wrong)), message);
    }
    assertThrows(IllegalArgumentException.class, () -> new Scene(Shape.CIRCLE, null, Size.SMALL, Motion.UP, 30, 40));
  }
}
