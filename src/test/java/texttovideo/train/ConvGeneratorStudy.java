package texttovideo.train;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import texttovideo.data.Batch;
import texttovideo.data.Manifest;
import texttovideo.data.Split;
import texttovideo.eval.PromptAccuracy;
import texttovideo.model.ConvGenerator;
import texttovideo.model.Discriminator;
import texttovideo.model.ModelConfig;
import texttovideo.model.OneCore;
import texttovideo.model.SafeTensors;
import texttovideo.model.Views;
import texttovideo.text.Prompt;
import texttovideo.text.Vocabulary;
import texttovideo.video.Clip;
import texttovideo.video.PixelScale;

/**
 * A run of {@link Trainer}'s game with the usual generator in place of ours: the same players, losses, data, rates and time.
 * environment/benchmark.py starts it.
 */
final class ConvGeneratorStudy implements AutoCloseable {
  private static final double INK_NOISE = 0.1;
  private static final double SLOWEST_AVERAGE = 0.99;
  private static final int COMPARED = 5;          // times that steps of both are measured, in turns
  private static final int QUICK_EVERY = 24;

  private final TrainingConfig config;
  private final Vocabulary vocabulary = Vocabulary.ofGrammar();
  private final ModelConfig sizes = ModelConfig.standard(vocabulary.size());
  private final Manifest manifest;
  private final int[] rows;
  private final ConvGenerator generator;
  private final ConvGenerator average;
  private final AdamOptimizer optimizer;
  private final Player clipPlayer;
  private final Player pairPlayer;
  private final Lane clipLane = new Lane("clips");
  private final Lane pairLane = new Lane("pairs");
  private int step;

  ConvGeneratorStudy(TrainingConfig config) {
    this.config = config;
    manifest = Manifest.synthesize(config.clips(), config.seed());
    rows = manifest.rows(Split.TRAINING);
    SplittableRandom random = new SplittableRandom(config.seed());
    generator = new ConvGenerator(sizes, random);
    average = new ConvGenerator(sizes, random);
    average.values().assign(generator.values());
    optimizer = new AdamOptimizer(generator);
    Noise noise = new Noise(INK_NOISE, random);
    clipPlayer = new Player(Discriminator.ofClips(sizes, random), WordLoss.ofClips(vocabulary), noise, config,
        Ablation.CLIP_DISCRIMINATOR, sizes.frames(), sizes.pixels() / 2, sizes.pixels() / 2);
    pairPlayer = new Player(Discriminator.ofPairs(sizes, random), WordLoss.ofPairs(vocabulary), noise, config,
        Ablation.PAIR_DISCRIMINATOR, Views.PAIR, sizes.pixels(), sizes.pixels());
  }

  /** Trains up to a step; the nanoseconds that it took. */
  long train(int steps) {
    long start = System.nanoTime();
    while (step < steps) {
      clipLane.start(this::step).join();
      step++;
    }
    return System.nanoTime() - start;
  }

  private Player.Move step() {
    SplittableRandom random = new SplittableRandom(config.seed() * 1_000_003 + step);
    SplittableRandom clipRandom = random.split();
    SplittableRandom pairRandom = random.split();
    Batch batch = Batch.draw(manifest, rows, config.batch(), vocabulary, random);
    int[][] texts = batch.tokens();
    int[] first = random.ints(texts.length, 0, sizes.frames() - 1).toArray();
    int shift = random.nextInt(1, texts.length);
    int[][] others = IntStream.range(0, texts.length).mapToObj(n -> texts[(n + shift) % texts.length])
        .toArray(int[][]::new);
    Views real = Views.of(batch.clips(), first);
    Views fake = generator.views(texts, noise(texts.length, random), first);
    CompletableFuture<Player.Move> pairMove = pairLane.start(() ->
        pairPlayer.play(real.pair(), fake.pair(), texts, others, pairRandom, step));
    Player.Move fromClips = clipPlayer.play(real.clip(), fake.clip(), texts, others, clipRandom, step);
    generator.backward(fromClips.advice().atInk(), pairMove.join().advice().atInk());
    optimizer.step(step, config.rate(step));
    double keep = Math.min(SLOWEST_AVERAGE, 1 - 1.0 / (step + 10));
    average.values().muli(keep).addi(generator.values().mul(1 - keep));
    return fromClips;
  }

  private static float[] noise(int clips, SplittableRandom random) {
    float[] noise = new float[clips * ModelConfig.NOISE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextDouble(-1, 1);
    }
    return noise;
  }

  /** The averaged generator's clip. */
  Clip generate(Prompt prompt, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] tokens = {vocabulary.encode(prompt.complete(random))};
    float[] ink = average.ink(tokens, noise(1, random));      // [1, F, C, H, W]
    int area = sizes.pixels() * sizes.pixels();
    List<byte[]> frames = new ArrayList<>();
    for (int f = 0; f < sizes.frames(); f++) {
      byte[] frame = new byte[3 * area];
      for (int i = 0; i < frame.length; i++) {
        frame[i] = PixelScale.toPixel(1 - 2 * ink[(f * 3 + i % 3) * area + i / 3]);
      }
      frames.add(frame);
    }
    return new Clip(frames, sizes.pixels(), sizes.pixels(), 10);
  }

  @Override
  public void close() {
    clipLane.close();
    pairLane.close();
  }

  /** So many steps of the study take as long as the whole run of a trainer with these settings. */
  static int stepsInTheTimeOf(TrainingConfig config) {
    TrainingConfig endless = config.withSteps(1_000_000);
    try (Trainer ours = new Trainer(endless); ConvGeneratorStudy theirs = new ConvGeneratorStudy(endless)) {
      long[] times = new long[2];
      for (int round = -1; round < COMPARED; round++) {      // the first round warms up
        long start = System.nanoTime();
        int until = ours.steps() + 10;
        ours.run(generator -> 0, entry -> {
          if (entry.step() >= until) {
            Thread.currentThread().interrupt();
          }
        });
        Thread.interrupted();
        times[0] += round < 0 ? 0 : System.nanoTime() - start;
        long taken = theirs.train(until);
        times[1] += round < 0 ? 0 : taken;
      }
      return (int) Math.max(1, config.steps() * times[0] / times[1]);
    }
  }

  private PromptAccuracy fidelity(List<Long> seeds, int every) {
    return Arrays.stream(Split.values()).map(split -> PromptAccuracy.of(split.label(),
        IntStream.range(0, split.prompts().size()).filter(i -> i % every == 0).mapToObj(split.prompts()::get).toList(),
        seeds, this::generate)).reduce(PromptAccuracy::and).orElseThrow();
  }

  /**
   * Trains, judges, and writes the weights with what was measured.
   *
   * @param arguments mode; steps, or 0 for as many as take the time of that mode's run; seed; file
   */
  public static void main(String[] arguments) throws IOException {
    TrainingConfig config = TrainingConfig.of(arguments[0]).withSeed(Long.parseLong(arguments[2]));
    boolean quick = config.mode().equals("quick");
    int steps = Integer.parseInt(arguments[1]);
    config = config.withSteps(steps == 0 ? stepsInTheTimeOf(config) : steps);
    try (ConvGeneratorStudy study = new ConvGeneratorStudy(config)) {
      long taken = study.train(config.steps());
      OneCore.forThisThread();
      PromptAccuracy fidelity = study.fidelity(quick ? List.of(1L) : List.of(1L, 2L, 3L, 4L), quick ? QUICK_EVERY : 1);
      StringWriter bySplit = new StringWriter();
      fidelity.bySplit().write().csv(bySplit);
      System.out.println(fidelity.bySplit());
      new SafeTensors(study.average.tensors(), Map.of("steps", String.valueOf(config.steps()),
          "seconds", String.valueOf(taken / 1_000_000_000), "fidelity by split", bySplit.toString()))
          .write(Path.of(arguments[3]));
    }
  }
}
