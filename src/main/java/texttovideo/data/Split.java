package texttovideo.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Shape;

/** What a prompt is used for. Decided by the prompt alone, so that no clip of a held-out prompt is ever trained on. */
public enum Split {
  /** Trained on. */
  TRAINING("training"),
  /** Shape, colour and motion never seen together: 15% of all such combinations, each pair of them seen elsewhere. */
  UNSEEN_COMBINATION("unseen combination"),
  /** A wording never seen: {@code moving up-right}. */
  UNSEEN_WORDING("unseen wording");

  /** The motion phrase that no training prompt has. */
  public static final String HELD_OUT_PHRASE = "moving up-right";
  /** The share of the shape x colour x motion combinations that no training prompt has. */
  public static final double HELD_OUT_SHARE = 0.15;

  private static final long SEED = 1;      // changing it would make trained models' figures incomparable
  private static final Set<Combination> HELD_OUT = drawHeldOut();

  private record Combination(Shape shape, Colour colour, Motion motion) {
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
    return HELD_OUT.contains(new Combination(prompt.shape(), prompt.colour(), prompt.motion()))
        ? UNSEEN_COMBINATION : TRAINING;
  }

  /** All complete prompts of this split, in the order of {@link Prompt#all()}. */
  public List<Prompt> prompts() {
    return Prompt.all().stream().filter(prompt -> of(prompt) == this).toList();
  }

  private static Set<Combination> drawHeldOut() {
    List<Combination> all = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      for (Colour colour : Colour.values()) {
        for (Motion motion : Motion.values()) {
          all.add(new Combination(shape, colour, motion));
        }
      }
    }
    int count = (int) Math.round(HELD_OUT_SHARE * all.size());
    Random random = new Random(SEED);
    while (true) {
      Collections.shuffle(all, random);
      List<Combination> kept = all.subList(count, all.size());
      if (everyPairIsIn(kept)) {
        return new HashSet<>(all.subList(0, count));
      }
    }
  }

  private static boolean everyPairIsIn(List<Combination> kept) {
    int shapes = Shape.values().length;
    int colours = Colour.values().length;
    int motions = Motion.values().length;
    return kept.stream().map(c -> List.of(c.shape, c.colour)).distinct().count() == shapes * colours
        && kept.stream().map(c -> List.of(c.shape, c.motion)).distinct().count() == shapes * motions
        && kept.stream().map(c -> List.of(c.colour, c.motion)).distinct().count() == colours * motions;
  }
}
