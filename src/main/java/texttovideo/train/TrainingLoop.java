package texttovideo.train;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import texttovideo.data.Batch;
import texttovideo.data.ClipDataset;
import texttovideo.model.ClipGenerator;
import texttovideo.model.ModelFile;
import texttovideo.nn.Adam;
import texttovideo.nn.JsonRecord;
import texttovideo.nn.Parameters;
import texttovideo.nn.SafeTensors;
import texttovideo.nn.Tensor;
import texttovideo.text.Tokenizer;
import texttovideo.video.AtomicFile;

/**
 * Trains a generator on a dataset by an algorithm: batches ready ahead of time, interrupt, checkpoints, the log, measuring. Each
 * step's randomness comes from the seed and the step alone, so a run that was stopped and resumed gives the same weights as one
 * that was not. Where the algorithm measures how badly each clip was given back, clips of captions with large errors are drawn
 * more often.
 */
public final class TrainingLoop implements AutoCloseable {
  private static final int LOGGED = 20;             // of so many steps, a model's file holds the measurements of one
  private static final double LARGEST = 1e6;        // no loss, score or gradient that can be learnt from is larger
  private static final double LARGEST_PER_NUMBER = 100;      // of a clip: the reconstruction is a sum over all of them
  private static final String SETTINGS = "training";
  private static final String LOG = "log";

  private final ClipDataset data;
  private final Tokenizer tokenizer;
  private final Algorithm algorithm;
  private final TrainingConfig config;
  private final Map<String, String> setting;
  private final CaptionSampler sampler;
  private final TrainingLog log;
  private int step;
  private int[] nextRows = {};                      // drawn for the step to come; none before the first
  private CompletableFuture<TrainingBatch> next;    // of these, or null
  private float[] usedFrames;                       // of the last step's batch, or null

  /**
   * A new run. It closes the algorithm when it is closed.
   *
   * @param setting what else a checkpoint and a model's file should say of the run, as texts by name
   * @throws IllegalArgumentException if no clip is for training
   */
  public TrainingLoop(ClipDataset data, Tokenizer tokenizer, Algorithm algorithm, TrainingConfig config,
      Map<String, String> setting) {
    this.data = data;
    this.tokenizer = tokenizer;
    this.algorithm = algorithm;
    this.config = config;
    this.setting = new TreeMap<>(setting);
    sampler = new CaptionSampler(data);
    log = new TrainingLog(algorithm.columns());
  }

  /**
   * Trains until the last step, or until the calling thread is interrupted: the step under way is finished, what was learnt
   * is kept, and the thread's interrupted state stays set. A second call waits for the first: notebooks end an
   * interrupted cell before its last step is done.
   *
   * @param measure measures the averaged generator, in [0, 1]; called every {@code evaluateEvery} steps and at the end
   * @param watcher told after every step
   * @throws TrainingDiverged at the first step that measures a number that is not finite, or too large to learn from: above 1e6,
   *                          or above 100 for each number of a clip
   */
  public synchronized void run(ToDoubleFunction<ClipGenerator> measure, Consumer<TrainingLog.Entry> watcher) {
    double before = log.seconds();
    long start = System.nanoTime();
    while (step < config.steps() && !Thread.currentThread().isInterrupted()) {
      int[] rows = nextRows.length == 0 ? draw(step) : nextRows;
      CompletableFuture<TrainingBatch> ready = next;
      next = null;      // if reading its clips or the step fails, the next run reads them again
      TrainingBatch batch = ready == null ? batch(rows, null) : ready.join();
      int[] following = draw(step + 1);      // by the errors known before this step, so that both can go on side by side
      CompletableFuture<TrainingBatch> made = ahead(following, usedFrames);
      double rate = config.rate(step);
      Algorithm.Measured measured = algorithm.step(batch, step, rate, random(step));
      Map<String, Double> values = measured.values();
      values.forEach(this::requireLearnable);
      sampler.learn(rows, measured.clipErrors());
      usedFrames = batch.frames();
      nextRows = following;
      next = made;
      step++;
      boolean isMeasured = step == config.steps() || (config.evaluateEvery() > 0 && step % config.evaluateEvery() == 0);
      double accuracy = isMeasured ? measure.applyAsDouble(algorithm.average()) : Double.NaN;
      TrainingLog.Entry entry =
          new TrainingLog.Entry(step, before + (System.nanoTime() - start) / 1e9, rate, values, accuracy);
      log.add(entry);
      watcher.accept(entry);
    }
  }

  private void requireLearnable(String what, double value) {
    double largest = largest(algorithm.average().shape());
    if (!(Math.abs(value) < largest)) {
      throw new TrainingDiverged(step + 1, what, value, largest);
    }
  }

  /** A large clip may be a million away from what it should be before anything is learnt. */
  static double largest(ClipGenerator.Shape shape) {
    return Math.max(LARGEST, LARGEST_PER_NUMBER * shape.length());
  }

  /** The next step's real clips, made while this one is under way; null in the last step. */
  private CompletableFuture<TrainingBatch> ahead(int[] rows, float[] used) {
    return step + 1 < config.steps() ? CompletableFuture.supplyAsync(() -> batch(rows, used)) : null;
  }

  private int[] draw(int forStep) {
    return sampler.draw(config.batch(), random(~forStep));
  }

  /** @param used memory that may be written over, or null */
  private TrainingBatch batch(int[] rows, float[] used) {
    Batch batch = Batch.of(data, rows, tokenizer);
    return new TrainingBatch(batch.tokens(), Batch.frames(batch.clips(), algorithm.average().shape().channels(), used));
  }

  private SplittableRandom random(int forStep) {
    return new SplittableRandom(config.seed() * 1_000_003 + forStep);
  }

  /**
   * Writes everything that {@link #resume} needs: every network, every optimiser's moments, the errors of captions and
   * the rows drawn for the next step, the log and the settings. Tensors and JSON only. A file that stood there is replaced when
   * the new one is complete.
   */
  public synchronized void save(Path file) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    algorithm.networks().forEach((name, network) -> put(tensors, name + ".", network.tensors()));
    algorithm.optimizers().forEach((name, optimizer) -> put(tensors, "adam." + name + ".", optimizer.state()));
    tensors.put(CaptionSampler.ERRORS, sampler.errors());
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      tensor.getValue().requireFinite(tensor.getKey());
    }
    tensors.put(CaptionSampler.NEXT, CaptionSampler.tensor(nextRows));
    tensors.put(LOG, log.tensor());
    Map<String, String> texts = new TreeMap<>(setting);
    texts.put(SETTINGS, new Gson().toJson(config));
    AtomicFile.write(file, new SafeTensors(tensors, texts).bytes());
  }

  private static void put(Map<String, Tensor> all, String prefix, Map<String, Tensor> part) {
    part.forEach((name, tensor) -> all.put(prefix + name, tensor));
  }

  /**
   * Checks that a file is a checkpoint, and not a finished model.
   *
   * @throws IOException if it is not
   */
  public static void requireCheckpoint(SafeTensors saved, Path file) throws IOException {
    if (!saved.tensors().containsKey(LOG)) {
      throw new IOException(file + " is no checkpoint" + (saved.metadata().containsKey(LOG) ? ", but a finished model" : "")
          + ": --resume takes what a training run keeps while it goes on");
    }
  }

  /**
   * The settings of the run in a checkpoint, from which a loop can be made that takes the rest by {@link #resume}.
   *
   * @throws IOException if it holds no training run
   */
  public static TrainingConfig settings(SafeTensors checkpoint, Path file) throws IOException {
    if (!checkpoint.metadata().containsKey(SETTINGS)) {
      throw new IOException(file + " holds no training run: it has no \"" + SETTINGS + "\"");
    }
    try {
      return JsonRecord.read(checkpoint.metadata().get(SETTINGS), TrainingConfig.class);
    } catch (JsonParseException | IllegalArgumentException error) {
      throw new IOException(file + " holds no usable training run: " + error.getMessage(), error);
    }
  }

  /**
   * Goes on where a checkpoint stopped; only before the first step.
   *
   * @throws IOException           if the checkpoint is of other networks, or holds no log of as many steps as it should
   * @throws IllegalStateException if this run has done steps of its own
   */
  public synchronized void resume(SafeTensors checkpoint, Path file) throws IOException {
    if (step > 0) {
      throw new IllegalStateException("this run has done " + step + " steps; only a new one goes on from a checkpoint");
    }
    try {
      for (Map.Entry<String, Parameters> network : algorithm.networks().entrySet()) {
        network.getValue().load(part(checkpoint.tensors(), network.getKey() + "."));
      }
      for (Map.Entry<String, Adam> optimizer : algorithm.optimizers().entrySet()) {
        optimizer.getValue().load(part(checkpoint.tensors(), "adam." + optimizer.getKey() + "."));
      }
      log.load(checkpoint.tensors().get(LOG));
      sampler.load(checkpoint.tensors().get(CaptionSampler.ERRORS));
      boolean begun = !log.entries().isEmpty();
      nextRows = sampler.rows(checkpoint.tensors().get(CaptionSampler.NEXT), begun ? config.batch() : 0);
    } catch (IllegalArgumentException error) {
      throw new IOException(file + " holds no usable training run: " + error.getMessage()
          + "; a run of another version of this program cannot be continued", error);
    }
    step = log.entries().size();
    next = null;
  }

  /**
   * This run, gone on with where a checkpoint stopped as by {@link #resume}; closed where it cannot be.
   *
   * @throws IOException as {@link #resume} does
   */
  public TrainingLoop resumed(SafeTensors checkpoint, Path file) throws IOException {
    try {
      resume(checkpoint, file);
    } catch (IOException | RuntimeException error) {
      close();
      throw error;
    }
    return this;
  }

  private static Map<String, Tensor> part(Map<String, Tensor> tensors, String prefix) {
    Map<String, Tensor> part = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> {
      if (name.startsWith(prefix)) {
        part.put(name.substring(prefix.length()), tensor);
      }
    });
    return part;
  }

  /**
   * A copy of the averaged generator as a file to generate with; training on changes nothing in it.
   *
   * @param card what else to say of the model, such as its measured prompt accuracy
   */
  public synchronized ModelFile model(Map<String, String> card) {
    Map<String, String> all = new TreeMap<>(setting);
    all.putAll(card);
    all.put(LOG, log.csv(LOGGED));
    all.put(SETTINGS, new Gson().toJson(config));
    all.put("steps", String.valueOf(step));
    all.put("seconds", String.format(Locale.ROOT, "%.0f", log.seconds()));
    return new ModelFile(algorithm.average().copy(), tokenizer, all);
  }

  /** Steps done. */
  public int steps() {
    return step;
  }

  /** The settings. */
  public TrainingConfig config() {
    return config;
  }

  /** How captions become tokens. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** The averaged generator; live: training goes on in it. */
  public ClipGenerator generator() {
    return algorithm.average();
  }

  /** What every step measured. */
  public TrainingLog log() {
    return log;
  }

  /** Stops the algorithm's threads. */
  @Override
  public void close() {
    algorithm.close();
  }
}
