package texttovideo.world;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import texttovideo.text.Colour;
import texttovideo.text.Shape;
import texttovideo.text.Size;
import texttovideo.text.Vocabulary;
import texttovideo.train.WordTargets;

/**
 * All that training knows of this world's grammar beyond its clips: which words each discriminator is asked for, and how
 * much. What the sprite generator's structure knows beside it stands in {@link texttovideo.model.SpriteConfig}: which tokens of a caption say
 * what is shown, and which of them is the colour. Notebook 07 has what some of the parts are worth.
 */
final class BuiltInKnowledge {
  private static final String ROTATING = "rotating";
  private static final String CLOCKWISE = "clockwise";
  private static final String COUNTER = "counter";

  private BuiltInKnowledge() {
  }

  /** Whole clips in shades of grey: every word but the colours, and nothing about rotation, which half size hides. */
  static WordTargets ofClips(Vocabulary vocabulary) {
    double[] weights = new double[vocabulary.size()];
    Arrays.fill(weights, 1);
    set(weights, vocabulary, List.of(Vocabulary.PAD, ROTATING, CLOCKWISE, COUNTER), 0);
    set(weights, vocabulary, Stream.of(Colour.values()).map(Colour::word).toList(), 0);
    return (word, caption) -> weights[word];
  }

  /**
   * Pairs of frames: what the object looks like, whether it grows, and, of objects that rotate, which way. The direction is
   * asked only of clips that rotate (a clip that stands still would be pushed away from both), and weighs much because few do.
   */
  static WordTargets ofPairs(Vocabulary vocabulary) {
    double[] weights = pairWeights(vocabulary);
    return new Direction(weights, vocabulary.token(ROTATING), vocabulary.token(CLOCKWISE), vocabulary.token(COUNTER));
  }

  /** The same, but the two directions are asked for like any other word, of every clip. */
  static WordTargets ofPairsWithPlainDirection(Vocabulary vocabulary) {
    double[] weights = pairWeights(vocabulary);
    set(weights, vocabulary, List.of(CLOCKWISE, COUNTER), 1);
    return (word, caption) -> weights[word];
  }

  private static double[] pairWeights(Vocabulary vocabulary) {
    double[] weights = new double[vocabulary.size()];
    set(weights, vocabulary, Stream.of(Size.values()).map(Size::word).toList(), 1);
    set(weights, vocabulary, Stream.of(Colour.values()).map(Colour::word).toList(), 1);
    set(weights, vocabulary, Stream.of(Shape.values()).map(Shape::word).toList(), 1);
    set(weights, vocabulary, List.of("shrinking", "expanding"), 1);
    set(weights, vocabulary, List.of(ROTATING), 0.1);
    return weights;
  }

  /** Weights by word, and the direction of objects that rotate: {@code clockwise} against {@code counter-clockwise}. */
  private record Direction(double[] weights, int rotating, int clockwise, int counter) implements WordTargets {
    private static final double WEIGHT = 12;

    @Override
    public double weight(int word, int[] caption) {
      return word == clockwise && WordTargets.super.shown(rotating, caption) ? WEIGHT : weights[word];
    }

    @Override
    public boolean shown(int word, int[] caption) {
      return WordTargets.super.shown(word, caption)
          && !(word == clockwise && WordTargets.super.shown(counter, caption));
    }
  }

  private static void set(double[] weights, Vocabulary vocabulary, List<String> words, double weight) {
    words.forEach(word -> weights[vocabulary.token(word)] = weight);
  }
}
