package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static texttovideo.eval.TrueClips.clip;
import static texttovideo.eval.TrueClips.every;
import static texttovideo.eval.TrueClips.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import texttovideo.scene.Palette;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Shape;
import texttovideo.text.Size;
import texttovideo.video.Clip;

/** The floor: what the evaluator says of clips that are wrong in one way. */
class EvaluatorRefusesTest {
  private static final Evaluator EVALUATOR = new Evaluator();
  private static final Map<Motion, Motion> REVERSE = new EnumMap<>(Motion.class);

  static {
    opposite(Motion.UP, Motion.DOWN);
    opposite(Motion.LEFT, Motion.RIGHT);
    opposite(Motion.UP_LEFT, Motion.DOWN_RIGHT);
    opposite(Motion.UP_RIGHT, Motion.DOWN_LEFT);
    opposite(Motion.CLOCKWISE, Motion.COUNTER_CLOCKWISE);
    opposite(Motion.SHRINKING, Motion.EXPANDING);
    opposite(Motion.BOUNCING_VERTICALLY, Motion.BOUNCING_VERTICALLY);
    opposite(Motion.BOUNCING_HORIZONTALLY, Motion.BOUNCING_HORIZONTALLY);
    // A zigzag that goes up or left is none of the motions.
  }

  @Test
  void reversedTimeShowsTheOppositeMotion() {
    for (Prompt prompt : Prompt.all()) {
      assertEquals(REVERSE.get(prompt.motion()), EVALUATOR.predict(Altered.reversed(clip(prompt, 1))).motion(),
          () -> "reversed: " + prompt);
    }
  }

  @Test
  void shuffledFramesShowTheMotionByLuckOnly() {
    List<Prompt> all = Prompt.all();
    double share = full(all, (prompt, seed) -> Altered.shuffled(clip(prompt, seed), seed + all.indexOf(prompt)));
    assertTrue(share < 0.01, "fully right: " + share);
  }

  @Test
  void aFrozenClipShowsNoMotion() {
    for (Prompt prompt : Prompt.all()) {
      assertNull(EVALUATOR.predict(Altered.frozen(clip(prompt, 3))).motion(), () -> "frozen: " + prompt);
    }
  }

  @Test
  void promptsThatDifferInOneWordAreNotMatched() {
    for (Prompt prompt : Prompt.all()) {
      Prediction prediction = EVALUATOR.predict(clip(prompt, 4));
      for (Shape shape : Shape.values()) {
        assertEquals(shape == prompt.shape(),
            prediction.matches(new Prompt(prompt.size(), prompt.colour(), shape, prompt.phrase())).full());
      }
      for (Colour colour : Colour.values()) {
        assertEquals(colour == prompt.colour(),
            prediction.matches(new Prompt(prompt.size(), colour, prompt.shape(), prompt.phrase())).full());
      }
      for (Size size : Size.values()) {
        assertEquals(size == prompt.size(),
            prediction.matches(new Prompt(size, prompt.colour(), prompt.shape(), prompt.phrase())).full());
      }
      for (String phrase : Motion.allPhrases()) {
        assertEquals(Motion.ofPhrase(phrase) == prompt.motion(),
            prediction.matches(new Prompt(prompt.size(), prompt.colour(), prompt.shape(), phrase)).full());
      }
    }
  }

  @Test
  void realClipsOfOtherPromptsAreRightByChanceOnly() {
    List<Prompt> others = new ArrayList<>(Prompt.all());
    Collections.shuffle(others, new Random(1));
    double share = full(Prompt.all(), (prompt, seed) -> clip(others.get(Prompt.all().indexOf(prompt)), seed));
    assertTrue(share < 0.01, "fully right: " + share);
  }

  @Test
  void aClipWithABlankFrameShowsNothing() {
    Clip clip = clip("a large red circle moving up");
    Prediction nothing = new Prediction(null, null, null, null, false);
    assertEquals(nothing, EVALUATOR.predict(Altered.blank(clip)));
    assertEquals(nothing, EVALUATOR.predict(Altered.switched(clip, Altered.blank(clip), 9)));
  }

  @Test
  void noiseAloneMatchesNoPrompt() {
    Prediction prediction = EVALUATOR.predict(Altered.noisy(Altered.blank(clip("a large red circle moving up")), 1, 1));
    assertFalse(Prompt.all().stream().anyMatch(prompt -> prediction.matches(prompt).full()));
  }

  @Test
  void twoObjectsAreNotOne() {
    Clip left = Renderer.clip(new Scene(Shape.CIRCLE, Colour.RED, Size.SMALL, Motion.UP, 15, 45));
    Clip right = Renderer.clip(new Scene(Shape.SQUARE, Colour.BLUE, Size.SMALL, Motion.UP, 45, 45));
    assertTrue(EVALUATOR.predict(left).oneObject());
    assertFalse(EVALUATOR.predict(Altered.together(left, right)).oneObject());
    assertFalse(EVALUATOR.predict(Altered.together(left, Altered.pale(right, 0.4))).oneObject(), "a pale second one");
    assertFalse(EVALUATOR.predict(Altered.switched(left, Altered.together(left, right), 9)).oneObject(), "in one frame");
  }

  @Test
  void aShapeWithoutItsMarkIsNone() {
    for (Prompt prompt : every(3)) {
      Scene scene = scene(prompt, 5);
      double[] rgb = Palette.rgb(prompt.colour());
      assertNotNull(EVALUATOR.predict(Altered.drawn(scene, rgb, true)).shape());
      assertNull(EVALUATOR.predict(Altered.drawn(scene, rgb, false)).shape(), () -> "without mark: " + prompt);
    }
  }

  @Test
  void oneCornerOfAnotherShapeIsOneTooMany() {
    for (Prompt prompt : every(3)) {
      Scene scene = scene(prompt, 5);
      for (Shape corner : Shape.values()) {
        assertEquals(corner == scene.shape() ? corner : null, EVALUATOR.predict(Altered.cornered(scene, corner)).shape(),
            () -> prompt + " with a corner of a " + corner.word());
      }
    }
  }

  @Test
  void aColourHalfwayBetweenTwoIsNone() {
    Scene scene = scene(Prompt.parse("a small red circle moving up"), 6);
    for (Colour one : Colour.values()) {
      for (Colour other : Colour.values()) {
        double[] rgb = new double[3];
        Arrays.setAll(rgb, c -> (Palette.rgb(one)[c] + Palette.rgb(other)[c]) / 2);
        assertEquals(one == other ? one : null, EVALUATOR.predict(Altered.drawn(scene, rgb, true)).colour());
      }
    }
  }

  @Test
  void aClipThatChangesItsShapeOrColourHalfwayShowsNone() {
    Clip circle = Renderer.clip(new Scene(Shape.CIRCLE, Colour.RED, Size.LARGE, Motion.UP, 32, 45));
    Clip square = Renderer.clip(new Scene(Shape.SQUARE, Colour.RED, Size.LARGE, Motion.UP, 32, 45));
    Clip blue = Renderer.clip(new Scene(Shape.CIRCLE, Colour.BLUE, Size.LARGE, Motion.UP, 32, 45));
    assertNull(EVALUATOR.predict(Altered.switched(circle, square, 5)).shape());
    assertEquals(Motion.UP, EVALUATOR.predict(Altered.switched(circle, square, 5)).motion());
    assertNull(EVALUATOR.predict(Altered.switched(circle, blue, 5)).colour());
  }

  @Test
  void paleShapesAreRefused() {
    assertEquals(0, full(every(7), (prompt, seed) -> Altered.pale(clip(prompt, seed), 0.5)));
    assertEquals(0, full(every(7), (prompt, seed) -> Altered.pale(clip(prompt, seed), 0.7)));
  }

  @Test
  void blurIsForgivenWhileTheMarkCanBeSeenAndRefusedAfter() {
    Prompt prompt = Prompt.parse("a small black circle rotating clockwise");
    assertTrue(EVALUATOR.predict(Altered.blurred(clip(prompt, 8), 1)).matches(prompt).full());
    assertNull(EVALUATOR.predict(Altered.blurred(clip(prompt, 8), 3)).shape());
  }

  private static double full(List<Prompt> prompts, BiFunction<Prompt, Long, Clip> maker) {
    return PromptAccuracy.of("wrong", prompts, List.of(7L), maker).full();
  }

  private static void opposite(Motion one, Motion other) {
    REVERSE.put(one, other);
    REVERSE.put(other, one);
  }
}
