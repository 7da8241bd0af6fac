package texttovideo.train;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import texttovideo.data.Batch;
import texttovideo.data.Manifest;
import texttovideo.data.Split;
import texttovideo.model.Discriminator;
import texttovideo.model.Generator;
import texttovideo.model.ModelConfig;
import texttovideo.model.ModelFile;
import texttovideo.model.SafeTensors;
import texttovideo.model.Views;
import texttovideo.text.Motion;
import texttovideo.text.Vocabulary;

/**
 * Trains a generator against two discriminators. Each step's randomness comes from the seed and the step alone, so a run that
 * was stopped and resumed gives the same weights as one that was not, and the number of cores changes no bit.
 */
public final class Trainer implements AutoCloseable {
  private static final double INK_NOISE = 0.1;
  private static final double SLOWEST_AVERAGE = 0.99;
  private static final int LOGGED = 20;      // of so many steps, a model's file holds the measurements of one

  private final TrainingConfig config;
  private final int cores;
  private final ModelConfig sizes;
  private final Vocabulary vocabulary = Vocabulary.ofGrammar();
  private final Manifest manifest;
  private final int[] rows;
  private final Generator generator;
  private final Generator average;
  private final AdamOptimizer optimizer;
  private final Player clipPlayer;
  private final Player pairPlayer;
  private final Lane clipLane = new Lane("clips");
  private final Lane pairLane = new Lane("pairs");
  private final TrainingLog log;
  private int step;
  private Prepared next;

  /** True clips of one step, ready before the step begins. */
  private record Prepared(int step, int[][] texts, int[][] others, int[] first, Views views) {
  }

  /** A new run on a data set synthesised for it. */
  public Trainer(TrainingConfig config) {
    this(config, Runtime.getRuntime().availableProcessors());
  }

  /** @param cores how many there are to use; changes no bit */
  Trainer(TrainingConfig config, int cores) {
    this.config = config;
    this.cores = cores;
    this.sizes = ModelConfig.standard(vocabulary.size());
    this.manifest = Manifest.synthesize(config.clips(), config.seed());
    this.rows = IntStream.of(manifest.rows(Split.TRAINING))
        .filter(row -> config.without() != Ablation.UP_RIGHT || manifest.prompt(row).motion() != Motion.UP_RIGHT).toArray();
    SplittableRandom random = new SplittableRandom(config.seed());
    generator = new Generator(sizes, random);
    average = new Generator(sizes, random);
    average.values().assign(generator.values());
    optimizer = new AdamOptimizer(generator);
    Noise noise = new Noise(INK_NOISE, random);
    int pixels = sizes.pixels();
    boolean wordless = config.without() == Ablation.WORDS;
    clipPlayer = new Player(Discriminator.ofClips(sizes, random),
        wordless ? WordLoss.none(vocabulary) : WordLoss.ofClips(vocabulary), noise, config,
        Ablation.CLIP_DISCRIMINATOR, sizes.frames(), pixels / 2, pixels / 2);
    pairPlayer = new Player(Discriminator.ofPairs(sizes, random),
        wordless ? WordLoss.none(vocabulary) : WordLoss.ofPairs(vocabulary), noise, config,
        Ablation.PAIR_DISCRIMINATOR, Views.PAIR, pixels, pixels);
    log = new TrainingLog();
  }

  /**
   * Goes on with a run that {@link #save} wrote.
   *
   * @throws IOException if the file cannot be read or holds no training run
   */
  public static Trainer resume(Path file) throws IOException {
    SafeTensors saved = SafeTensors.read(file);
    Trainer trainer = new Trainer(Checkpoint.settings(saved, file));
    try {
      trainer.checkpoint().load(saved, file).forEach(trainer.log::add);
    } catch (IOException error) {
      trainer.close();
      throw error;
    }
    trainer.step = trainer.log.entries().size();
    return trainer;
  }

  /** Writes everything that {@link #resume} needs. A file that stood there is replaced when the new one is complete. */
  public synchronized void save(Path file) throws IOException {
    checkpoint().save(file, config, log);
  }

  private Checkpoint checkpoint() {
    return new Checkpoint().network("generator", generator).network("average", average)
        .network("clips", clipPlayer.discriminator()).network("pairs", pairPlayer.discriminator())
        .optimizer("generator", optimizer).optimizer("clips", clipPlayer.optimizer())
        .optimizer("pairs", pairPlayer.optimizer());
  }

  /**
   * The averaged generator as a file to generate with.
   *
   * @param card what else to say of the model, such as its measured fidelity
   */
  public ModelFile model(Map<String, String> card) {
    Map<String, String> all = new TreeMap<>(card);
    all.put("log", log.csv(LOGGED));
    all.put("training", new Gson().toJson(config));
    all.put("steps", String.valueOf(step));
    all.put("seconds", String.format(Locale.ROOT, "%.0f", log.seconds()));
    return new ModelFile(average, vocabulary, all);
  }

  /**
   * Trains until the last step, or until the calling thread is interrupted: the step under way is finished, what was learnt
   * is kept, and the thread's interrupted state stays set. A second call waits for the first: notebooks end an
   * interrupted cell before its last step is done.
   *
   * @param fidelity measures the averaged generator, in [0, 1]; called every {@code evaluateEvery} steps and at the end
   * @param watcher  told after every step
   */
  public synchronized void run(ToDoubleFunction<Generator> fidelity, Consumer<TrainingLog.Entry> watcher) {
    double before = log.seconds();
    long start = System.nanoTime();
    while (step < config.steps() && !Thread.currentThread().isInterrupted()) {
      TrainingLog.Entry losses = clipLane.start(this::step).join();
      step++;
      boolean measure = step == config.steps() || config.evaluateEvery() > 0 && step % config.evaluateEvery() == 0;
      double measured = measure ? fidelity.applyAsDouble(average) : Double.NaN;
      TrainingLog.Entry entry = losses.with(before + (System.nanoTime() - start) / 1e9, measured);
      log.add(entry);
      watcher.accept(entry);
    }
  }

  /** One step of the game: both discriminators move, side by side, then the generator. */
  private TrainingLog.Entry step() {
    SplittableRandom random = new SplittableRandom(config.seed() * 1_000_003 + step);
    SplittableRandom clipRandom = random.split();
    SplittableRandom pairRandom = random.split();
    double rate = config.rate(step);
    Prepared real = next != null && next.step == step ? next : prepare(step);
    Views fake = generator.views(real.texts, noise(random), real.first, config.turn(step));

    Supplier<Player.Move> pairs = () -> pairPlayer.play(
        real.views.pair(), fake.pair(), real.texts, real.others, pairRandom, step);
    // On one core one after the other: two lanes that take turns push each other's numbers out of its nearest memory.
    CompletableFuture<Player.Move> pairMove = cores > 1 ? pairLane.start(pairs)
        : CompletableFuture.completedFuture(pairs.get());
    Player.Move clipMove = clipPlayer.play(
        real.views.clip(), fake.clip(), real.texts, real.others, clipRandom, step);
    next = prepare(step + 1);      // while the pair discriminator, the slower one, is still at work
    Player.Advice fromClips = clipMove.advice();
    Player.Advice fromPairs = pairMove.join().advice();

    generator.backward(fromClips.atInk(), fromPairs.atInk(), config.clipTurns(step));
    optimizer.step(step, rate);
    double keep = Math.min(SLOWEST_AVERAGE, 1 - 1.0 / (step + 10));
    average.values().muli(keep).addi(generator.values().mul(1 - keep));
    return new TrainingLog.Entry(step + 1, Double.NaN, rate, clipMove.loss().loss(), pairMove.join().loss().loss(),
        fromClips.score(), fromPairs.score(), clipMove.loss().words() + pairMove.join().loss().words(),
        fromClips.words() + fromPairs.words(), Double.NaN);
  }

  /** Draws a step's true clips, its mismatched texts and its pairs of frames. */
  private Prepared prepare(int forStep) {
    SplittableRandom random = new SplittableRandom(~(config.seed() * 1_000_003 + forStep));
    Batch batch = Batch.draw(manifest, rows, config.batch(), vocabulary, random);
    int[] first = random.ints(batch.size(), 0, sizes.frames() - 1).toArray();
    int shift = random.nextInt(1, batch.size());
    int[][] others = IntStream.range(0, batch.size())
        .mapToObj(n -> batch.tokens()[(n + shift) % batch.size()]).toArray(int[][]::new);
    return new Prepared(forStep, batch.tokens(), others, first, Views.of(batch.clips(), first));
  }

  private float[] noise(SplittableRandom random) {
    float[] noise = new float[config.batch() * ModelConfig.NOISE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextDouble(-1, 1);
    }
    return noise;
  }

  /** Steps done. */
  public int steps() {
    return step;
  }

  /** The settings. */
  public TrainingConfig config() {
    return config;
  }

  /** The words that the generator knows. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The generator to use: an exponential moving average of the one that plays, steadier than any single step. */
  public Generator generator() {
    return average;
  }

  /** What every step measured. */
  public TrainingLog log() {
    return log;
  }

  /** Stops the threads. */
  @Override
  public void close() {
    clipLane.close();
    pairLane.close();
  }
}
