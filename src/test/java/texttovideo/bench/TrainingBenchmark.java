package texttovideo.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import texttovideo.data.Batch;
import texttovideo.data.Manifest;
import texttovideo.data.Split;
import texttovideo.model.ClipGenerator;
import texttovideo.model.DiscriminatorInputs;
import texttovideo.model.SpriteGenerator;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;
import texttovideo.train.TrainingConfig;
import texttovideo.train.TrainingLoop;
import texttovideo.world.Ablation;
import texttovideo.world.DrawnWorld;
import texttovideo.world.GeneratorKind;

/** What a training step and the generator's part of it take. */
@BenchmarkMode(Mode.Throughput)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class TrainingBenchmark {
  private static final DrawnWorld FULL = DrawnWorld.of(TrainingConfig.Mode.FULL);
  private static final Parallel CORES = (count, task) -> IntStream.range(0, count).parallel().forEach(task);

  /** A training run. */
  @State(Scope.Thread)
  public static class Run {
    private final TrainingLoop loop;

    /** The sprite generator's. */
    public Run() {
      this(FULL);
    }

    Run(DrawnWorld world) {
      loop = world.with(world.training().withSteps(1_000_000)).start();
    }

    /** Trains one step: the run is interrupted after it, and goes on with the next call. */
    int step() {
      loop.run(generator -> 0, entry -> Thread.currentThread().interrupt());
      Thread.interrupted();
      return loop.steps();
    }

    /** Stops its threads. */
    @TearDown
    public void close() {
      loop.close();
    }
  }

  /** A generator and one batch of texts. */
  @State(Scope.Thread)
  public static class Made {
    private final SpriteGenerator generator =
        new SpriteGenerator(DrawnWorld.sizes(), Initializer.normal(new SplittableRandom(1)), CORES);
    private int[][] texts;
    private float[] noise;
    private int[] pairStarts;

    /** Draws the batch. */
    @Setup
    public void draw() {
      SplittableRandom random = new SplittableRandom(1);
      Manifest manifest = Manifest.synthesize(1000, 1);
      int batch = FULL.training().batch();
      texts = Batch.draw(manifest, manifest.rows(Split.TRAINING), batch, DrawnWorld.tokenizer(), random).tokens();
      noise = new float[batch * generator.noiseSize()];
      pairStarts = random.ints(batch, 0, generator.shape().frames() - 1).toArray();
    }
  }

  /** One whole step, real clips drawn included. */
  @Benchmark
  public int step(Run run) {
    return run.step();
  }

  /** The generator's clips, as both discriminators see them, and its gradients. */
  @Benchmark
  public DiscriminatorInputs generator(Made made) {
    ClipGenerator.Pass pass = made.generator.forward(made.texts, made.noise);
    DiscriminatorInputs inputs = DiscriminatorInputs.of(pass.frames(), made.generator.shape(), made.pairStarts, CORES);
    pass.backward(inputs.backward(inputs.clip(), inputs.pair()), new Gradients());     // any gradient takes as long
    return inputs;
  }

  /** The real clips of a step, drawn: what a program does not do that has them ready. */
  private static final class RealClips {
    private final SplittableRandom random = new SplittableRandom(1);
    private final int batch;
    private final Manifest manifest;
    private final int[] rows;

    RealClips(DrawnWorld world) {
      batch = world.training().batch();
      manifest = Manifest.synthesize(world.clips(), world.training().seed());
      rows = manifest.rows(Split.TRAINING);
    }

    float[] draw() {
      return Batch.draw(manifest, rows, batch, DrawnWorld.tokenizer(), random).frames();
    }
  }

  /**
   * Steps on request, so that another program can be measured in between: for every line, a number of steps, answers with the
   * mean milliseconds a step, by the clock and of processor time, and what drawing real clips takes of that by the clock. The
   * argument names the step: {@code sprite}, or one of the halves of the convolutional generator's, {@code encoder} or
   * {@code game}.
   */
  public static void main(String[] arguments) throws IOException {
    DrawnWorld conv = DrawnWorld.of(GeneratorKind.CONV, TrainingConfig.Mode.FULL);
    DrawnWorld world = Map.of("sprite", FULL, "encoder", conv.without(Ablation.GAME), "game", conv.without(Ablation.ENCODER))
        .get(arguments[0]);
    Run run = new Run(world);
    RealClips realClips = new RealClips(world);
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      int steps = Integer.parseInt(line);
      long start = System.nanoTime();
      long worked = system.getProcessCpuTime();
      for (int i = 0; i < steps; i++) {
        run.step();
      }
      long end = System.nanoTime();
      long allWorked = system.getProcessCpuTime();
      for (int i = 0; i < steps; i++) {
        realClips.draw();
      }
      System.out.println((end - start) / 1e6 / steps + " " + (allWorked - worked) / 1e6 / steps + " "
          + (System.nanoTime() - end) / 1e6 / steps);
    }
    run.close();
  }
}
