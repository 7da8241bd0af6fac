package texttovideo.model;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Makes whole clips from text and one noise vector each: a motion network says where the thing is in every frame, a sprite
 * network what it looks like and how much room it takes, and the placement puts the one into the other. The structure knows
 * that a clip shows one thing of one colour that moves over white paper and stays in the frame; what the thing is, how it
 * moves and how near it comes to an edge is learnt.
 */
public final class Generator extends Network {
  private static final int COLOURS = 3;

  private final ModelConfig config;
  private final MotionNetwork motion;
  private final SpriteNetwork sprite;
  private final Placement clipPlacement;
  private final Placement pairPlacement;
  private int[] first;
  private float[] poses;          // [N, F, 4]
  private float[] pairPoses;      // [N, 2, 4]
  private float[] sprites;        // [N, P, P]
  private float[] halfSprites;    // [N, P/2, P/2]
  private float[] colours;        // [N, 3]
  private float[] clipCoverage;   // [N, F, H/2, W/2]
  private float[] pairCoverage;   // [N, 2, H, W]

  /** A generator with fresh weights, drawn from the random numbers. */
  public Generator(ModelConfig config, SplittableRandom random) {
    this.config = config;
    motion = new MotionNetwork(random, config);
    sprite = new SpriteNetwork(random, config);
    clipPlacement = new Placement(config.spritePixels() / 2, config.frames(), config.pixels() / 2);
    pairPlacement = new Placement(config.spritePixels(), 2, config.pixels());
    add("motion", motion.parameters());
    add("sprite", sprite.parameters());
    pack();
  }

  /** The sizes. */
  public ModelConfig config() {
    return config;
  }

  /**
   * Frames {@code [N, F, H, W, C]} in [-1, 1] at the training length and size.
   *
   * @param tokens {@code [N, L]}
   * @param noise  {@code [N, Z]}, each in [-1, 1]
   */
  public INDArray frames(int[][] tokens, float[] noise) {
    return frames(tokens, noise, config.frames(), config.pixels());
  }

  /**
   * Frames {@code [N, F, H, W, C]} in [-1, 1] at any length and size: the same motion in finer steps, the same picture in
   * finer pixels.
   *
   * @param frames {@code F}, at least 2
   * @param pixels {@code H} and {@code W}, at least 16
   */
  public INDArray frames(int[][] tokens, float[] noise, int frames, int pixels) {
    requireNoise(tokens, noise);
    if (frames < 2 || pixels < 16) {
      throw new IllegalArgumentException("frames must be at least 2 and pixels at least 16, not " + frames + " and "
          + pixels);
    }
    OneCore.forThisThread();
    double[] times = IntStream.range(0, frames).mapToDouble(f -> (config.frames() - 1.0) * f / (frames - 1)).toArray();
    double finer = Math.max(1, (double) pixels / config.pixels());
    int side = (int) Math.round(config.spritePixels() * finer);
    float[] finerSprites = sprite.forward(tokens, side, finer);
    float[] coverage = new Placement(side, frames, pixels)
        .forward(motion.forward(tokens, noise, sprite.margins(), times, 1), finerSprites);
    float[] colour = sprite.colours();
    float[] units = new float[coverage.length * COLOURS];
    int clipPixels = frames * pixels * pixels;
    IntStream.range(0, tokens.length).parallel().forEach(n -> {
      for (int i = n * clipPixels; i < (n + 1) * clipPixels; i++) {
        for (int c = 0; c < COLOURS; c++) {
          units[i * COLOURS + c] = 1 - 2 * coverage[i] * (1 - colour[n * COLOURS + c]);
        }
      }
    });
    return Floats.toArray(units, tokens.length, frames, pixels, pixels, COLOURS);
  }

  /**
   * The discriminators' views of generated clips, from which {@link #backward} can follow.
   *
   * @param first for each clip the first frame of its pair, {@code 0 .. F-2}
   * @param turn  1 to let things turn, 0 to hold every angle at 0
   */
  public Views views(int[][] tokens, float[] noise, int[] first, double turn) {
    requireNoise(tokens, noise);
    this.first = first;
    int clips = tokens.length;
    int size = config.pixels();
    sprites = sprite.forward(tokens);
    poses = motion.forward(tokens, noise, sprite.margins(), trainingTimes(), turn);
    pairPoses = new float[clips * 2 * MotionNetwork.POSE];
    for (int n = 0; n < clips; n++) {
      System.arraycopy(poses, pairStart(n), pairPoses, n * 2 * MotionNetwork.POSE, 2 * MotionNetwork.POSE);
    }
    halfSprites = halved(sprites);
    colours = sprite.colours();
    clipCoverage = clipPlacement.forward(poses, halfSprites);
    pairCoverage = pairPlacement.forward(pairPoses, sprites);
    float[] clip = new float[clipCoverage.length];
    float[] pair = new float[pairCoverage.length * COLOURS];
    int clipPixels = clip.length / clips;
    int framePixels = size * size;
    IntStream.range(0, clips).parallel().forEach(n -> {
      float darkest = 1 - colours[n * COLOURS + darkest(n)];
      for (int i = n * clipPixels; i < (n + 1) * clipPixels; i++) {
        clip[i] = clipCoverage[i] * darkest;
      }
      for (int k = 0; k < 2 * COLOURS; k++) {
        float ink = 1 - colours[n * COLOURS + k % COLOURS];
        int from = (n * 2 + k / COLOURS) * framePixels;
        int to = (n * 2 * COLOURS + k) * framePixels;
        for (int p = 0; p < framePixels; p++) {
          pair[to + p] = pairCoverage[from + p] * ink;
        }
      }
    });
    return new Views(clip, pair);
  }

  /**
   * Adds to the parameters' gradients, from those at the last {@link #views}.
   *
   * @param atClip        {@code [N, F, H/2, W/2]}
   * @param atPair        {@code [N, 6, H, W]}
   * @param angleFromClip whether the whole-clip view may change how things turn
   */
  public void backward(float[] atClip, float[] atPair, boolean angleFromClip) {
    int clips = first.length;
    int clipPixels = clipCoverage.length / clips;
    int framePixels = config.pixels() * config.pixels();
    float[] atClipCoverage = new float[clipCoverage.length];
    float[] atPairCoverage = new float[pairCoverage.length];
    float[] atColours = new float[colours.length];
    IntStream.range(0, clips).parallel().forEach(n -> {
      float darkest = 1 - colours[n * COLOURS + darkest(n)];
      double atDarkest = 0;
      for (int i = n * clipPixels; i < (n + 1) * clipPixels; i++) {
        atClipCoverage[i] = atClip[i] * darkest;
        atDarkest -= atClip[i] * clipCoverage[i];
      }
      atColours[n * COLOURS + darkest(n)] += (float) atDarkest;
      for (int k = 0; k < 2 * COLOURS; k++) {
        float ink = 1 - colours[n * COLOURS + k % COLOURS];
        int from = (n * 2 + k / COLOURS) * framePixels;
        int to = (n * 2 * COLOURS + k) * framePixels;
        double atInk = 0;
        for (int p = 0; p < framePixels; p++) {
          atPairCoverage[from + p] += atPair[to + p] * ink;
          atInk -= atPair[to + p] * pairCoverage[from + p];
        }
        atColours[n * COLOURS + k % COLOURS] += (float) atInk;
      }
    });
    float[] atPoses = new float[poses.length];
    float[] atPairPoses = new float[pairPoses.length];
    float[] atSprites = new float[sprites.length];
    float[] atHalfSprites = new float[halfSprites.length];
    clipPlacement.backward(poses, halfSprites, atClipCoverage, atPoses, atHalfSprites);
    pairPlacement.backward(pairPoses, sprites, atPairCoverage, atPairPoses, atSprites);
    addDoubled(atHalfSprites, atSprites);
    for (int n = 0; n < clips; n++) {
      for (int i = 0; !angleFromClip && i < config.frames(); i++) {
        atPoses[(n * config.frames() + i) * MotionNetwork.POSE + 3] = 0;
      }
      for (int i = 0; i < 2 * MotionNetwork.POSE; i++) {
        atPoses[pairStart(n) + i] += atPairPoses[n * 2 * MotionNetwork.POSE + i];
      }
    }
    sprite.backward(atSprites, atColours, motion.backward(atPoses));
  }

  /** The text features {@code [N, D]} that paths are made from. */
  public INDArray textFeatures(int[][] tokens) {
    return motion.textFeatures(tokens).dup();
  }

  /**
   * Where the thing is in every frame, {@code [N, F, 4]}, at the training length: its centre in pixels from the left and
   * from the top edge, the radius in pixels of the disc that an untrained sprite shows, its turn in degrees, clockwise.
   *
   * @param tokens {@code [N, L]}
   * @param noise  {@code [N, Z]}, each in [-1, 1]
   */
  public INDArray poses(int[][] tokens, float[] noise) {
    requireNoise(tokens, noise);
    sprite.forward(tokens);
    float[] inPixels = Placement.inPixels(
        motion.forward(tokens, noise, sprite.margins(), trainingTimes(), 1), config.pixels());
    return Floats.toArray(inPixels, tokens.length, config.frames(), MotionNetwork.POSE);
  }

  /** What the thing looks like, not turned, not scaled: its coverage {@code [N, P, P]} in [0, 1], rows from the top. */
  public INDArray sprites(int[][] tokens) {
    return Floats.toArray(sprite.forward(tokens), tokens.length, config.spritePixels(), config.spritePixels());
  }

  /** The colour of the thing: red, green and blue {@code [N, C]} in [0, 1]. */
  public INDArray colours(int[][] tokens) {
    sprite.forward(tokens);
    return Floats.toArray(sprite.colours(), tokens.length, COLOURS);
  }

  private double[] trainingTimes() {
    return IntStream.range(0, config.frames()).asDoubleStream().toArray();
  }

  private static void requireNoise(int[][] tokens, float[] noise) {
    if (noise.length != tokens.length * ModelConfig.NOISE) {
      throw new IllegalArgumentException(tokens.length + " prompts need " + tokens.length * ModelConfig.NOISE
          + " noise numbers, not " + noise.length);
    }
  }

  private int pairStart(int n) {
    return (n * config.frames() + first[n]) * MotionNetwork.POSE;
  }

  /** The channel with the most ink. */
  private int darkest(int n) {
    int darkest = 0;
    for (int c = 1; c < COLOURS; c++) {
      darkest = colours[n * COLOURS + c] < colours[n * COLOURS + darkest] ? c : darkest;
    }
    return darkest;
  }

  /** The mean of every 2x2 pixels of square sprites; the sprites' side is even, so that rows pair up across sprites too. */
  private float[] halved(float[] whole) {
    int side = config.spritePixels();
    float[] half = new float[whole.length / 4];
    for (int i = 0; i < whole.length; i++) {
      half[i / side / 2 * (side / 2) + i % side / 2] += whole[i] / 4;
    }
    return half;
  }

  /** The gradient of {@link #halved}, added. */
  private void addDoubled(float[] atHalf, float[] atWhole) {
    int side = config.spritePixels();
    for (int i = 0; i < atWhole.length; i++) {
      atWhole[i] += atHalf[i / side / 2 * (side / 2) + i % side / 2] / 4;
    }
  }
}
