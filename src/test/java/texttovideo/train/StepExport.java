package texttovideo.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import texttovideo.conv.Floats;
import texttovideo.data.Batch;
import texttovideo.data.Manifest;
import texttovideo.model.ClipGenerator;
import texttovideo.model.ConvConfig;
import texttovideo.model.ConvGenerator;
import texttovideo.model.NormalNumbers;
import texttovideo.model.SpriteGenerator;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;
import texttovideo.nn.SafeTensors;
import texttovideo.nn.Tensor;
import texttovideo.world.Ablation;
import texttovideo.world.DrawnWorld;
import texttovideo.world.GeneratorKind;

/**
 * Writes training steps to files, for a program in another language to repeat: the weights before a step, everything that it
 * took in, its losses, the gradients of all parameters, and the weights after it.
 */
public final class StepExport {
  private static final double INK_NOISE = 0.1;
  private static final List<String> LEARNERS = List.of("generator", "encoder", "clips", "pairs");

  /**
   * Which generator's step, and its number in the run. The number is chosen so that both programs can agree: where a unit lies on
   * the edge of a rectifier, or a pixel on a line of the sprite's grid, rounding decides which of two slopes is meant, and one such
   * place in a step can change a gradient by a hundredth of its largest number.
   */
  enum Part {
    /** The sprite generator's. */
    SPRITE(GeneratorKind.SPRITE, Ablation.NONE, 0.5, 3, 8),
    /** The half of the convolutional generator's step that gives clips back: reconstruction and KL, with the encoder. */
    ENCODER(GeneratorKind.CONV, Ablation.GAME, 0.9, 3, 8),
    /** The other half: the game against both discriminators, at its full weight. */
    GAME(GeneratorKind.CONV, Ablation.ENCODER, 0.5, 11, 16);

    private final GeneratorKind generator;
    private final Ablation without;
    private final float beta1;      // of Adam
    private final int steps;        // done before; without a rectifier's edge in the step after them, as told above
    private final int run;          // steps of the whole run, more than those before

    Part(GeneratorKind generator, Ablation without, double beta1, int steps, int run) {
      this.generator = generator;
      this.without = without;
      this.beta1 = (float) beta1;
      this.steps = steps;
      this.run = run;
    }

    /** The part in the program and the table of the comparison. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Part part;
  private final DrawnWorld world;
  private final long seed;
  private final int batch;
  private final SplittableRandom start;
  private final ClipGenerator generator;
  private final ClipGenerator.Shape shape;
  private int[] rows;      // of the step's clips
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  private StepExport(Part part) {
    this.part = part;
    DrawnWorld full = DrawnWorld.of(part.generator, TrainingConfig.Mode.FULL);
    world = full.with(full.training().withSteps(part.run)).without(part.without);
    seed = world.training().seed();
    batch = world.training().batch();
    start = new SplittableRandom(seed);
    Initializer weights = Initializer.normal(start);
    ClipGenerator sprite = new SpriteGenerator(DrawnWorld.sizes(), part == Part.SPRITE ? weights : Initializer.FROM_FILE,
        Parallel.NONE);
    generator = part == Part.SPRITE ? sprite
        : new ConvGenerator(ConvConfig.standard(sprite.vocabulary(), sprite.shape()), weights);
    shape = generator.shape();
  }

  /** Writes the steps of all parts, {@code step-sprite.safetensors} and so on, to the folder that is named. */
  public static void main(String[] arguments) throws IOException {
    for (Part part : Part.values()) {
      Files.write(Path.of(arguments[0], "step-" + part.label() + ".safetensors"), of(part).bytes());
    }
  }

  /**
   * One step. Tensors are {@code frames}, {@code tokens} and what chance decides, networks' weights by name, {@code adam.} and
   * Adam's moments before it, {@code gradient.}, and {@code after.}; texts are the losses, as {@code loss} and their name, and
   * settings.
   */
  static SafeTensors of(Part part) throws IOException {
    StepExport export = new StepExport(part);
    export.addInputs();
    export.addStep();
    return new SafeTensors(export.tensors, export.texts);
  }

  private void addInputs() {
    Manifest manifest = Manifest.synthesize(world.clips(), seed);
    rows = new CaptionSampler(manifest).draw(batch, random(~part.steps));
    Batch real = Batch.of(manifest, rows, DrawnWorld.tokenizer());
    int size = shape.pixels();
    add("frames", real.frames(), batch, shape.frames(), shape.channels(), size, size);
    float[] tokens = numbers(Stream.of(real.tokens()).flatMapToInt(Arrays::stream).toArray());
    add("tokens", tokens, batch, tokens.length / batch);
    texts.put("words", String.join(" ", DrawnWorld.tokenizer().vocabulary().words()));
    texts.put("beta1", String.valueOf(part.beta1));
    texts.put("rate", String.valueOf(world.training().rate(part.steps)));
    texts.put("steps", String.valueOf(part.steps));
    if (part == Part.ENCODER) {
      addCodeNoise();
      VaeGanSettings settings = VaeGanSettings.encoderAlone();
      texts.put("reconstruction", String.valueOf(settings.reconstruction()));
      texts.put("kl", String.valueOf(settings.kl()));
    } else {
      addGame();
    }
  }

  /** The normal numbers that draw a code for each clip. */
  private void addCodeNoise() {
    NormalNumbers numbers = new NormalNumbers(random(part.steps));
    float[] normal = new float[batch * generator.noiseSize()];
    for (int n = 0; n < batch; n++) {
      double[] ofClip = numbers.next(generator.noiseSize());
      for (int k = 0; k < ofClip.length; k++) {
        normal[n * ofClip.length + k] = (float) ofClip[k];
      }
    }
    add("normal", normal, batch, generator.noiseSize());
  }

  /** What chance decides of a game is drawn here in the order in which the step draws it. */
  private void addGame() {
    int size = shape.pixels();
    long[] clip = {2L * batch, shape.frames(), size / 2, size / 2};
    long[] pair = {2L * batch, 2L * shape.channels(), size, size};
    NoisePool pool = new NoisePool(INK_NOISE, (int) Math.max(length(clip), length(pair)), start);
    SplittableRandom random = random(part.steps);
    int[] pairStarts = random.ints(batch, 0, shape.frames() - 1).toArray();
    texts.put("places", String.valueOf(random.nextInt(1, batch)));
    add("pairStarts", numbers(pairStarts), batch);
    add("noise", Discriminators.noise(generator, batch, random), batch, generator.noiseSize());
    SplittableRandom ofClips = random.split();
    SplittableRandom ofPairs = random.split();
    add("clipNoise", Floats.of(pool.of(clip, ofClips)), clip);
    add("pairNoise", Floats.of(pool.of(pair, ofPairs)), pair);
  }

  /** The weights before the step and after it, its losses, and the gradients that Adam's means have taken up in it. */
  private void addStep() throws IOException {
    Path file = Files.createTempFile("step", ".safetensors");
    try {
      SafeTensors drawn = drawn(file);
      Files.write(file, drawn.bytes());
      try (TrainingLoop loop = DrawnWorld.resume(file)) {
        Map<String, Tensor> after = after(loop, part.steps + 1, file);
        loop.log().entries().get(part.steps).values().forEach((name, value) -> texts.put("loss " + name, value.toString()));
        for (String network : LEARNERS) {
          drawn.tensors().forEach((name, tensor) -> {
            if (name.startsWith(network + ".")) {
              addParameter(network, name, drawn.tensors(), after);
            }
          });
        }
      }
    } finally {
      Files.delete(file);
    }
  }

  /**
   * The run before the step. What earlier steps would have learnt differs from one processor to another, since each rounds in its
   * own way and Adam's first moves have one size, whatever the gradient's: so numbers are drawn instead.
   */
  private SafeTensors drawn(Path file) throws IOException {
    try (TrainingLoop loop = world.start()) {
      loop.save(file);
      Map<String, Tensor> tensors = new LinkedHashMap<>(SafeTensors.read(file).tensors());
      tensors.replaceAll(StepExport::drawn);
      tensors.put(CaptionSampler.NEXT, CaptionSampler.tensor(rows));
      tensors.put("log", after(loop, part.steps, file).get("log"));      // it says how many steps are done
      return new SafeTensors(tensors, SafeTensors.read(file).metadata());
    }
  }

  /** A weight that a run starts with, moved a little, so that none is zero; for Adam's moments other small numbers. */
  private static Tensor drawn(String name, Tensor tensor) {
    double[] normal = new NormalNumbers(new SplittableRandom(name.hashCode())).next(tensor.values().length);
    float[] values = tensor.values().clone();
    for (int i = 0; i < values.length; i++) {
      if (name.startsWith("adam.") && name.contains(".square.")) {
        values[i] = (float) (1e-6 * (0.1 + normal[i] * normal[i]));
      } else if (name.startsWith("adam.")) {
        values[i] = (float) (1e-4 * normal[i]);
      } else if (LEARNERS.stream().anyMatch(network -> name.startsWith(network + ".")) && !name.contains(".noise.")) {
        values[i] += (float) (0.005 * normal[i]);
      }
    }
    return new Tensor(tensor.shape(), values);
  }

  private void addParameter(String network, String name, Map<String, Tensor> before, Map<String, Tensor> after) {
    long[] axes = before.get(name).shape();
    String parameter = name.substring(network.length() + 1);
    float[] mean = before.get("adam." + network + ".mean." + parameter).values();
    float[] square = before.get("adam." + network + ".square." + parameter).values();
    float[] next = after.get("adam." + network + ".mean." + parameter).values();
    float[] gradient = new float[mean.length];
    for (int i = 0; i < mean.length; i++) {
      gradient[i] = (next[i] - part.beta1 * mean[i]) / (1 - part.beta1);
    }
    add(name, before.get(name).values(), axes);
    add("after." + name, after.get(name).values(), axes);
    add("gradient." + name, gradient, axes);
    add("adam.mean." + name, mean, axes);
    add("adam.square." + name, square, axes);
  }

  private static Map<String, Tensor> after(TrainingLoop loop, int steps, Path file) throws IOException {
    loop.run(generator -> 0, entry -> {
      if (entry.step() == steps) {
        Thread.currentThread().interrupt();
      }
    });
    Thread.interrupted();
    loop.save(file);
    return SafeTensors.read(file).tensors();
  }

  private SplittableRandom random(int step) {
    return new SplittableRandom(seed * 1_000_003 + step);
  }

  private void add(String name, float[] values, long... axes) {
    tensors.put(name, new Tensor(axes, values));
  }

  private static long length(long... axes) {
    return Arrays.stream(axes).reduce(1, Math::multiplyExact);
  }

  private static float[] numbers(int[] integers) {
    float[] numbers = new float[integers.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = integers[i];
    }
    return numbers;
  }
}
