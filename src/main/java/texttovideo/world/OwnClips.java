package texttovideo.world;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import texttovideo.data.FolderDataset;
import texttovideo.model.ClipGenerator;
import texttovideo.model.ConvConfig;
import texttovideo.model.ConvGenerator;
import texttovideo.nn.Initializer;
import texttovideo.nn.SafeTensors;
import texttovideo.text.WordTokenizer;
import texttovideo.train.TrainingConfig;
import texttovideo.train.TrainingLog;
import texttovideo.train.TrainingLoop;
import texttovideo.train.VaeGanSettings;
import texttovideo.train.VaeGanStep;
import texttovideo.video.ClipFit;

/**
 * A training run on a folder of captioned clips: nothing is known of what they show. Captions are words, the generator is
 * convolutional, all frames of a clip share what it draws before the waves, and an encoder helps it while it is trained (a
 * conditional VAE-GAN). A temporal loss asks that what is drawn stays the same on its way.
 *
 * @param training the run
 * @param data     the clips
 */
public record OwnClips(TrainingConfig training, FolderDataset data) {
  private static final String CLIPS = "folder";
  private static final String FRAMES = "frames";
  private static final String PIXELS = "pixels";
  private static final String FINGERPRINT = "fingerprint of the clips";
  private static final double TEMPORAL = 3;      // with 10 clips start less widely apart
  private static final int PHASE = 8;            // steps of a trial without the game, and with it; the first are slower

  /**
   * What a run will take.
   *
   * @param seconds     of the whole run on this machine as busy as it is now
   * @param memoryBytes of this process, beside Java's own room for more
   */
  public record Estimate(double seconds, long memoryBytes) {
  }

  /** The settings of a mode, from seed 1. */
  public static TrainingConfig settings(TrainingConfig.Mode mode) {
    return switch (mode) {
      case QUICK -> new TrainingConfig(mode, 6, 8, 1, 1e-3, 0.5, 0);
      case TOUR -> new TrainingConfig(mode, 1000, 16, 1, 1e-3, 0.5, 0);
      case FULL -> new TrainingConfig(mode, 6000, 16, 1, 1e-3, 0.5, 0);
    };
  }

  /** The tokenizer of all words that some training clip has, with room for the longest caption. */
  private WordTokenizer tokenizer() {
    WordTokenizer trained = WordTokenizer.of(IntStream.of(data.rows(true)).mapToObj(data::caption).toList());
    int longest = IntStream.range(0, data.size()).map(row -> WordTokenizer.words(data.caption(row)).size()).max().orElseThrow();
    return new WordTokenizer(trained.vocabulary(), longest);
  }

  private ClipGenerator.Shape shape() {
    return new ClipGenerator.Shape(data.clip(0).length(), data.channels(), data.clip(0).height());
  }

  /** The run, before its first step. */
  public TrainingLoop start() {
    return start(training, settings(training.steps()));
  }

  private static VaeGanSettings settings(int steps) {
    return VaeGanSettings.both(steps).withTemporal(TEMPORAL);
  }

  private TrainingLoop start(TrainingConfig run, VaeGanSettings settings) {
    WordTokenizer tokenizer = tokenizer();
    SplittableRandom random = new SplittableRandom(run.seed());
    ConvGenerator generator = new ConvGenerator(ConvConfig.standard(tokenizer.vocabulary().size(), shape()).withShared(),
        Initializer.normal(random));
    VaeGanStep algorithm = new VaeGanStep(generator, settings, run.batch(), random,
        Runtime.getRuntime().availableProcessors());
    return new TrainingLoop(data, tokenizer, algorithm, run, setting());
  }

  /** Does a few steps of the run, with and without the game, and throws them away. */
  public Estimate estimate() {
    TrainingConfig trial = training.withSteps(2 * PHASE);
    VaeGanSettings course = settings(training.steps());
    VaeGanSettings settings = new VaeGanSettings(course.reconstruction(), course.temporal(), course.kl(), course.game(),
        PHASE, 1, course.gan());
    try (TrainingLoop loop = start(trial, settings)) {
      loop.run(average -> Double.NaN, entry -> { });
      List<TrainingLog.Entry> log = loop.log().entries();
      double alone = secondsAStep(log.subList(0, Math.min(PHASE, log.size())));
      double both = secondsAStep(log);
      return new Estimate(alone * course.gameFrom() + both * (training.steps() - course.gameFrom()), Pointer.physicalBytes());
    }
  }

  /** The mean of the last steps, half a phase; 0 if the run was stopped before them. */
  private static double secondsAStep(List<TrainingLog.Entry> log) {
    int last = log.size() - 1;
    int steps = PHASE / 2;
    return last < steps ? 0 : (log.get(last).seconds() - log.get(last - steps).seconds()) / steps;
  }

  private Map<String, String> setting() {
    Map<String, String> setting = new TreeMap<>();
    setting.put(CLIPS, String.valueOf(data.folder().folder().toAbsolutePath().normalize().getFileName()));
    setting.put(FRAMES, String.valueOf(shape().frames()));
    setting.put(PIXELS, String.valueOf(shape().pixels()));
    setting.put(FINGERPRINT, fingerprint(data));
    return setting;
  }

  private static String fingerprint(FolderDataset data) {
    return Long.toHexString(data.fingerprint());
  }

  /**
   * How a checkpoint's clips were brought to one length and size.
   *
   * @throws IOException if the file holds no run on a folder of clips
   */
  public static ClipFit fit(SafeTensors checkpoint, Path file, int fps) throws IOException {
    TrainingLoop.requireCheckpoint(checkpoint, file);
    try {
      int frames = Integer.parseInt(checkpoint.metadata().get(FRAMES));
      int pixels = Integer.parseInt(checkpoint.metadata().get(PIXELS));
      ConvConfig.standard(2, new ClipGenerator.Shape(frames, 1, pixels));      // before clips of any size are decoded
      return new ClipFit(frames, pixels, fps);
    } catch (IllegalArgumentException error) {
      throw new IOException(file + " holds no training run on a folder of clips", error);
    }
  }

  /** The folder whose clips a run is on, as its card says; null for a run on other clips than those of a folder. */
  static String folder(Map<String, String> card) {
    return card.get(CLIPS);
  }

  /** Whether a model's or a run's card says that it comes from just these clips and captions. */
  public static boolean isOf(Map<String, String> card, FolderDataset data) {
    return fingerprint(data).equals(card.get(FINGERPRINT));
  }

  /**
   * Goes on with a run that {@link TrainingLoop#save} wrote.
   *
   * @throws IOException if the checkpoint holds no run on just these clips and captions
   */
  public static TrainingLoop resume(SafeTensors checkpoint, Path file, FolderDataset data) throws IOException {
    if (!isOf(checkpoint.metadata(), data)) {
      throw new IOException(file + " holds a run on the folder \"" + checkpoint.metadata().get(CLIPS) + "\" as it was then; "
          + data.folder().folder() + " holds other clips or captions: train anew, or give the folder back what it held");
    }
    return new OwnClips(TrainingLoop.settings(checkpoint, file), data).start().resumed(checkpoint, file);
  }
}
