package texttovideo.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import texttovideo.conv.Nd4jThread;
import texttovideo.model.ClipGenerator;
import texttovideo.model.Discriminator;
import texttovideo.model.DiscriminatorInputs;
import texttovideo.nn.Adam;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parameters;

/**
 * Two discriminators that see the text, one of whole clips and one of pairs of neighbouring frames: the generator's
 * opponents in a conditional GAN.
 */
final class Discriminators {
  /** What every step measures: losses of the discriminators, scores and auxiliary losses. */
  static final List<String> COLUMNS =
      List.of("clip loss", "pair loss", "clip score", "pair score", "auxiliary real", "auxiliary fake");
  private static final double INK_NOISE = 0.1;

  private final ClipGenerator.Shape shape;
  private final DiscriminatorTrainer clips;
  private final DiscriminatorTrainer pairs;
  private final Nd4jThread clipThread;
  private final Nd4jThread pairThread;
  private final boolean sideBySide;
  private final float[] dFrames;      // of every step

  /**
   * Two new discriminators.
   *
   * @param shape       the clips
   * @param vocabulary  {@code V}
   * @param clipTargets which words the discriminator of whole clips is asked for
   * @param pairTargets which the discriminator of pairs
   * @param batch       {@code N}, clips a step
   * @param random      decides their first weights
   * @param clipThread  runs the discriminator of clips
   * @param pairThread  runs that of pairs
   * @param cores       how many there are to use; changes no bit
   */
  Discriminators(ClipGenerator.Shape shape, int vocabulary, WordTargets clipTargets, WordTargets pairTargets,
      GanSettings settings, int batch, SplittableRandom random, Nd4jThread clipThread, Nd4jThread pairThread, int cores) {
    this.shape = shape;
    this.clipThread = clipThread;
    this.pairThread = pairThread;
    sideBySide = cores > 1;
    dFrames = new float[batch * shape.length()];
    int size = shape.pixels();
    int pairLength = 2 * shape.channels() * size * size;
    int clipLength = shape.frames() * size * size / 4;
    NoisePool noise = new NoisePool(INK_NOISE, 2 * batch * Math.max(pairLength, clipLength), random);
    Initializer start = Initializer.normal(random);
    clips = new DiscriminatorTrainer(Discriminator.ofClips(shape, vocabulary, start), clipTargets, noise,
        settings, settings.clipWeight(), shape.frames(), size / 2, size / 2);
    pairs = new DiscriminatorTrainer(Discriminator.ofPairs(shape, vocabulary, start), pairTargets, noise,
        settings, settings.pairWeight(), 2L * shape.channels(), size, size);
  }

  /**
   * What chance decides of a step.
   *
   * @param pairStarts {@code [N]}: the first frames of the pairs
   * @param mismatched {@code [N][L]}: for each real clip the text of another
   */
  record Draw(int[] pairStarts, int[][] mismatched) {
  }

  /** Draws the pairs and the other texts of a step. */
  Draw draw(TrainingBatch batch, SplittableRandom random) {
    int[] pairStarts = random.ints(batch.size(), 0, shape.frames() - 1).toArray();
    return new Draw(pairStarts, rotated(batch.tokens(), random.nextInt(1, batch.size())));
  }

  /**
   * One step.
   *
   * @param dFrames  the gradient {@code [N, F, C, H, W]} of the generator's loss at the generated frames; until the next step
   * @param measured by the names of {@link #COLUMNS}
   */
  record Result(float[] dFrames, Map<String, Double> measured) {
  }

  /**
   * Both learn to tell real clips from generated ones, and say how the generator would do better.
   *
   * @param generated {@code [N, F, C, H, W]}, made from the batch's texts
   */
  Result step(TrainingBatch batch, float[] generated, Draw draw, int step, double rate, SplittableRandom random) {
    DiscriminatorInputs real = inputs(batch.frames(), draw.pairStarts);
    DiscriminatorInputs fake = inputs(generated, draw.pairStarts);
    SplittableRandom clipRandom = random.split();
    SplittableRandom pairRandom = random.split();
    Supplier<DiscriminatorTrainer.StepResult> pairStep =
        () -> pairs.step(real.pair(), fake.pair(), batch.tokens(), draw.mismatched, step, rate, pairRandom);
    Supplier<DiscriminatorTrainer.StepResult> clipStep =
        () -> clips.step(real.clip(), fake.clip(), batch.tokens(), draw.mismatched, step, rate, clipRandom);
    CompletableFuture<DiscriminatorTrainer.StepResult> pair = pairThread.start(pairStep);
    if (!sideBySide) {
      pair.join();      // two on one core push each other out of its cache
    }
    CompletableFuture<DiscriminatorTrainer.StepResult> clip = clipThread.start(clipStep);
    return result(fake, clip.join(), pair.join());
  }

  private Result result(DiscriminatorInputs fake, DiscriminatorTrainer.StepResult clip,
      DiscriminatorTrainer.StepResult pair) {
    double[] values = {clip.loss().score(), pair.loss().score(), clip.feedback().score(), pair.feedback().score(),
        clip.loss().words() + pair.loss().words(), clip.feedback().words() + pair.feedback().words()};
    Map<String, Double> measured = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      measured.put(COLUMNS.get(i), values[i]);
    }
    fake.backward(clip.feedback().dInk(), pair.feedback().dInk(), dFrames);
    return new Result(dFrames, measured);
  }

  private DiscriminatorInputs inputs(float[] frames, int[] pairStarts) {
    return DiscriminatorInputs.of(frames, shape, pairStarts, Cores.ALL);
  }

  /** Each clip's text is that of the clip so many places on. */
  private static int[][] rotated(int[][] texts, int places) {
    int[][] others = new int[texts.length][];
    for (int n = 0; n < texts.length; n++) {
      others[n] = texts[(n + places) % texts.length];
    }
    return others;
  }

  /** Noise {@code [N, Z]} for so many clips, as a generator draws it. */
  static float[] noise(ClipGenerator generator, int count, SplittableRandom random) {
    int size = generator.noiseSize();
    float[] noise = new float[count * size];
    for (int n = 0; n < count; n++) {
      System.arraycopy(generator.noise(random), 0, noise, n * size, size);
    }
    return noise;
  }

  /** Both networks by name. */
  Map<String, Parameters> networks() {
    Map<String, Parameters> networks = new LinkedHashMap<>();
    networks.put("clips", clips.discriminator().parameters());
    networks.put("pairs", pairs.discriminator().parameters());
    return networks;
  }

  /** Both optimisers by name. */
  Map<String, Adam> optimizers() {
    Map<String, Adam> optimizers = new LinkedHashMap<>();
    optimizers.put("clips", clips.optimizer());
    optimizers.put("pairs", pairs.optimizer());
    return optimizers;
  }
}
