package texttovideo.model;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import texttovideo.nn.Dense;
import texttovideo.nn.EmbeddingBag;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;
import texttovideo.nn.LeakyRelu;
import texttovideo.nn.Parameter;
import texttovideo.nn.Parameters;
import texttovideo.nn.Rows;
import texttovideo.nn.Sequential;

/**
 * Where the object is in every frame, from the text and the noise: {@code [N][L], [N, Z] -> poses [N][F * 4]}, each pose
 * {@code (x, y, log scale, angle)}; x and y in half frames from the centre doubled, the angle in radians, clockwise.
 *
 * <p>Layers turn the text into the coefficients of a {@link Trajectory}, all but where it leads: for that each word of the motion
 * has a direction embedding, and these are added up, so that words which were never heard together still lead where both do. The
 * noise lays the path into the frame: evenly among all places where the whole path keeps a margin from the edges, which the
 * sprite network gives. How fast it turns is the sum of angular-velocity embeddings, with no noise and no free first angle:
 * otherwise a generator answers "rotating" with a shape that is turned and stands still. From layers, both ways of turning set
 * off together, being nearly the same words, and now and then never parted; the word that only one of them has can now pull by
 * itself.
 */
final class MotionNetwork {
  /** Numbers in a pose. */
  static final int POSE = 4;
  /** From the left edge of the frame to the right one, as x and y count. */
  static final float WIDTH = 4;

  private static final int AXES = Trajectory.AXES;             // x, y and log scale; the angle has an embedding of its own
  private static final int POSITION = Trajectory.POSITION;     // x and y; the noise has a number for each
  private static final double EDGE = WIDTH / 2;                // the edges of the frame, as x and y count, are at -2 and 2
  private static final double FASTEST_ROTATION = 2 * 0.35;     // radians a training frame
  private static final double DIRECTION_SPEED = 10;            // so many times faster than weights an embedding is learnt
  private static final double ROTATION_SPEED = 5;              // slower: which way a clip turns must be told on the way

  private final TextEncoder text;
  private final EmbeddingBag direction;               // the motion's words -> [N][2]
  private final EmbeddingBag angularVelocity;         // the motion's words -> [N][1]
  private final Sequential<float[][]> path;           // [N][D] -> the coefficients of a trajectory
  private final int frames;
  private final int motionFrom;                       // the first token of a caption that says how the object moves

  MotionNetwork(Initializer start, SpriteConfig config) {
    frames = config.frames();
    motionFrom = config.contentTokens();
    text = new TextEncoder(start, config.vocabulary(), config.hidden(), config.textFeatures());
    direction = new EmbeddingBag(start.zeros(config.vocabulary(), POSITION), DIRECTION_SPEED);
    angularVelocity = new EmbeddingBag(start.zeros(config.vocabulary(), 1), ROTATION_SPEED);
    path = new Sequential<>(new Dense(start, config.textFeatures(), config.hidden(), 1), new LeakyRelu(),
        new Dense(start, config.hidden(), config.hidden(), 1), new LeakyRelu(),
        new Dense(start, config.hidden(), Trajectory.coefficients(frames), 0.3));
  }

  /**
   * Poses at the given times.
   *
   * @param noise   {@code [N, Z]}, each in [-1, 1]
   * @param margins {@code [N]}, how near to an edge x and y may come
   * @param times   in training frames, {@code 0 .. F-1}
   */
  Pass forward(int[][] tokens, float[] noise, float[] margins, double[] times) {
    return new Pass(tokens, noise, margins, times);
  }

  /** One forward pass. */
  final class Pass {
    private final TextEncoder.Pass textPass;
    private final Layer.Pass<float[][]> pathPass;
    private final EmbeddingBag.Pass directionPass;
    private final EmbeddingBag.Pass angularPass;
    private final float[] noise;
    private final double[] times;
    private final Trajectory[] trajectories;    // [N]
    private final int[] lowest;                 // [N, 2], in halves of a frame, when the path's x and y are least
    private final int[] highest;                // [N, 2], when they are greatest
    private final double[] rotation;            // [N], of the fastest, in (-1, 1)
    private final float[][] poses;              // [N][T * 4]

    private Pass(int[][] tokens, float[] noise, float[] margins, double[] times) {
      this.noise = noise;
      this.times = times;
      int[][] motion = motionTokens(tokens);
      textPass = text.forward(tokens);
      pathPass = path.forward(textPass.features());
      directionPass = direction.forward(motion);
      angularPass = angularVelocity.forward(motion);
      int clips = tokens.length;
      trajectories = new Trajectory[clips];
      lowest = new int[clips * POSITION];
      highest = new int[clips * POSITION];
      rotation = new double[clips];
      poses = new float[clips][times.length * POSE];
      for (int n = 0; n < clips; n++) {
        trajectories[n] = new Trajectory(pathPass.output()[n], directionPass.output()[n], frames);
        rotation[n] = Math.tanh(angularPass.output()[n][0]);
        double[] offset = {offset(n, 0, margins[n]), offset(n, 1, margins[n]), 0};
        for (int f = 0; f < times.length; f++) {
          for (int k = 0; k < AXES; k++) {
            poses[n][f * POSE + k] = (float) (offset[k] + trajectories[n].at(times[f], k));
          }
          poses[n][f * POSE + AXES] = (float) (FASTEST_ROTATION * rotation[n] * times[f]);
        }
      }
    }

    /** Refuses poses whose numbers have overflowed: an object that is nowhere is not seen. */
    void requireFinite() {
      Rows.requireFinite("a rotation", angularPass.output());
      Rows.requireFinite("a pose", poses);
    }

    /** {@code [N][T * 4]}. */
    float[][] poses() {
      return poses;
    }

    /** How far the noise moves a path along an axis, so that all of it keeps the margin from both edges. */
    private double offset(int n, int k, float margin) {
      double[] extent = IntStream.rangeClosed(0, 2 * (frames - 1))
          .mapToDouble(half -> trajectories[n].extent(half, k)).toArray();
      int low = 0;
      int high = 0;
      for (int half = 1; half < extent.length; half++) {
        low = extent[half] < extent[low] ? half : low;
        high = extent[half] > extent[high] ? half : high;
      }
      int axis = n * POSITION + k;
      lowest[axis] = low;
      highest[axis] = high;
      double room = EDGE - margin - (extent[high] - extent[low]) / 2;
      return room * noise[axis] - (extent[high] + extent[low]) / 2;
    }

    /**
     * Adds to the parameters' gradients; only where the times are the training frames.
     *
     * @param dPoses {@code [N][F * 4]}
     * @return the gradient {@code [N]} at the margins
     */
    float[] backward(float[][] dPoses, Gradients gradients) {
      int clips = dPoses.length;
      float[][] dCoefficients = new float[clips][];
      float[][] dDirection = new float[clips][];
      float[][] dRotation = new float[clips][1];
      float[] dMargins = new float[clips];
      for (int n = 0; n < clips; n++) {
        Trajectory.Gradient along = trajectories[n].new Gradient();
        for (int f = 0; f < times.length; f++) {
          for (int k = 0; k < AXES; k++) {
            along.addAt(f, k, dPoses[n][f * POSE + k]);
          }
          for (int k = 0; k < POSITION; k++) {
            double dOffset = dPoses[n][f * POSE + k];
            int axis = n * POSITION + k;
            along.addAtExtent(lowest[axis], k, dOffset * (noise[axis] - 1) / 2);
            along.addAtExtent(highest[axis], k, -dOffset * (noise[axis] + 1) / 2);
            dMargins[n] -= (float) (dOffset * noise[axis]);
          }
          dRotation[n][0] += (float) (dPoses[n][f * POSE + AXES] * FASTEST_ROTATION * times[f]
              * (1 - rotation[n] * rotation[n]));
        }
        dCoefficients[n] = along.coefficients();
        dDirection[n] = along.embedding();
      }
      directionPass.backward(dDirection, gradients);
      angularPass.backward(dRotation, gradients);
      textPass.backward(pathPass.backward(dCoefficients, gradients), gradients);
      return dMargins;
    }
  }

  Map<String, Parameter> parameters() {
    return new Parameters().add("text", text.parameters()).add("directionEmbedding", direction.table())
        .add("path", path.parameters()).add("angularVelocityEmbedding", angularVelocity.table()).byName();
  }

  /** The text features {@code [N][D]} that paths are made from. */
  float[][] textFeatures(int[][] tokens) {
    return text.forward(tokens).features();
  }

  /** The tokens that say how it moves; what it looks like must not change where it heads. */
  private int[][] motionTokens(int[][] tokens) {
    return Arrays.stream(tokens).map(caption -> Arrays.copyOfRange(caption, motionFrom, caption.length))
        .toArray(int[][]::new);
  }
}
