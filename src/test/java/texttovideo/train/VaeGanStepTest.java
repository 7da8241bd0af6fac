package texttovideo.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.model.ClipGenerator;
import texttovideo.model.ConvConfig;
import texttovideo.model.ConvGenerator;
import texttovideo.nn.GradientCheck;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;
import texttovideo.nn.SafeTensors;
import texttovideo.nn.Tensor;

/** The conditional VAE-GAN: its losses' gradients, and runs of it. */
class VaeGanStepTest {
  private static final int[][] TOKENS = {{1, 2, 3}, {2, 3, 4}, {4, 1, 0}};
  private static final GanSettings HINGE = new GanSettings(GanLoss.HINGE, 0.5, 0.5, 1, 1);

  private final SplittableRandom random = new SplittableRandom(11);
  private final ClipGenerator.Shape shape = new ClipGenerator.Shape(2, 3, 32);

  @Test
  void gradientOfAStepIsTheSlopeOfReconstructionAndDivergence() {
    check(new VaeGanSettings(0.02, 2, 0.3, 0, 0, 1, HINGE), measured -> 0.02 * measured.get("reconstruction")
        + 0.04 * measured.get("temporal") + 0.3 * measured.get("KL"), 0.9, "encoder", "output.2.weight");
  }

  @Test
  void gradientOfAStepIsTheSlopeOfBothTasksTogether() {
    // With this loss the generator's part of the game is the scores themselves, which a step measures.
    check(new VaeGanSettings(0.02, 0, 0.3, 0.7, 0, 1, HINGE), measured -> 0.02 * measured.get("reconstruction")
        + 0.3 * measured.get("KL") + 0.7 * (measured.get("auxiliary fake")
        - measured.get("clip score") - measured.get("pair score")), 0.5, "generator", "mapping.0.weight");
  }

  @Test
  void generatorAndEncoderLearnInSmallerStepsLaterAndDiscriminatorsDoNot() {
    TrainingBatch batch = new TrainingBatch(TOKENS, waves(3 * shape.length()));
    for (String network : List.of("generator", "encoder")) {
      assertTrue(apart(after(batch, 599, 4e-4, network), after(batch, 599, 1e-3, network)) > 1e-4, network);
      assertArrayEquals(after(batch, 600, 4e-4, network), after(batch, 600, 1e-3, network), network);
      assertTrue(apart(after(batch, 600, 4e-4, network), after(batch, 600, 1e-4, network)) > 1e-4, network);
    }
    assertTrue(apart(after(batch, 600, 4e-4, "clips"), after(batch, 600, 1e-3, "clips")) > 1e-4);
  }

  private static double apart(float[] x, float[] y) {
    return IntStream.range(0, x.length).mapToDouble(i -> Math.abs(x[i] - y[i])).max().orElseThrow();
  }

  /** A network's weights after one step from always the same start. */
  private float[] after(TrainingBatch batch, int step, double rate, String network) {
    SplittableRandom start = new SplittableRandom(5);
    ConvGenerator generator = new ConvGenerator(new ConvConfig(5, 2, 3, 32, 3, 5, 6, 4, 4), Initializer.normal(start));
    try (VaeGanStep algorithm = new VaeGanStep(generator, new VaeGanSettings(0.02, 0, 0.3, 0.7, 0, 1, HINGE), 3, start, 2)) {
      algorithm.step(batch, step, rate, new SplittableRandom(3));
      return algorithm.networks().get(network).byName().values().iterator().next().values().clone();
    }
  }

  @Test
  void gradientOfCodesIsTheSlopeOfTheLoss() {
    float[] outputs = GradientCheck.normals(5 * 6, random);
    float[] dCodes = GradientCheck.normals(5 * 3, random);
    float[] gradient = new float[outputs.length];
    float[][] rows = codes(outputs).backward(dCodes, 0.7);
    for (int n = 0; n < rows.length; n++) {
      System.arraycopy(rows[n], 0, gradient, n * 6, 6);
    }
    new GradientCheck(random, () -> GradientCheck.dot(codes(outputs).sample(), dCodes) + 0.7 * codes(outputs).divergence())
        .check("outputs", outputs, gradient);
  }

  /** Codes of five clips, three numbers each, always drawn by the same chance. */
  private static LatentCodes codes(float[] outputs) {
    float[][] rows = new float[5][];
    Arrays.setAll(rows, n -> Arrays.copyOfRange(outputs, n * 6, (n + 1) * 6));
    return new LatentCodes(rows, new SplittableRandom(8));
  }

  /** Noise is standard normal again. */
  private static void forget(ConvGenerator generator) {
    generator.parameters().byName().forEach((name, parameter) -> {
      if (name.startsWith("noise.")) {
        Arrays.fill(parameter.values(), 0);
      }
    });
  }

  /** After a first step Adam's means are the gradient times 1 - beta1; a rate of 0 leaves the networks as they are. */
  private void check(VaeGanSettings settings, ToDoubleFunction<Map<String, Double>> loss, double beta1, String network,
      String name) {
    TrainingBatch batch = new TrainingBatch(TOKENS, waves(3 * shape.length()));
    ConvGenerator generator = new ConvGenerator(new ConvConfig(5, 2, 3, 32, 3, 5, 6, 4, 4), Initializer.normal(random));
    GradientCheck.shake(generator.parameters().byName(), random);
    try (VaeGanStep algorithm = new VaeGanStep(generator, settings, 3, random, 2)) {
      forget(generator);
      algorithm.step(batch, 0, 0, new SplittableRandom(3));
      Map<String, Tensor> state = algorithm.optimizers().get(network).state();
      GradientCheck check = new GradientCheck(random, () -> {
        forget(generator);
        return loss.applyAsDouble(algorithm.step(batch, 0, 0, new SplittableRandom(3)).values());
      });
      float[] gradient = state.get("mean." + name).values().clone();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] /= (float) (1 - beta1);
      }
      check.check(name, algorithm.networks().get(network).byName().get(name).values(), gradient);
    }
  }

  /** Smooth frames in [-1, 1], every frame others. */
  private float[] waves(int length) {
    float[] values = new float[length];
    double across = 0;
    double phase = 0;
    for (int i = 0; i < length; i++) {
      if (i % (32 * 32) == 0) {
        across = random.nextDouble();
        phase = 6 * random.nextDouble();
      }
      int row = i / 32;
      values[i] = (float) Math.sin(across * (i % 32) + 0.3 * row + phase);
    }
    return values;
  }

  @Test
  void reconstructionLossIsTheErrorOfInkAndOfItsSquares() {
    ClipGenerator.Shape grey = new ClipGenerator.Shape(2, 1, 32);
    float[] real = new float[grey.length()];
    Arrays.fill(real, 1);
    float[] generated = real.clone();
    generated[40] = -1;                                    // one pixel of ink where there should be none
    ReconstructionLoss loss = new ReconstructionLoss(generated, real, grey, Parallel.NONE);
    assertEquals(1 + 1 / 16.0 + 1 / 64.0, loss.value(), 1e-6);
    float[] numbers = GradientCheck.normals(2 * grey.length(), random);
    float[] others = GradientCheck.normals(2 * grey.length(), random);
    new GradientCheck(random, () -> new ReconstructionLoss(numbers, others, grey, Parallel.NONE).value())
        .check("frames", numbers, new ReconstructionLoss(numbers, others, grey, Parallel.NONE).dFrames());
  }

  @Test
  void codesHaveOneSpreadWhateverTheEncoderSays() {
    float[][] outputs = GradientCheck.normalRows(64, 4, random);
    for (float[] output : outputs) {
      output[0] = 100 + 0.3f * output[0];
      output[2] = -50;                                     // sure of the first number
    }
    float[] codes = new LatentCodes(outputs, random).sample();
    double[] squares = new double[2];
    for (int i = 0; i < codes.length; i++) {
      squares[i % 2] += codes[i] * codes[i] / 64.0;
    }
    assertEquals(0.95 * 0.95, squares[0], 1e-2);
    assertTrue(squares[1] > 0.95 * 0.95, () -> Arrays.toString(squares));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void learnsToGiveClipsBackInGreyAndInColour(int channels) {
    TrainingConfig config = new TrainingConfig(TrainingConfig.Mode.QUICK, 100, 8, 1, 2e-3, 0.9, 0);
    try (TrainingLoop loop = loop(channels, config, new VaeGanSettings(0.003, 0, 0.1, 1, 80, 10, GanSettings.standard()), 2)) {
      loop.run(average -> 0, entry -> { });
      List<TrainingLog.Entry> log = loop.log().entries();
      double first = log.subList(0, 5).stream().mapToDouble(entry -> entry.value("reconstruction")).average().orElseThrow();
      double last = log.subList(70, 80).stream().mapToDouble(entry -> entry.value("reconstruction")).average().orElseThrow();
      assertTrue(last < 0.6 * first, () -> first + " -> " + last);
      assertEquals(0, log.get(79).value("clip loss"));
      assertNotEquals(0, log.get(80).value("clip loss"));
    }
  }

  @Test
  void resumedRunHasTheSameBitsOnOneCoreAndOnTwo(@TempDir Path folder) throws IOException {
    TrainingConfig config = new TrainingConfig(TrainingConfig.Mode.QUICK, 6, 5, 1, 2e-3, 0.5, 0);
    VaeGanSettings settings = new VaeGanSettings(0.003, 2, 0.1, 1, 2, 2, GanSettings.standard());
    Path file = folder.resolve("checkpoint.safetensors");
    try (TrainingLoop whole = loop(3, config, settings, 1); TrainingLoop start = loop(3, config, settings, 2);
        TrainingLoop rest = loop(3, config, settings, 2)) {
      whole.run(average -> 0, entry -> { });
      start.run(average -> 0, entry -> {
        if (entry.step() == 3) {
          Thread.currentThread().interrupt();
        }
      });
      assertTrue(Thread.interrupted());
      start.save(file);
      rest.resume(SafeTensors.read(file), file);
      assertEquals(3, rest.steps());
      rest.run(average -> 0, entry -> { });
      Map<String, Tensor> expected = whole.generator().parameters().tensors();
      rest.generator().parameters().tensors().forEach((name, tensor) ->
          assertArrayEquals(expected.get(name).values(), tensor.values(), name));
      assertEquals(whole.log().entries().get(5).values(), rest.log().entries().get(5).values());
    }
  }

  @Test
  void eachPartRunsAloneAndMeasuresItsOwn() {
    TrainingConfig config = new TrainingConfig(TrainingConfig.Mode.QUICK, 2, 4, 1, 2e-3, 0.5, 0);
    try (TrainingLoop encoder = loop(1, config, VaeGanSettings.encoderAlone(), 2);
        TrainingLoop steady = loop(1, config, VaeGanSettings.encoderAlone().withTemporal(2), 2);
        TrainingLoop game = loop(1, config, VaeGanSettings.gameAlone(), 2)) {
      encoder.run(average -> 0, entry -> { });
      steady.run(average -> 0, entry -> { });
      game.run(average -> 0, entry -> { });
      assertEquals(List.of("reconstruction", "KL", "temporal", "gradient"),
          List.copyOf(steady.log().entries().get(1).values().keySet()));
      assertEquals(List.of("reconstruction", "KL", "gradient"),
          List.copyOf(encoder.log().entries().get(1).values().keySet()));
      assertEquals(List.of("clip loss", "pair loss", "clip score", "pair score", "auxiliary real",
          "auxiliary fake", "gradient"), List.copyOf(game.log().entries().get(1).values().keySet()));
    }
  }

  @Test
  void settingsThatTrainNothingAreRefused() {
    GanSettings gan = GanSettings.standard();
    assertThrows(IllegalArgumentException.class, () -> new VaeGanSettings(0, 0, 0.1, 0, 0, 1, gan));
    assertThrows(IllegalArgumentException.class, () -> new VaeGanSettings(0, 0, 0.1, 1, 5, 1, gan));
    assertThrows(IllegalArgumentException.class, () -> new VaeGanSettings(Double.NaN, 0, 0.1, 1, 0, 1, gan));
    assertThrows(IllegalArgumentException.class, () -> new VaeGanSettings(1, 0, 0.1, 1, 0, 0, gan));
    assertThrows(IllegalArgumentException.class, () -> new VaeGanSettings(1, -1, 0.1, 1, 0, 1, gan));
    assertThrows(IllegalArgumentException.class, () -> new VaeGanSettings(1, Double.POSITIVE_INFINITY, 0.1, 1, 0, 1, gan));
    assertThrows(IllegalArgumentException.class, () -> VaeGanSettings.gameAlone().withTemporal(1));
  }

  private static TrainingLoop loop(int channels, TrainingConfig config, VaeGanSettings settings, int cores) {
    SplittableRandom random = new SplittableRandom(config.seed());
    ConvConfig sizes = new ConvConfig(MovingDots.tokenizer().vocabulary().size(), 6, channels, 32, 4, 16, 32, 32, 16).withShared();
    ConvGenerator generator = new ConvGenerator(sizes, Initializer.normal(random));
    return new TrainingLoop(new MovingDots(), MovingDots.tokenizer(),
        new VaeGanStep(generator, settings, config.batch(), random, cores), config, Map.of());
  }
}
