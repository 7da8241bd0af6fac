package texttovideo.model;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.text.Vocabulary;

/**
 * Where the thing is in every frame, from the text and the noise: {@code [N, L], [N, Z] -> poses [N, F, 4]}, each pose
 * {@code (x, y, log scale, angle)}; x and y in half canvases from the centre halved, the angle in radians, clockwise.
 *
 * <p>Layers turn the text into the numbers of a {@link Paths path}, all but where it leads: for that each word for moving has
 * a pull, and the pulls are added up, so that words which were never heard together still lead where both pull. The noise
 * lays the path into the frame: evenly among all places where the whole path keeps a margin from the edges, which the sprite
 * network gives. How fast it turns is a pull, too, with no noise and no free first angle: otherwise a generator answers
 * "rotating" with a shape that is turned and stands still. When turning came from layers, both ways set off together, being
 * nearly the same words, and now and then never parted; the word that only one of them has can now pull by itself.
 */
final class MotionNetwork {
  /** Numbers in a pose. */
  static final int POSE = 4;

  private static final int FREE = Paths.FREE;         // x, y and log scale; the angle has a pull of its own
  private static final int PLACE = Paths.PLACE;       // x and y; the noise has a number for each
  private static final double EDGE = 2;               // the edges of the frame, as x and y count, are at -2 and 2
  private static final double LARGEST_TURN = 2 * 0.35;   // radians a frame
  private static final double PULL_RATE = 10;         // pulls are learnt so many times faster than weights

  private final TextEncoder text;
  private final BagOfWords pull;                      // words for moving -> [N, 2]
  private final BagOfWords turn;                      // words for moving -> [N, 1]
  private final Sequential path;                      // [N, D] -> the numbers of a path
  private final int frames;
  private float[] noise;                              // [N, Z]
  private Paths paths;
  private int[] lowest;                               // [N, 2], in halves of a frame, when the path's x and y are least
  private int[] highest;                              // [N, 2], when they are greatest
  private float[] turned;                             // [N], in (-1, 1)
  private double[] times;
  private double gate;

  MotionNetwork(SplittableRandom random, ModelConfig config) {
    frames = config.frames();
    text = new TextEncoder(random, config, config.textFeatures());
    pull = new BagOfWords(Parameter.zeros(config.vocabulary(), PLACE), PULL_RATE);
    turn = new BagOfWords(Parameter.zeros(config.vocabulary(), 1), PULL_RATE);
    path = new Sequential(new Dense(random, config.textFeatures(), config.hidden(), 1), new LeakyRelu(),
        new Dense(random, config.hidden(), config.hidden(), 1), new LeakyRelu(),
        new Dense(random, config.hidden(), Paths.numbers(frames), 0.3));
  }

  /**
   * Poses at the given times.
   *
   * @param noise   {@code [N, Z]}, each in [-1, 1]
   * @param margins {@code [N]}, how near to an edge x and y may come
   * @param times   in training frames, {@code 0 .. F-1}
   * @param gate    1 to let things turn, 0 to hold every angle at 0
   */
  float[] forward(int[][] tokens, float[] noise, float[] margins, double[] times, double gate) {
    this.noise = noise;
    this.times = times;
    this.gate = gate;
    int[][] moving = moving(tokens);
    float[] pulls = Floats.of(pull.forward(moving));
    paths = new Paths(Floats.of(path.forward(text.forward(tokens))), pulls, frames);
    turned = Floats.of(turn.forward(moving));
    lowest = new int[tokens.length * PLACE];
    highest = new int[tokens.length * PLACE];
    float[] poses = new float[tokens.length * times.length * POSE];
    for (int n = 0; n < tokens.length; n++) {
      turned[n] = (float) Math.tanh(turned[n]);
      double[] shift = {place(n, 0, margins[n]), place(n, 1, margins[n]), 0};
      for (int f = 0; f < times.length; f++) {
        int pose = (n * times.length + f) * POSE;
        for (int k = 0; k < FREE; k++) {
          poses[pose + k] = (float) (shift[k] + paths.at(n, times[f], k));
        }
        poses[pose + FREE] = (float) (gate * LARGEST_TURN * turned[n] * times[f]);
      }
    }
    return poses;
  }

  /** How far the noise moves a path along an axis, so that all of it keeps the margin from both edges. */
  private double place(int n, int k, float margin) {
    double[] reach = IntStream.rangeClosed(0, 2 * (frames - 1)).mapToDouble(half -> paths.reach(n, half, k)).toArray();
    int low = 0;
    int high = 0;
    for (int half = 1; half < reach.length; half++) {
      low = reach[half] < reach[low] ? half : low;
      high = reach[half] > reach[high] ? half : high;
    }
    int axis = n * PLACE + k;
    lowest[axis] = low;
    highest[axis] = high;
    double room = EDGE - margin - (reach[high] - reach[low]) / 2;
    return room * noise[axis] - (reach[high] + reach[low]) / 2;
  }

  /**
   * Adds to the parameters' gradients, from the gradient {@code [N, F, 4]} at the poses of whole training frames.
   *
   * @return the gradient {@code [N]} at the margins
   */
  float[] backward(float[] gradient) {
    int clips = turned.length;
    float[] atTurn = new float[clips];
    float[] atMargins = new float[clips];
    for (int n = 0; n < clips; n++) {
      for (int f = 0; f < times.length; f++) {
        int pose = (n * times.length + f) * POSE;
        for (int k = 0; k < FREE; k++) {
          paths.addAt(n, f, k, gradient[pose + k]);
        }
        for (int k = 0; k < PLACE; k++) {
          int axis = n * PLACE + k;
          paths.addAtReach(n, lowest[axis], k, gradient[pose + k] * (noise[axis] - 1) / 2);
          paths.addAtReach(n, highest[axis], k, -gradient[pose + k] * (noise[axis] + 1) / 2);
          atMargins[n] -= gradient[pose + k] * noise[axis];
        }
        atTurn[n] += (float) (gradient[pose + FREE] * gate * LARGEST_TURN * times[f] * (1 - turned[n] * turned[n]));
      }
    }
    pull.backward(Floats.toArray(paths.atPulls(), clips, PLACE));
    text.backward(path.backward(Floats.toArray(paths.atNumbers(), clips, Paths.numbers(frames)), true));
    turn.backward(Floats.toArray(atTurn, clips, 1));
    return atMargins;
  }

  Map<String, Parameter> parameters() {
    return new Parameters().add("text", text.parameters()).add("pull", pull.words()).add("path", path.parameters())
        .add("turn", turn.words()).byName();
  }

  /** The text features {@code [N, D]} that paths are made from. */
  INDArray textFeatures(int[][] tokens) {
    return text.forward(tokens);
  }

  /** The tokens that say how it moves; what it looks like must not change where it heads. */
  private static int[][] moving(int[][] tokens) {
    return Arrays.stream(tokens).map(prompt -> Arrays.copyOfRange(prompt, Vocabulary.CONTENT_LENGTH, prompt.length))
        .toArray(int[][]::new);
  }
}
