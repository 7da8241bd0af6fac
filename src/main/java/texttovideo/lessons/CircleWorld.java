package texttovideo.lessons;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import texttovideo.data.ClipDataset;
import texttovideo.data.Split;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

/**
 * The tutorial's world: eighteen sentences about one circle, large and blue here and drawn by this course's renderer, whose circles
 * have a mark. As a dataset its clips start anywhere; the tutorial's own all start in one place, as {@link #centred} ones do.
 *
 * @param size   how many clips the dataset has, at least 18; the sentences take turns
 * @param pixels {@code H} and {@code W}
 */
public record CircleWorld(int size, int pixels) implements ClipDataset {
  private static final int FRAMES = 10;
  private static final int FPS = 10;
  private static final String CIRCLE = "circle ";
  private static final String LOOKS = "a large blue ";
  private static final Set<String> MISSING = Set.of("moving up", "moving up-right");
  private static final List<String> SENTENCES = Motion.allPhrases().stream().filter(phrase -> !MISSING.contains(phrase))
      .map(phrase -> CIRCLE + phrase).toList();

  /** Checks the numbers. */
  public CircleWorld {
    if (size < SENTENCES.size() || pixels < 16) {
      throw new IllegalArgumentException("a world needs at least " + SENTENCES.size() + " clips of at least 16 pixels, not "
          + size + " of " + pixels);
    }
  }

  /** The sentences, such as {@code circle moving down}; the one that the tutorial tests its model on is not among them. */
  public static List<String> sentences() {
    return SENTENCES;
  }

  /** The prompt that the {@link texttovideo.eval.Evaluator} is to hold a clip of a sentence against. */
  public static Prompt prompt(String sentence) {
    return Prompt.parse(LOOKS + sentence);
  }

  /** The sentence of such a prompt. */
  public static String sentence(Prompt prompt) {
    return prompt.sentence().substring(LOOKS.length());
  }

  /** The clip of a sentence that starts in the middle of all starts from which the circle stays in the picture. */
  public static Clip centred(String sentence, int pixels) {
    Prompt p = prompt(sentence);
    double x = middle(Scene.startX(p.shape(), p.size(), p.motion()));
    double y = middle(Scene.startY(p.shape(), p.size(), p.motion()));
    return Renderer.clip(new Scene(p.shape(), p.colour(), p.size(), p.motion(), x, y), FRAMES, pixels, FPS);
  }

  private static double middle(Scene.Range range) {
    return (range.low() + range.high()) / 2;
  }

  /** A clip of a sentence that starts anywhere; the same seed gives the same clip. */
  public static Clip anywhere(String sentence, int pixels, long seed) {
    return Renderer.clip(Scene.of(prompt(sentence), new SplittableRandom(seed)), FRAMES, pixels, FPS);
  }

  @Override
  public Clip clip(int i) {
    return anywhere(caption(i), pixels, i);
  }

  @Override
  public String caption(int i) {
    return SENTENCES.get(i % SENTENCES.size());
  }

  @Override
  public Split split(int i) {
    return Split.TRAINING;
  }
}
