package texttovideo.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
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
import texttovideo.model.Generator;
import texttovideo.model.ModelConfig;
import texttovideo.model.OneCore;
import texttovideo.model.Views;
import texttovideo.text.Vocabulary;
import texttovideo.train.Trainer;
import texttovideo.train.TrainingConfig;

/** What a training step and the generator's part of it take. */
@BenchmarkMode(Mode.Throughput)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class TrainingBenchmark {
  private static final TrainingConfig FULL = TrainingConfig.full();

  /** A training run. */
  @State(Scope.Thread)
  public static class Run {
    private final Trainer trainer = new Trainer(FULL.withSteps(1_000_000));

    /** Trains one step: the run is interrupted after it, and goes on with the next call. */
    int step() {
      trainer.run(generator -> 0, entry -> Thread.currentThread().interrupt());
      Thread.interrupted();
      return trainer.steps();
    }

    /** Stops its threads. */
    @TearDown
    public void close() {
      trainer.close();
    }
  }

  /** A generator and one batch of texts. */
  @State(Scope.Thread)
  public static class Made {
    private final SplittableRandom random = new SplittableRandom(1);
    private Generator generator;
    private int[][] texts;
    private float[] noise;
    private int[] first;

    /** Draws the batch. */
    @Setup
    public void draw() {
      OneCore.forThisThread();
      Vocabulary vocabulary = Vocabulary.ofGrammar();
      ModelConfig sizes = ModelConfig.standard(vocabulary.size());
      Manifest manifest = Manifest.synthesize(1000, 1);
      generator = new Generator(sizes, random);
      texts = Batch.draw(manifest, manifest.rows(Split.TRAINING), FULL.batch(), vocabulary, random).tokens();
      noise = new float[texts.length * ModelConfig.NOISE];
      first = random.ints(texts.length, 0, sizes.frames() - 1).toArray();
    }
  }

  /** One whole step, true clips drawn included. */
  @Benchmark
  public int step(Run run) {
    return run.step();
  }

  /** The generator's clips, as both discriminators see them, and its gradients. */
  @Benchmark
  public Views generator(Made made) {
    Views views = made.generator.views(made.texts, made.noise, made.first, 1);
    made.generator.backward(views.clip(), views.pair(), true);     // any gradient takes as long
    return views;
  }

  /** The true clips of a step, drawn and seen as discriminators see them: what a program does not do that has them ready. */
  private static final class TrueClips {
    private final SplittableRandom random = new SplittableRandom(1);
    private final Vocabulary vocabulary = Vocabulary.ofGrammar();
    private final Manifest manifest = Manifest.synthesize(FULL.clips(), FULL.seed());
    private final int[] rows = manifest.rows(Split.TRAINING);

    Views draw() {
      Batch batch = Batch.draw(manifest, rows, FULL.batch(), vocabulary, random);
      return Views.of(batch.clips(), new int[batch.size()]);
    }
  }

  /**
   * Steps on request, so that another program can be measured in between: for every line, a number of steps, answers with the
   * mean milliseconds a step, by the clock and of processor time, and what drawing true clips takes of that by the clock.
   */
  public static void main(String[] arguments) throws IOException {
    Run run = new Run();
    TrueClips realClips = new TrueClips();
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
