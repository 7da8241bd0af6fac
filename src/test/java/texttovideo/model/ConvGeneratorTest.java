package texttovideo.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.conv.Floats;
import texttovideo.conv.Nd4jThread;
import texttovideo.nn.GradientCheck;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;
import texttovideo.nn.Parameter;
import texttovideo.nn.SafeTensors;
import texttovideo.text.WordTokenizer;

/** A generator without built-in knowledge, and the encoder of its training. */
class ConvGeneratorTest {
  private static final ConvConfig TINY = new ConvConfig(6, 2, 3, 32, 3, 5, 6, 4, 4);
  private static final int[][] TOKENS = {{1, 2, 3, 0}, {3, 2, 1, 5}};

  private final SplittableRandom random = new SplittableRandom(7);
  private final ConvGenerator generator = new ConvGenerator(TINY, Initializer.normal(random));

  @BeforeEach
  void useOneCore() {
    Nd4jThread.useOneCore();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gradientIsTheSlopeOfTheLoss(boolean shared) {
    ConvGenerator generator = new ConvGenerator(shared ? TINY.withShared() : TINY, Initializer.normal(random));
    GradientCheck.shake(generator.parameters().byName(), random);
    float[] noise = GradientCheck.normals(2 * 3, random);
    float[] dFrames = GradientCheck.normals(2 * generator.shape().length(), random);
    GradientCheck check = new GradientCheck(random,
        () -> GradientCheck.dot(generator.forward(TOKENS, noise).frames(), dFrames));
    Gradients gradients = new Gradients();
    float[] dNoise = generator.forward(TOKENS, noise).noiseGradient(dFrames, gradients);
    Map<String, Parameter> parameters = generator.parameters().byName();
    for (String name : List.of("text.embedding", "text.pairs.0.bias", "mapping.0.weight", "base.0.weight",
        "frames.weight", "words", "stages.0.convolution.weight", "stages.1.style.bias",
        "stages.3.convolution.weight", "picture.0.weight", "picture.0.bias")) {
      check.check(name, parameters.get(name).values(), gradients.of(parameters.get(name)));
    }
    assertArrayEquals(new float[30], gradients.of(parameters.get("noise.means")));      // fitted, not learnt
    check.check("noise numbers", noise, dNoise);
  }

  /** With styles that are the same for all frames, nothing that frames share may differ. */
  @Test
  void framesShareWhatIsDrawnBeforeTheWaves() {
    ConvGenerator shared = new ConvGenerator(TINY.withShared(), Initializer.normal(random));
    float[] noise = GradientCheck.normals(2 * 3, random);
    float[] before = shared.forward(TOKENS, noise).frames();
    shared.parameters().byName().forEach((name, weights) -> {
      if (name.startsWith("frames.") || name.equals("words")) {
        Arrays.fill(weights.values(), 0);
      }
    });
    float[] frames = shared.forward(TOKENS, noise).frames();
    int frame = 3 * 32 * 32;
    for (int clip = 0; clip < 2; clip++) {
      assertArrayEquals(Arrays.copyOfRange(frames, 2 * clip * frame, (2 * clip + 1) * frame),
          Arrays.copyOfRange(frames, (2 * clip + 1) * frame, (2 * clip + 2) * frame), "clip " + clip);
    }
    assertFalse(Arrays.equals(Arrays.copyOf(before, frame), Arrays.copyOfRange(before, frame, 2 * frame)));
    assertFalse(Arrays.equals(Arrays.copyOf(frames, frame), Arrays.copyOfRange(frames, 2 * frame, 3 * frame)));
  }

  /** Where the rectifiers and the ink's curve end, numbers that are too large would look like a picture. */
  @Test
  void numbersThatOverflowAreNoClip() {
    for (String overflowing : List.of("mapping.0.weight", "stages.1.convolution.weight", "stages.3.style.weight",
        "picture.0.weight", "noise.maps")) {
      ConvGenerator absurd = new ConvGenerator(TINY, Initializer.normal(new SplittableRandom(7)));
      float[] noise = GradientCheck.normals(3, random);
      Arrays.fill(absurd.parameters().byName().get(overflowing).values(), 3e38f);
      if (overflowing.equals("noise.maps")) {
        assertThrows(ArithmeticException.class, () -> IntStream.range(0, 20).forEach(i -> absurd.noise(random)));
      } else {
        assertThrows(ArithmeticException.class, () -> absurd.frames(TOKENS[0], noise, 2, 32), overflowing);
      }
    }
  }

  @Test
  void encodersGradientIsTheSlopeOfTheLoss() {
    ClipGenerator.Shape shape = generator.shape();
    ClipEncoder encoder = new ClipEncoder(shape, 6, 3, Initializer.normal(random));
    GradientCheck.shake(encoder.parameters().byName(), random);
    float[] inputs = ClipEncoder.inputs(GradientCheck.normals(2 * shape.length(), random), shape, Parallel.NONE);
    float[][] dOutput = GradientCheck.normalRows(2, 6, random);
    Gradients gradients = new Gradients();
    encoder.forward(Floats.toArray(inputs, 2, 6, 16, 16), TOKENS).backward(dOutput, gradients);
    GradientCheck check = new GradientCheck(random, () ->
        GradientCheck.dot(encoder.forward(Floats.toArray(inputs, 2, 6, 16, 16), TOKENS).output(), dOutput));
    for (String name : List.of("text.embedding", "trunk.0.weight", "trunk.4.bias", "output.2.weight")) {
      check.check(name, encoder.parameters().byName().get(name).values(),
          gradients.of(encoder.parameters().byName().get(name)));
    }
  }

  @Test
  void encoderSeesTheMeanInkOfFourPixelsTwice() {
    ClipGenerator.Shape shape = new ClipGenerator.Shape(2, 1, 32);
    float[] frames = new float[2 * shape.length()];
    Arrays.fill(frames, 1);                                        // white
    int second = shape.length() + 32 * 32;                         // the second clip's second frame
    frames[second + 2 * 32 + 6] = -1;                              // row 2, column 6
    frames[second + 3 * 32 + 7] = 0;
    float[] expected = new float[frames.length / 4];
    expected[(2 + 1) * 16 * 16 + 16 + 3] = 2 * (1 + 0.5f) / 4;
    assertArrayEquals(expected, ClipEncoder.inputs(frames, shape, Parallel.NONE));
  }

  @Test
  void everyShapeThatItPromisesComesOutInRange() {
    for (int pixels = 32; pixels <= 128; pixels += 16) {
      for (int channels = 1; channels <= 3; channels += 2) {
        ClipGenerator.Shape shape = new ClipGenerator.Shape(2 + pixels / 16 % 3, channels, pixels);
        ConvGenerator one = new ConvGenerator(new ConvConfig(6, shape.frames(), channels, pixels, 3, 5, 6, 4, 4),
            Initializer.normal(random));
        assertEquals(shape, one.shape());
        float[] frames = one.forward(TOKENS, new float[6]).frames();
        assertEquals(2 * shape.length(), frames.length);
        for (float each : frames) {
          assertTrue(each >= -1 && each <= 1, () -> shape + ": " + each);
        }
      }
    }
  }

  @Test
  void otherSizesAreRefusedAndTheMessageSaysWhatItCanMake() {
    for (int[] wrong : new int[][] {{3, 32}, {2, 48}, {2, 31}, {1, 32}}) {
      IllegalArgumentException error = assertThrows(IllegalArgumentException.class,
          () -> generator.frames(TOKENS[0], new float[3], wrong[0], wrong[1]));
      assertTrue(error.getMessage().contains("2 frames and 32 pixels"), error.getMessage());
    }
    for (int pixels : new int[] {16, 40, 63, 144}) {
      assertThrows(IllegalArgumentException.class, () -> new ConvConfig(6, 2, 3, pixels, 3, 5, 6, 4, 4));
    }
    assertThrows(IllegalArgumentException.class, () -> new ConvConfig(6, 1, 3, 32, 3, 5, 6, 4, 4));
    assertThrows(IllegalArgumentException.class, () -> new ConvConfig(6, 2, 2, 32, 3, 5, 6, 4, 4));
    assertThrows(IllegalArgumentException.class, () -> generator.forward(TOKENS, new float[5]));
    assertThrows(IllegalArgumentException.class, () -> generator.forward(new int[][] {{6}}, new float[3]));
  }

  @Test
  void orderOfWordsNoiseAndWordsChangeTheClipAndPaddingDoesNot() {
    float[] clip = clip(generator, new float[] {0.1f, 0.2f, 0.3f}, 1, 2, 3);
    assertArrayEquals(clip, clip(generator, new float[] {0.1f, 0.2f, 0.3f}, 1, 2, 3, 0, 0, 0));
    assertFalse(Arrays.equals(clip, clip(generator, new float[] {0.1f, 0.2f, 0.3f}, 2, 1, 3)));
    assertFalse(Arrays.equals(clip, clip(generator, new float[] {0.1f, 0.2f, 0.3f}, 1, 2, 4)));
    assertFalse(Arrays.equals(clip, clip(generator, new float[] {0.1f, 0.2f, 0.4f}, 1, 2, 3)));
  }

  @Test
  void clipIsThatOfTheForwardPassOnAnyThread() {
    float[] noise = {0.1f, -0.2f, 0.3f};
    float[] clip = generator.forward(new int[][] {TOKENS[1]}, noise).frames();
    List<float[]> clips = ForkJoinPool.commonPool().submit(() -> IntStream.range(0, 16).parallel()
        .mapToObj(i -> clip(generator, noise, TOKENS[1])).toList()).join();
    clips.forEach(each -> assertArrayEquals(clip, each));
  }

  @Test
  void wordlessCaptionHasAClip() {
    assertEquals(generator.shape().length(), clip(generator, new float[3], 0, 0).length);
    generator.forward(new int[][] {{0, 0}}, new float[3]).backward(new float[generator.shape().length()], new Gradients());
  }

  @Test
  void noiseIsAKnownSequenceOfStandardNormalNumbersAtFirst() {
    ConvGenerator fresh = new ConvGenerator(TINY, Initializer.normal(random));
    assertArrayEquals(new float[] {0.7532499f, -0.1387774f, -1.1963688f}, fresh.noise(new SplittableRandom(1)));
    double[][] moments = NoiseMixtureTest.moments(fresh.noiseMixture(), 20_000, random);
    assertArrayEquals(new double[3], moments[0], 0.03);
    assertArrayEquals(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, moments[1], 0.05);
  }

  @Test
  void copyIsItsOwn() {
    generator.noiseMixture().follow(GradientCheck.normals(3 * 40, random));
    ConvGenerator copy = generator.copy();
    assertArrayEquals(generator.noise(new SplittableRandom(3)), copy.noise(new SplittableRandom(3)));
    float[] before = clip(copy, new float[3], 1);
    assertArrayEquals(clip(generator, new float[3], 1), before);
    generator.parameters().byName().values().forEach(each -> Arrays.fill(each.values(), 0.1f));
    assertArrayEquals(before, clip(copy, new float[3], 1));
  }

  @Test
  void fileGivesTheSameClipsBack(@TempDir Path folder) throws IOException {
    generator.noiseMixture().follow(GradientCheck.normals(3 * 40, random));
    WordTokenizer tokenizer = WordTokenizer.of(List.of("a cat chases the dog"));
    Path file = folder.resolve("conv.safetensors");
    new ModelFile(generator, tokenizer, Map.of("steps", "3")).save(file);
    ModelFile loaded = ModelFile.load(file);
    assertEquals(TINY, loaded.generator().config());
    float[] noise = generator.noise(new SplittableRandom(5));
    assertArrayEquals(noise, loaded.generator().noise(new SplittableRandom(5)));
    assertArrayEquals(clip(generator, noise, 1, 2, 3), clip(loaded.generator(), noise, 1, 2, 3));
  }

  @Test
  void fileThatPromisesALargeGeneratorAllocatesNothing(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("large.safetensors");
    new ModelFile(generator, WordTokenizer.of(List.of("a cat chases the dog")), Map.of()).save(file);
    SafeTensors saved = SafeTensors.read(file);
    Map<String, String> lies = new HashMap<>(saved.metadata());
    lies.put("sizes", lies.get("sizes").replace("\"hidden\":6", "\"hidden\":4096").replace("\"width\":2", "\"width\":512")
        .replace("\"style\":4", "\"style\":4096"));
    Files.write(file, new SafeTensors(saved.tensors(), lies).bytes());
    IOException error = assertThrows(IOException.class, () -> ModelFile.load(file));
    assertTrue(error.getMessage().contains("shape"), error.getMessage());
  }

  private static float[] clip(ClipGenerator from, float[] noise, int... tokens) {
    IntFunction<float[]> frames = from.frames(tokens, noise, 2, 32);
    float[] first = frames.apply(0);
    float[] clip = Arrays.copyOf(first, 2 * first.length);
    System.arraycopy(frames.apply(1), 0, clip, first.length, first.length);
    return clip;
  }
}
