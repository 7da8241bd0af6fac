package texttovideo.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;
import texttovideo.nn.Parameters;

/**
 * Makes whole clips from text and two noise numbers each: a motion network says where the object is in every frame, a sprite
 * network what it looks like and how much room it takes, and a spatial transformer puts the one into the other. The structure
 * knows that a clip shows one object of one colour that moves over white and stays in the frame, and, but for
 * {@link SpriteConfig#withoutSlots}, where in a caption its appearance is told; what the object is, how it moves and how near it comes to an edge is learnt.
 *
 * <p>Plain Java: no native library, no reflection, no threads of its own.
 */
public final class SpriteGenerator implements ClipGenerator {
  /** {@code Z}: the noise is where the object starts, across and down, each in [-1, 1]. */
  public static final int NOISE = 2;

  private static final int COLOURS = SpatialTransformer.COLOURS;

  private final SpriteConfig config;
  private final Parallel parallel;
  private final MotionNetwork motion;
  private final SpriteNetwork sprite;
  private final SpriteCentre centre;
  private final SpatialTransformer transformer;
  private final Parameters parameters;

  /**
   * A generator.
   *
   * @param start    its first weights
   * @param parallel how the clips of a batch are shared among cores; changes no bit
   */
  public SpriteGenerator(SpriteConfig config, Initializer start, Parallel parallel) {
    this.config = config;
    this.parallel = parallel;
    motion = new MotionNetwork(start, config);
    sprite = new SpriteNetwork(start, config, parallel);
    centre = new SpriteCentre(config.spritePixels());
    transformer = new SpatialTransformer(config.spritePixels(), config.pixels());
    parameters = new Parameters().add("motion", motion.parameters()).add("sprite", sprite.parameters());
  }

  @Override
  public SpriteConfig config() {
    return config;
  }

  @Override
  public SpriteGenerator copy() {
    SpriteGenerator copy = new SpriteGenerator(config, Initializer.FROM_FILE, parallel);
    copy.parameters.load(parameters.tensors());
    return copy;
  }

  @Override
  public Shape shape() {
    return new Shape(config.frames(), COLOURS, config.pixels());
  }

  @Override
  public int vocabulary() {
    return config.vocabulary();
  }

  @Override
  public int noiseSize() {
    return NOISE;
  }

  @Override
  public float[] noise(RandomGenerator random) {
    float[] noise = new float[NOISE];
    for (int i = 0; i < NOISE; i++) {
      noise[i] = (float) ((random.nextLong() >> 11) * 0x1p-52);     // evenly in [-1, 1): 53 bits and a sign
    }
    return noise;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public ClipGenerator.Pass forward(int[][] tokens, float[] noise) {
    requireInputs(tokens, noise);
    return new Pass(tokens, noise);
  }

  /** One forward pass: every appearance is drawn once, whatever the number of clips that show it. */
  private final class Pass implements ClipGenerator.Pass {
    private final int[] look;                           // [N]: which of the K appearances a clip shows
    private final SpriteNetwork.Pass spritePass;
    private final MotionNetwork.Pass motionPass;
    private final SpatialTransformer.Sprite[] sprites;  // [K]
    private final float[] frames;                       // [N, F, C, H, W]

    Pass(int[][] tokens, float[] noise) {
      look = new int[tokens.length];
      spritePass = sprite.forward(distinct(tokens, look));
      float[] margins = new float[tokens.length];
      for (int n = 0; n < margins.length; n++) {
        margins[n] = spritePass.margins()[look[n]];
      }
      motionPass = motion.forward(tokens, noise, margins, trainingTimes());
      sprites = new SpatialTransformer.Sprite[spritePass.alphas().length];
      parallel.run(sprites.length, k -> {
        float[] alpha = spritePass.alphas()[k];
        sprites[k] = shown(transformer, centre, alpha, spritePass.colours()[k]);
      });
      frames = new float[Math.multiplyExact(tokens.length, shape().length())];
      parallel.run(tokens.length, n -> {
        for (int f = 0; f < config.frames(); f++) {
          transformer.draw(sprites[look[n]], motionPass.poses()[n], f, frames, from(n, f));
        }
      });
    }

    private int from(int n, int f) {
      return (n * config.frames() + f) * COLOURS * config.pixels() * config.pixels();
    }

    @Override
    public float[] frames() {
      return frames;
    }

    @Override
    public void backward(float[] dFrames, Gradients gradients) {
      SpatialTransformer.SpriteGradient[] perClip = new SpatialTransformer.SpriteGradient[look.length];
      float[][] dPoses = new float[look.length][config.frames() * MotionNetwork.POSE];
      parallel.run(look.length, n -> {
        SpatialTransformer.Sprite shown = sprites[look[n]];
        perClip[n] = new SpatialTransformer.SpriteGradient(shown);
        for (int f = 0; f < config.frames(); f++) {
          transformer.backward(shown, motionPass.poses()[n], f, dFrames, from(n, f), dPoses[n], perClip[n]);
        }
      });
      float[] dMarginsOfClips = motionPass.backward(dPoses, gradients);
      float[][] dAlphas = new float[sprites.length][];
      float[][] dColours = new float[sprites.length][COLOURS];
      float[] dMargins = new float[sprites.length];
      for (int n = 0; n < look.length; n++) {
        dMargins[look[n]] += dMarginsOfClips[n];
      }
      parallel.run(sprites.length, k -> {
        SpatialTransformer.SpriteGradient sum = new SpatialTransformer.SpriteGradient(sprites[k]);
        for (int n = 0; n < look.length; n++) {
          if (look[n] == k) {
            sum.add(perClip[n]);
          }
        }
        dAlphas[k] = transformer.withoutBorder(sum.alpha);
        centre.backward(spritePass.alphas()[k], sprites[k].centre(), sum.centre, dAlphas[k]);
        for (int c = 0; c < COLOURS; c++) {
          dColours[k][c] = (float) sum.colour[c];
        }
      });
      spritePass.backward(dAlphas, dColours, dMargins, gradients);
    }
  }

  @Override
  public boolean isResizable() {
    return true;
  }

  /**
   * The same motion in finer steps, the same picture in finer pixels.
   *
   * @param frames {@code F}, at least 2
   * @param pixels {@code H} and {@code W}, at least 16
   */
  @Override
  public IntFunction<float[]> frames(int[] tokens, float[] noise, int frames, int pixels) {
    requireInputs(new int[][] {tokens}, noise);
    if (frames < 2 || pixels < 16) {
      throw new IllegalArgumentException("frames must be at least 2 and pixels at least 16, not " + frames + " and "
          + pixels);
    }
    double finer = Math.max(1, (double) pixels / config.pixels());
    int side = (int) Math.round(config.spritePixels() * finer);
    SpriteNetwork.Pass drawn = sprite.forward(new int[][] {content(tokens)}, side, finer);
    double[] times = new double[frames];
    Arrays.setAll(times, f -> (config.frames() - 1.0) * f / (frames - 1));
    MotionNetwork.Pass moved = motion.forward(new int[][] {tokens}, noise, drawn.margins(), times);
    drawn.requireFinite();
    moved.requireFinite();
    float[] poses = moved.poses()[0];
    SpatialTransformer into = new SpatialTransformer(side, pixels);
    SpatialTransformer.Sprite shown = shown(into, new SpriteCentre(side), drawn.alphas()[0], drawn.colours()[0]);
    return f -> {
      float[] frame = new float[COLOURS * pixels * pixels];
      into.draw(shown, poses, f, frame, 0);
      return frame;
    };
  }

  private static SpatialTransformer.Sprite shown(SpatialTransformer into, SpriteCentre centres, float[] alpha, float[] colour) {
    double[] centre = centres.of(alpha);
    return new SpatialTransformer.Sprite(into.bordered(alpha), centre, centres.reach(alpha, centre), colour);
  }

  /** The text features {@code [N][D]} that paths are made from. */
  public float[][] textFeatures(int[][] tokens) {
    return motion.textFeatures(tokens);
  }

  /**
   * Where the object is in every frame, {@code [N][F * 4]}, at the training length: its centre in pixels from the left and from
   * the top edge, the radius in pixels of the disc that an untrained sprite shows, its turn in degrees, clockwise.
   *
   * @param tokens {@code [N][L]}
   * @param noise  {@code [N, Z]}, each in [-1, 1]
   */
  public float[][] poses(int[][] tokens, float[] noise) {
    requireInputs(tokens, noise);
    float[] margins = sprite.forward(contents(tokens)).margins();
    return Arrays.stream(motion.forward(tokens, noise, margins, trainingTimes()).poses())
        .map(poses -> SpatialTransformer.inPixels(poses, config.pixels())).toArray(float[][]::new);
  }

  /** What the object looks like, not turned, not scaled: its alpha mask {@code [N][P * P]} in [0, 1], rows from the top. */
  public float[][] sprites(int[][] tokens) {
    return sprite.forward(contents(tokens)).alphas();
  }

  /** The colour of the object: red, green and blue {@code [N][C]} in [0, 1]. */
  public float[][] colours(int[][] tokens) {
    return sprite.forward(contents(tokens)).colours();
  }

  /** How near to a training frame's edges the object's centre may come {@code [N]}, in pixels. */
  public float[] margins(int[][] tokens) {
    float[] margins = sprite.forward(contents(tokens)).margins();
    for (int n = 0; n < margins.length; n++) {
      margins[n] *= config.pixels() / MotionNetwork.WIDTH;
    }
    return margins;
  }

  private double[] trainingTimes() {
    double[] times = new double[config.frames()];
    Arrays.setAll(times, f -> f);
    return times;
  }

  /** The tokens that say what is shown; how it moves must not change what it looks like. All, where no slots are known. */
  private int[] content(int[] tokens) {
    return config.hasSlots() ? Arrays.copyOf(tokens, config.contentTokens()) : tokens;
  }

  private int[][] contents(int[][] tokens) {
    return Arrays.stream(tokens).map(this::content).toArray(int[][]::new);
  }

  /** The distinct contents {@code [K]} of captions, in the order in which they come first; sets which of them each has. */
  private int[][] distinct(int[][] tokens, int[] which) {
    Map<List<Integer>, Integer> places = new LinkedHashMap<>();
    List<int[]> contents = new ArrayList<>();
    for (int n = 0; n < tokens.length; n++) {
      int[] content = content(tokens[n]);
      List<Integer> key = Arrays.stream(content).boxed().toList();
      if (places.putIfAbsent(key, contents.size()) == null) {
        contents.add(content);
      }
      which[n] = places.get(key);
    }
    return contents.toArray(int[][]::new);
  }
}
