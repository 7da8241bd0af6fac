package texttovideo.model;

import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the thing is in every frame, from the text and the noise: {@code [N, L], [N, Z] -> poses [N, F, 4]}, each pose
 * {@code (x, y, log scale, angle)}; x and y in half canvases from the centre halved, the angle in radians, clockwise.
 *
 * <p>A path is a constant rate and a free correction at each of the training clip's frames; between those it is
 * interpolated, so that the path is defined at any time. The noise lays it into the frame: evenly among all places where
 * the whole path keeps a margin from the edges, which the sprite network gives. Turning is a branch of its own that starts
 * silent, with no noise and no free first angle: otherwise a generator answers "rotating" with a shape that is turned and
 * stands still.
 */
final class MotionNetwork {
  /** Numbers in a pose. */
  static final int POSE = 4;

  private static final int FREE = 3;                  // x, y and log scale; the angle has its own branch
  private static final int PLACE = ModelConfig.NOISE; // x and y
  private static final double EDGE = 2;               // the edges of the frame, as x and y count, are at -2 and 2
  private static final double CORRECTION = 0.5;
  private static final double LARGEST_TURN = 2 * 0.35;   // radians a frame that the turning branch can reach

  private final TextEncoder text;
  private final TextEncoder turnText;
  private final Sequential path;                      // [N, D] -> log scale 1, rate 3, corrections F*3
  private final Sequential turn;                      // [N, D] -> 1
  private final int frames;
  private float[] noise;                              // [N, Z]
  private int[] lowest;                               // [N, 2], the frame of the path's least x and y
  private int[] highest;                              // [N, 2], the frame of its greatest
  private float[] outputs;                            // [N, outputs()]
  private float[] turned;                             // [N], tanh of half the turning branch's output
  private double[] times;
  private double gate;

  MotionNetwork(SplittableRandom random, ModelConfig config) {
    frames = config.frames();
    text = new TextEncoder(random, config, config.textFeatures());
    turnText = new TextEncoder(random, config, config.textFeatures());
    path = new Sequential(new Dense(random, config.textFeatures(), config.hidden(), 1), new LeakyRelu(),
        new Dense(random, config.hidden(), config.hidden(), 1), new LeakyRelu(),
        new Dense(random, config.hidden(), outputs(), 0.3));
    turn = new Sequential(new Dense(random, config.textFeatures(), config.textFeatures(), 1), new LeakyRelu(),
        new Dense(random, config.textFeatures(), 1, 0));
  }

  private int outputs() {
    return 1 + FREE + frames * FREE;
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
    outputs = Floats.of(path.forward(text.forward(tokens)));
    turned = Floats.of(turn.forward(turnText.forward(tokens)));
    lowest = new int[tokens.length * PLACE];
    highest = new int[tokens.length * PLACE];
    float[] poses = new float[tokens.length * times.length * POSE];
    for (int n = 0; n < tokens.length; n++) {
      turned[n] = (float) Math.tanh(turned[n] / 2);
      double[] shift = {place(n, 0, margins[n]), place(n, 1, margins[n]), outputs[n * outputs()]};
      for (int f = 0; f < times.length; f++) {
        int pose = (n * times.length + f) * POSE;
        for (int k = 0; k < FREE; k++) {
          poses[pose + k] = (float) (shift[k] + path(n, times[f], k));
        }
        poses[pose + FREE] = (float) (gate * LARGEST_TURN * turned[n] * times[f]);
      }
    }
    return poses;
  }

  /** How far the noise moves a path along an axis, so that all of it keeps the margin from both edges. */
  private double place(int n, int k, float margin) {
    int low = 0;
    int high = 0;
    for (int f = 1; f < frames; f++) {
      low = path(n, f, k) < path(n, low, k) ? f : low;
      high = path(n, f, k) > path(n, high, k) ? f : high;
    }
    int axis = n * PLACE + k;
    lowest[axis] = low;
    highest[axis] = high;
    double room = EDGE - margin - (path(n, high, k) - path(n, low, k)) / 2;
    return room * noise[axis] - (path(n, high, k) + path(n, low, k)) / 2;
  }

  /**
   * Adds to the parameters' gradients, from the gradient {@code [N, F, 4]} at the poses of whole training frames.
   *
   * @return the gradient {@code [N]} at the margins
   */
  float[] backward(float[] gradient) {
    int clips = turned.length;
    float[] atOutputs = new float[clips * outputs()];
    float[] atTurn = new float[clips];
    float[] atMargins = new float[clips];
    for (int n = 0; n < clips; n++) {
      for (int f = 0; f < times.length; f++) {
        int pose = (n * times.length + f) * POSE;
        for (int k = 0; k < FREE; k++) {
          addAtPath(atOutputs, n, f, k, gradient[pose + k]);
        }
        for (int k = 0; k < PLACE; k++) {
          int axis = n * PLACE + k;
          addAtPath(atOutputs, n, lowest[axis], k, gradient[pose + k] * (noise[axis] - 1) / 2);
          addAtPath(atOutputs, n, highest[axis], k, -gradient[pose + k] * (noise[axis] + 1) / 2);
          atMargins[n] -= gradient[pose + k] * noise[axis];
        }
        atOutputs[n * outputs()] += gradient[pose + PLACE];
        atTurn[n] += (float) (gradient[pose + FREE] * gate * LARGEST_TURN * times[f] * (1 - turned[n] * turned[n]) / 2);
      }
    }
    text.backward(path.backward(Floats.toArray(atOutputs, clips, outputs()), true));
    turnText.backward(turn.backward(Floats.toArray(atTurn, clips, 1), true));
    return atMargins;
  }

  Map<String, Parameter> parameters() {
    return new Parameters().add("text", text.parameters()).add("path", path.parameters())
        .add("turnText", turnText.parameters()).add("turn", turn.parameters()).byName();
  }

  /** The text features {@code [N, D]} that paths are made from. */
  INDArray textFeatures(int[][] tokens) {
    return text.forward(tokens);
  }

  /** Time from -1 at the first training frame to 1 at the last. */
  private double centred(double time) {
    return 2 * time / (frames - 1) - 1;
  }

  /** The path before it is laid into the frame; a correction lies on the straight line between those of the frames around. */
  private double path(int n, double time, int k) {
    int before = (int) Math.min(Math.floor(time), frames - 2);
    double share = time - before;
    double correction = (1 - share) * outputs[correction(n, before, k)] + share * outputs[correction(n, before + 1, k)];
    return outputs[rate(n, k)] * centred(time) + CORRECTION * correction;
  }

  /** Adds the gradients that a gradient at the path in a training frame gives. */
  private void addAtPath(float[] atOutputs, int n, int frame, int k, float gradient) {
    atOutputs[rate(n, k)] += (float) (gradient * centred(frame));
    atOutputs[correction(n, frame, k)] += (float) (gradient * CORRECTION);
  }

  private int rate(int n, int k) {
    return n * outputs() + 1 + k;
  }

  private int correction(int n, int frame, int k) {
    return n * outputs() + 1 + FREE + frame * FREE + k;
  }
}
