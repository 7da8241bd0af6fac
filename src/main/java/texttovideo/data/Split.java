package texttovideo.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Shape;

/**
 * What a prompt is used for. Decided by the prompt alone, so that no clip of a held-out prompt is ever trained on.
 *
 * <p>43 of the 288 combinations of shape, colour and motion are held out, spread as evenly as whole numbers allow: of the 18
 * shape-colour pairs each motion lacks 2 or 3 in training, each shape lacks 14 or 15 combinations, each colour 7 or 8, and
 * each shape-colour pair 2 or 3 of its 16. No shape-motion pair and no colour-motion pair lacks more than one, so that every
 * pair is seen.
 */
public enum Split {
  /** Trained on. */
  TRAINING("training"),
  /** Shape, colour and motion never seen together, each pair of them seen elsewhere: 15% of all combinations. */
  UNSEEN_COMBINATION("unseen combination"),
  /** A wording never seen: {@code moving up-right}. */
  UNSEEN_WORDING("unseen wording");

  /** Which prompts are held out. Figures of models that were trained under different versions cannot be compared. */
  public static final int VERSION = 2;
  /** The motion phrase that no training prompt has. */
  public static final String HELD_OUT_PHRASE = "moving up-right";
  /** The number of shape, colour and motion combinations that no training prompt has: 15% of 288. */
  public static final int HELD_OUT_COMBINATIONS = 43;

  private static final int SHAPES = 3;
  private static final int COLOURS = 6;
  private static final int MOTIONS = 16;
  /** With this first motion {@link Motion#UP_RIGHT} lacks 2 pairs and not 3: half of its sentences are held out already. */
  private static final int FIRST_MOTION = 6;
  /** After so many combinations all counters of {@link #heldOut(int)} would start again. */
  private static final int ROUND = 144;
  private static final Set<Combination> HELD_OUT = heldOut(HELD_OUT_COMBINATIONS);

  private record Combination(Shape shape, Colour colour, Motion motion) {
    static Combination of(Prompt prompt) {
      return new Combination(prompt.shape(), prompt.colour(), prompt.motion());
    }
  }

  private final String label;

  Split(String label) {
    this.label = label;
  }

  /** The name in tables: {@code unseen combination}. */
  public String label() {
    return label;
  }

  /** The split of a complete prompt. */
  public static Split of(Prompt prompt) {
    if (prompt.phrase().equals(HELD_OUT_PHRASE)) {
      return UNSEEN_WORDING;
    }
    return HELD_OUT.contains(Combination.of(prompt)) ? UNSEEN_COMBINATION : TRAINING;
  }

  /**
   * Complete prompts of so many combinations: those that {@link #UNSEEN_COMBINATION} holds out, or the first of them, or more
   * beyond them in the same even order. To train with a smaller or a larger share held out.
   *
   * @param combinations 0 to 288, all that there are
   */
  public static Set<Prompt> promptsOf(int combinations) {
    int all = SHAPES * COLOURS * MOTIONS;
    if (combinations < 0 || combinations > all) {
      throw new IllegalArgumentException("combinations must be 0 to " + all + ", not " + combinations);
    }
    Set<Combination> chosen = heldOut(combinations);
    return Prompt.all().stream().filter(prompt -> chosen.contains(Combination.of(prompt)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** All complete prompts of this split, in the order of {@link Prompt#all()}. */
  public List<Prompt> prompts() {
    return Prompt.all().stream().filter(prompt -> of(prompt) == this).toList();
  }

  /**
   * All three counters run round at once. 3 and 16 have no common factor, so no shape meets a motion twice; the colours' step
   * back, one every 6 combinations, keeps them apart from shapes and from motions; one step on after 144 brings the colours that
   * a shape and a motion have not met.
   */
  private static Set<Combination> heldOut(int combinations) {
    if (Shape.values().length != SHAPES || Colour.values().length != COLOURS || Motion.values().length != MOTIONS) {
      throw new IllegalStateException("splits of version " + VERSION + " are of " + SHAPES + " shapes, " + COLOURS
          + " colours and " + MOTIONS + " motions: other words need another version");
    }
    return IntStream.range(0, combinations).mapToObj(k -> new Combination(Shape.values()[k % SHAPES],
        Colour.values()[(k - k / COLOURS + k / ROUND) % COLOURS], Motion.values()[(FIRST_MOTION + k) % MOTIONS]))
        .collect(Collectors.toSet());
  }
}
