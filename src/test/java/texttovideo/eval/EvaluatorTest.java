package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static texttovideo.eval.TrueClips.clip;
import static texttovideo.eval.TrueClips.every;
import static texttovideo.eval.TrueClips.scene;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.scene.Pose;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Shape;
import texttovideo.text.Size;
import texttovideo.video.Clip;

/** The ceiling: what the evaluator says of true clips. */
class EvaluatorTest {
  private static final Evaluator EVALUATOR = new Evaluator();
  /** A seventh of the prompts, in which every word still stands. */
  private static final List<Prompt> SOME = every(7);

  @Test
  void everyTrueClipMatchesItsPrompt() {
    assertEquals(List.of(), mismatches(Prompt.all(), List.of(1L, 2L, 3L), TrueClips::clip));
  }

  @Test
  void noiseIsForgiven() {
    assertEquals(List.of(), mismatches(SOME, List.of(4L),
        (prompt, seed) -> Altered.noisy(clip(prompt, seed), 0.05, seed)));
    assertEquals(List.of(), mismatches(SOME, List.of(5L),
        (prompt, seed) -> Altered.noisy(clip(prompt, seed), 0.1, seed)));
  }

  @ParameterizedTest
  @CsvSource({"10, 48, 7", "10, 100, 7", "10, 128, 7", "10, 256, 29", "3, 64, 1", "5, 64, 7", "20, 64, 7", "30, 64, 7",
      "30, 256, 29"})
  void anyLengthAndSizeIsEvaluatedAlike(int frames, int pixels, int step) {
    assertEquals(List.of(), mismatches(every(step), List.of(6L),
        (prompt, seed) -> Renderer.clip(scene(prompt, seed), frames, pixels, 30)));
  }

  @Test
  void twoFramesTellAllButTheWayOfTurningAndOfBouncing() {
    for (Prompt prompt : Prompt.all()) {
      Prediction prediction = EVALUATOR.predict(Renderer.clip(scene(prompt, 7), 2, 64, 10));
      boolean hidden = prompt.phrase().startsWith("rotating") || prompt.phrase().startsWith("bouncing");
      assertEquals(hidden ? null : prompt.motion(), prediction.motion());
    }
  }

  @Test
  void theMeasuredPathIsThatOfTheScene() {
    Scene scene = scene(Prompt.parse("a small green circle zigzagging vertically"), 8);
    Measurement measured = EVALUATOR.measure(Renderer.clip(scene));
    for (int t = 0; t <= Pose.END; t++) {
      Pose pose = Pose.of(scene.motion(), t);
      assertEquals(scene.x() + pose.x(), measured.x()[t], 0.1);
      // The mark lies above the centre, so the ink's own centre is 0.05 radii below it.
      assertEquals(scene.y() + pose.y() + 0.05 * 7, measured.y()[t], 0.1);
      assertEquals(7, measured.radius()[t], 0.1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"circle", "square", "triangle"})
  void theMeasuredTurnIsThatOfTheScene(String shape) {
    Scene scene = scene(Prompt.parse("a small black " + shape + " rotating counter-clockwise"), 9);
    Measurement measured = EVALUATOR.measure(Renderer.clip(scene));
    assertEquals(-20, measured.rotation().degreesPerStep(), 0.5);
    assertTrue(measured.rotation().scatter() < 3);
    for (int t = 0; t <= Pose.END; t++) {
      assertEquals(0, RotationEstimate.wrapped(measured.degrees()[t] + 20 * t), 5);
    }
  }

  @Test
  void anEdgeIsAsWideAsItWasDrawn() {
    Scene scene = scene(Prompt.parse("a large black circle moving up"), 10);
    Clip small = Renderer.clip(scene);
    assertEquals(1, EVALUATOR.measure(small).sharpness().edgeWidth(), 0.15);
    assertEquals(1, EVALUATOR.measure(Renderer.clip(scene, 10, 256, 10)).sharpness().edgeWidth(), 0.15);
    assertTrue(EVALUATOR.measure(Altered.stretched(small, 4)).sharpness().edgeWidth() > 4);
    assertTrue(EVALUATOR.measure(Altered.stretched(small, 4)).sharpness().softShare()
        > 2 * EVALUATOR.measure(Renderer.clip(scene, 10, 256, 10)).sharpness().softShare());
  }

  /** Whatever changes these changes every figure that this project states. */
  @Test
  void theMeasurementsOfAClipAreFrozen() {
    Measurement measured = EVALUATOR.measure(
        Renderer.clip(new Scene(Shape.TRIANGLE, Colour.PURPLE, Size.LARGE, Motion.CLOCKWISE, 30.5, 33.25)));
    assertEquals("29.9268 33.5973 11.0074 59.7979 0.9954 0.7465 0.0172 0.6350 20.0115 0.9792", String.format(Locale.ROOT,
        "%.4f %.4f %.4f %.4f %.4f %.4f %.4f %.4f %.4f %.4f", measured.x()[3],
        measured.y()[3], measured.radius()[3], measured.degrees()[3], measured.likeness().get(Shape.TRIANGLE),
        measured.likeness().get(Shape.SQUARE), measured.excess(), measured.colourDistance().get(Colour.BLUE),
        measured.rotation().degreesPerStep(), measured.sharpness().edgeWidth()));
  }

  @Test
  void wordsThatThePromptLeavesOpenAreFree() {
    Prediction prediction = EVALUATOR.predict(clip("a small red circle moving up"));
    assertTrue(prediction.matches(Prompt.parse("a circle moving up")).full());
    assertTrue(prediction.matches(Prompt.parse("a red circle moving up")).full());
    assertTrue(!prediction.matches(Prompt.parse("a blue circle moving up")).full());
  }

  @Test
  void manyThreadsShareOneEvaluator() {
    List<Clip> clips = SOME.stream().map(prompt -> clip(prompt, 12)).toList();
    assertEquals(clips.stream().map(EVALUATOR::predict).toList(), clips.parallelStream().map(EVALUATOR::predict).toList());
  }

  @Test
  void whatCannotBeEvaluatedIsRefusedByItsSize() {
    Clip clip = clip("a small red circle moving up");
    Clip oneFrame = new Clip(clip.frames().subList(0, 1), 64, 64, 10);
    Clip oblong = new Clip(clip.frames(), 32, 128, 10);
    Clip tiny = new Clip(List.of(new byte[16 * 16 * 3], new byte[16 * 16 * 3]), 16, 16, 10);
    for (Clip wrong : List.of(oneFrame, oblong, tiny)) {
      String message = assertThrows(IllegalArgumentException.class, () -> EVALUATOR.predict(wrong)).getMessage();
      assertTrue(message.contains(wrong.toString()) && message.contains("32x32"), message);
    }
  }

  @Test
  void everyMotionIsAmongTheSamples() {
    assertEquals(Motion.values().length, SOME.stream().map(Prompt::motion).distinct().count());
  }

  /** The prompts whose clip is not fully right, each with what it shows instead. */
  private static List<String> mismatches(List<Prompt> prompts, List<Long> seeds,
      BiFunction<Prompt, Long, Clip> maker) {
    return PromptAccuracy.of("true", prompts, seeds, maker).rows().stream().filter(row -> !row.match().full())
        .map(row -> row.prompt() + " with seed " + row.seed() + ": " + row.prediction()).toList();
  }
}
