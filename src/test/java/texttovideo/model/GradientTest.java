package texttovideo.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import texttovideo.nn.Parameter;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.conv.Floats;
import texttovideo.conv.Nd4jThread;
import texttovideo.nn.GradientCheck;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;

/** Every hand-written gradient of the networks against the slope that the loss really has. */
class GradientTest {
  private static final int V = 9;
  private static final SpriteConfig CONFIG = new SpriteConfig(V, 4, 2, 8, 6, 4, 32, 12, 4);
  private static final int[][] TOKENS = {{1, 2, 3, 4, 5, 6, 0, 0}, {1, 3, 2, 5, 6, 7, 8, 0}, {2, 1, 4, 3, 8, 0, 0, 0}};
  private static final int[] STARTS = {0, 2, 1};
  private static final float[] NOISE = {0.3f, -0.8f, -0.5f, 0.1f, 0.9f, -0.2f};
  private static final int CLIP = 4 * 16 * 16;
  private static final int PAIR = 6 * 32 * 32;

  private final SplittableRandom random = new SplittableRandom(7);
  private final Initializer start = Initializer.normal(random);

  @BeforeEach
  void useOneCore() {
    Nd4jThread.useOneCore();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void generatorGradientIsTheSlopeOfTheLoss(boolean slots) {
    SpriteGenerator generator = new SpriteGenerator(slots ? CONFIG : CONFIG.withoutSlots(), start, Parallel.NONE);
    GradientCheck.shake(generator.parameters().byName(), random);
    float[] dClip = waves(3 * 4, 16);
    float[] dPair = waves(3 * 6, 32);
    ClipGenerator.Pass pass = generator.forward(TOKENS, NOISE);
    Gradients gradients = new Gradients();
    pass.backward(DiscriminatorInputs.of(pass.frames(), generator.shape(), STARTS, Parallel.NONE).backward(dClip, dPair),
        gradients);
    new GradientCheck(random, () -> {
      DiscriminatorInputs inputs = DiscriminatorInputs.of(generator.forward(TOKENS, NOISE).frames(), generator.shape(),
          STARTS, Parallel.NONE);
      return GradientCheck.dot(inputs.clip(), dClip) + GradientCheck.dot(inputs.pair(), dPair);
    }).all(smooth(generator.parameters().byName()), gradients);
  }

  /** All but the rotation: with it every lookup crosses pixels of the sprite, and no step is short enough to stay between them. */
  private static Map<String, Parameter> smooth(Map<String, Parameter> all) {
    Map<String, Parameter> some = new LinkedHashMap<>(all);
    some.remove("motion.angularVelocityEmbedding");
    return some;
  }

  @Test
  void motionGradientIsTheSlopeOfThePoses() {
    MotionNetwork motion = new MotionNetwork(start, CONFIG);
    GradientCheck.shake(motion.parameters(), random);
    float[] margins = {0.7f, 0.9f, 0.8f};
    double[] times = {0, 1, 2, 3};
    float[][] dPoses = {GradientCheck.normals(16, random), GradientCheck.normals(16, random), GradientCheck.normals(16, random)};
    Gradients gradients = new Gradients();
    motion.forward(TOKENS, NOISE, margins, times).backward(dPoses, gradients);
    new GradientCheck(random, () -> {
      float[][] poses = motion.forward(TOKENS, NOISE, margins, times).poses();
      return IntStream.range(0, 3).mapToDouble(n -> GradientCheck.dot(poses[n], dPoses[n])).sum();
    }).all(motion.parameters(), gradients);
  }

  /** A pass belongs to its call: another forward pass, and its backward, between a pass and its backward change nothing. */
  @Test
  void forwardPassesThatOverlapDoNotDisturbEachOther() {
    SpriteGenerator generator = new SpriteGenerator(CONFIG, start, Parallel.NONE);
    GradientCheck.shake(generator.parameters().byName(), random);
    float[] dFrames = waves(3 * 4 * 3, 32);
    Gradients alone = new Gradients();
    generator.forward(TOKENS, NOISE).backward(dFrames, alone);
    ClipGenerator.Pass pass = generator.forward(TOKENS, NOISE);
    float[] frames = pass.frames().clone();
    ClipGenerator.Pass other = generator.forward(new int[][] {{8, 7, 6, 5, 4, 3, 2, 1}}, new float[] {0.5f, 0.5f});
    other.backward(waves(4 * 3, 32), new Gradients());
    float[] unused = generator.frames(TOKENS[1], new float[] {0, 0}, 7, 48).apply(3);
    Gradients mixed = new Gradients();
    pass.backward(dFrames, mixed);
    assertArrayEquals(frames, pass.frames());
    generator.parameters().byName().values().forEach(each -> assertArrayEquals(alone.of(each), mixed.of(each)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void discriminatorGradientIsTheSlopeOfTheLoss(boolean clips) {
    Discriminator discriminator = discriminator(clips);
    int length = clips ? CLIP : PAIR;
    float[] ink = GradientCheck.normals(2 * length, random);
    float[] noise = GradientCheck.normals(2 * length, random);
    float[] dScores = GradientCheck.normals(3, random);
    float[] dWords = GradientCheck.normals(2 * V, random);
    Supplier<Discriminator.Pass> forward = () ->
        discriminator.forward(Floats.toArray(ink, shape(clips, 2)), Floats.toArray(noise, shape(clips, 2)), TOKENS);
    Gradients gradients = new Gradients();
    forward.get().backward(dScores, dWords, gradients);
    new GradientCheck(random, () -> {
      Discriminator.Pass pass = forward.get();
      return GradientCheck.dot(pass.scores(), dScores) + GradientCheck.dot(pass.words(), dWords);
    }).all(discriminator.parameters().byName(), gradients);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gradientAtTheInkOfTheLastClipsIsTheSlopeOfTheirLoss(boolean clips) {
    Discriminator discriminator = discriminator(clips);
    int length = clips ? CLIP : PAIR;
    float[] first = GradientCheck.normals(length, random);
    float[] last = GradientCheck.normals(2 * length, random);
    float[] dScores = GradientCheck.normals(2, random);
    float[] dWords = GradientCheck.normals(2 * V, random);
    Supplier<Discriminator.Pass> forward = () -> discriminator.forward(Floats.toArray(shape(clips, 3), first, last),
        Floats.toArray(new float[3 * length], shape(clips, 3)), TOKENS);
    new GradientCheck(random, () -> {
      Discriminator.Pass pass = forward.get();
      return GradientCheck.dot(Arrays.copyOfRange(pass.scores(), 1, 3), dScores)
          + GradientCheck.dot(Arrays.copyOfRange(pass.words(), V, 3 * V), dWords);
    }).check("ink", last, Floats.of(forward.get().inkGradient(dScores, dWords)));
  }

  private Discriminator discriminator(boolean clips) {
    ClipGenerator.Shape shape = new ClipGenerator.Shape(4, 3, 32);
    Discriminator discriminator = clips ? Discriminator.ofClips(shape, V, start) : Discriminator.ofPairs(shape, V, start);
    GradientCheck.shake(discriminator.parameters().byName(), random);
    return discriminator;
  }

  private static long[] shape(boolean clips, int count) {
    return clips ? new long[] {count, 4, 16, 16} : new long[] {count, 6, 32, 32};
  }

  /** Linear but for which channel is darkest; random numbers are far enough apart that a short step changes none. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void gradientAtTheFramesIsTheSlopeOfTheLossAtTheDiscriminatorsInputs(int channels) {
    ClipGenerator.Shape shape = new ClipGenerator.Shape(4, channels, 16);
    float[] frames = GradientCheck.normals(3 * shape.length(), random);
    float[] dClip = GradientCheck.normals(3 * 4 * 8 * 8, random);
    float[] dPair = GradientCheck.normals(3 * 2 * channels * 16 * 16, random);
    Supplier<DiscriminatorInputs> inputs = () -> DiscriminatorInputs.of(frames, shape, STARTS, Parallel.NONE);
    new GradientCheck(random, () ->
        GradientCheck.dot(inputs.get().clip(), dClip) + GradientCheck.dot(inputs.get().pair(), dPair))
        .check("frames", frames, inputs.get().backward(dClip, dPair));
  }

  /** Smooth random pictures: from pixel to pixel, random weights would make the loss bend at every step of a lookup. */
  private float[] waves(int pictures, int size) {
    float[] values = new float[pictures * size * size];
    for (int i = 0; i < pictures; i++) {
      double across = 0.3 * random.nextGaussian();
      double down = 0.3 * random.nextGaussian();
      double phase = random.nextDouble(2 * Math.PI);
      for (int p = 0; p < size * size; p++) {
        int row = p / size;
        values[i * size * size + p] = (float) Math.sin(across * (p % size) + down * row + phase);
      }
    }
    return values;
  }
}
