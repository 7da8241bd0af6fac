package texttovideo.model;

import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the thing is in every frame, from the text and the noise: {@code [N, L], [N, Z] -> poses [N, F, 4]}, each pose
 * {@code (x, y, log scale, angle)}; x and y in half canvases from the centre halved, the angle in radians, clockwise.
 *
 * <p>A path is a base, a constant rate and a free correction at each of the training clip's frames; between those it is
 * interpolated, so that the path is defined at any time. Turning is a branch of its own that starts silent, with no noise
 * and no free first angle: otherwise a generator answers "rotating" with a shape that is turned and stands still.
 */
final class MotionNetwork {
  /** Numbers in a pose. */
  static final int POSE = 4;

  private static final int FREE = 3;                  // x, y and log scale; the angle has its own branch
  private static final double START_SPREAD = 0.6;     // how far the noise moves the start before anything is learnt
  private static final double CORRECTION = 0.5;
  private static final double LARGEST_TURN = 2 * 0.35;   // radians a frame that the turning branch can reach

  private final TextEncoder text;
  private final TextEncoder turnText;
  private final Sequential path;                      // [N, D] -> base 3, rate 3, spread 2, corrections F*3
  private final Sequential turn;                      // [N, D] -> 1
  private final int frames;
  private float[] noise;                              // [N, Z]
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
    return FREE + FREE + ModelConfig.NOISE + frames * FREE;
  }

  /**
   * Poses at the given times.
   *
   * @param noise {@code [N, Z]}, each in [-1, 1]
   * @param times in training frames, {@code 0 .. F-1}
   * @param gate  1 to let things turn, 0 to hold every angle at 0
   */
  float[] forward(int[][] tokens, float[] noise, double[] times, double gate) {
    this.noise = noise;
    this.times = times;
    this.gate = gate;
    outputs = Floats.of(path.forward(text.forward(tokens)));
    turned = Floats.of(turn.forward(turnText.forward(tokens)));
    float[] poses = new float[tokens.length * times.length * POSE];
    for (int n = 0; n < tokens.length; n++) {
      int o = n * outputs();
      turned[n] = (float) Math.tanh(turned[n] / 2);
      for (int f = 0; f < times.length; f++) {
        int pose = (n * times.length + f) * POSE;
        for (int k = 0; k < FREE; k++) {
          poses[pose + k] = (float) (outputs[o + k] + outputs[o + FREE + k] * centred(times[f])
              + CORRECTION * correction(o, times[f], k));
        }
        for (int k = 0; k < ModelConfig.NOISE; k++) {
          poses[pose + k] += (float) ((START_SPREAD + outputs[o + 2 * FREE + k]) * noise[n * ModelConfig.NOISE + k]);
        }
        poses[pose + FREE] = (float) (gate * LARGEST_TURN * turned[n] * times[f]);
      }
    }
    return poses;
  }

  /** Adds to the parameters' gradients, from the gradient {@code [N, F, 4]} at the poses of whole training frames. */
  void backward(float[] gradient) {
    int clips = turned.length;
    float[] atOutputs = new float[clips * outputs()];
    float[] atTurn = new float[clips];
    for (int n = 0; n < clips; n++) {
      int o = n * outputs();
      for (int f = 0; f < times.length; f++) {
        int pose = (n * times.length + f) * POSE;
        for (int k = 0; k < FREE; k++) {
          float g = gradient[pose + k];
          atOutputs[o + k] += g;
          atOutputs[o + FREE + k] += (float) (g * centred(times[f]));
          atOutputs[o + key(f, k)] += (float) (g * CORRECTION);
        }
        for (int k = 0; k < ModelConfig.NOISE; k++) {
          atOutputs[o + 2 * FREE + k] += gradient[pose + k] * noise[n * ModelConfig.NOISE + k];
        }
        atTurn[n] += (float) (gradient[pose + FREE] * gate * LARGEST_TURN * times[f] * (1 - turned[n] * turned[n]) / 2);
      }
    }
    text.backward(path.backward(Floats.toArray(atOutputs, clips, outputs()), true));
    turnText.backward(turn.backward(Floats.toArray(atTurn, clips, 1), true));
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

  private int key(int frame, int k) {
    return 2 * FREE + ModelConfig.NOISE + frame * FREE + k;
  }

  /** The free correction at a time, on the straight line between the two training frames around it. */
  private double correction(int o, double time, int k) {
    int before = (int) Math.min(Math.floor(time), frames - 2);
    double share = time - before;
    return (1 - share) * outputs[o + key(before, k)] + share * outputs[o + key(before + 1, k)];
  }
}
