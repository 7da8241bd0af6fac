package texttovideo.lessons;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can be repaired in a {@link FrameGan}, in the order in which notebook 09 does it. Any set of them trains. */
public enum Repair {
  /** The discriminator gets the sentence, too, and true pictures under another sentence count as fakes. */
  TEXT_TO_DISCRIMINATOR,
  /** The words' embedding learns with the generator; without this it stays as it was drawn. */
  TRAINED_EMBEDDING,
  /** All frames of a clip are made from one noise vector; without this each has its own. */
  ONE_NOISE_PER_CLIP,
  /** Both players get the number of the frame of the clip it is about; without this frames have no order. */
  FRAME_NUMBER,
  /** True pictures under the right sentence and a wrong number count as fakes, too. */
  WRONG_NUMBER,
  /** Both players get every product of sentence and number, so that a sentence can decide what a number means. */
  SENTENCE_TIMES_NUMBER;

  /** This one and all before it. */
  public Set<Repair> andBefore() {
    return Collections.unmodifiableSet(EnumSet.range(values()[0], this));
  }

  /** For example {@code one noise per clip}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
