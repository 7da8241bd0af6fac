package texttovideo.world;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import texttovideo.data.ClipDataset;
import texttovideo.data.Manifest;
import texttovideo.data.Split;
import texttovideo.model.ClipGenerator;
import texttovideo.model.SpriteConfig;
import texttovideo.model.SpriteGenerator;
import texttovideo.nn.Initializer;
import texttovideo.nn.SafeTensors;
import texttovideo.text.GrammarTokenizer;
import texttovideo.text.Motion;
import texttovideo.text.Vocabulary;
import texttovideo.train.Cores;
import texttovideo.train.GanLoss;
import texttovideo.train.GanSettings;
import texttovideo.train.GanStep;
import texttovideo.train.TrainingConfig;
import texttovideo.train.TrainingLoop;
import texttovideo.train.WordTargets;
import texttovideo.video.Clip;

/**
 * A training run on today's world: drawn clips of one shape that moves over white, captions of the grammar, and the sprite
 * generator.
 *
 * @param training the run
 * @param clips    clips in the dataset, each drawn when it is needed; 10,000 of them hold every caption about 14 times. With more
 *                 than a run draws no discriminator learns by heart where the clips of a caption start
 * @param loss     what the networks play for
 * @param without  what is left out
 */
public record DrawnWorld(TrainingConfig training, int clips, GanLoss loss, Ablation without) {
  private static final String CLIPS = "clips";
  private static final String LOSS = "loss";
  private static final String WITHOUT = "without";

  /** Checks every setting. */
  public DrawnWorld {
    if (training == null || loss == null || without == null) {
      throw new IllegalArgumentException("training, loss and without must be given, not " + training + ", " + loss + " and "
          + without);
    }
    if (clips < 100 || clips > 10_000_000) {
      throw new IllegalArgumentException("clips must be 100 to 10000000, not " + clips);
    }
  }

  /** The run of a mode, from its own seed. */
  public static DrawnWorld of(TrainingConfig.Mode mode) {
    return switch (mode) {
      case QUICK -> standard(new TrainingConfig(mode, 6, 8, 1, 1e-3, 0.65, 0), 400);
      case TOUR -> standard(new TrainingConfig(mode, 1600, 32, 1, 1e-3, 0.65, 100), 100_000);
      case FULL -> standard(new TrainingConfig(mode, 3000, 32, 3, 1e-3, 0.65, 100), 100_000);
    };
  }

  private static DrawnWorld standard(TrainingConfig training, int clips) {
    return new DrawnWorld(training, clips, GanLoss.NON_SATURATING, Ablation.NONE);
  }

  /** The same with other settings of the run. */
  public DrawnWorld with(TrainingConfig other) {
    return new DrawnWorld(other, clips, loss, without);
  }

  /** The same with another loss. */
  public DrawnWorld with(GanLoss other) {
    return new DrawnWorld(training, clips, other, without);
  }

  /** The same with a part left out. */
  public DrawnWorld without(Ablation part) {
    return new DrawnWorld(training, clips, loss, part);
  }

  /** The tokenizer of this world's grammar. */
  public static GrammarTokenizer tokenizer() {
    return new GrammarTokenizer();
  }

  /** The sizes of the shipped model: where the grammar says what is shown is built in. */
  public static SpriteConfig sizes() {
    return SpriteConfig.standard(tokenizer().vocabulary().size(), GrammarTokenizer.CONTENT_TOKENS,
        GrammarTokenizer.COLOUR_TOKEN);
  }

  /** The run, before its first step. */
  public TrainingLoop start() {
    return start(Runtime.getRuntime().availableProcessors());
  }

  /** @param cores how many there are to use; changes no bit */
  TrainingLoop start(int cores) {
    SplittableRandom random = new SplittableRandom(training.seed());
    return start(new SpriteGenerator(sizes(), Initializer.normal(random), Cores.ALL), random, cores);
  }

  /** The same run with another generator. */
  TrainingLoop start(ClipGenerator generator, SplittableRandom random, int cores) {
    Vocabulary vocabulary = tokenizer().vocabulary();
    boolean alike = without == Ablation.WORD_WEIGHTS;
    boolean silent = without == Ablation.AUXILIARY_LOSS;
    WordTargets ofClips = silent ? WordTargets.none() : alike ? WordTargets.alike() : BuiltInKnowledge.ofClips(vocabulary);
    WordTargets ofPairs = silent ? WordTargets.none() : alike ? WordTargets.alike() : BuiltInKnowledge.ofPairs(vocabulary);
    GanStep algorithm = new GanStep(generator, ofClips, ofPairs, settings(), training.batch(), random, cores);
    return new TrainingLoop(data(), tokenizer(), algorithm, training, setting());
  }

  private GanSettings settings() {
    return new GanSettings(loss, without == Ablation.MISMATCHED_TEXTS ? 0 : 0.5,
        without == Ablation.CLIP_DISCRIMINATOR ? 0 : 1, without == Ablation.PAIR_DISCRIMINATOR ? 0 : 1);
  }

  /** The clips to train on. */
  private ClipDataset data() {
    Manifest manifest = Manifest.synthesize(clips, training.seed());
    return without == Ablation.UP_RIGHT ? new WithoutUpRight(manifest) : manifest;
  }

  /** A dataset none of whose training clips moves up-right. */
  private record WithoutUpRight(Manifest all) implements ClipDataset {
    @Override
    public int size() {
      return all.size();
    }

    @Override
    public Clip clip(int i) {
      return all.clip(i);
    }

    @Override
    public String caption(int i) {
      return all.caption(i);
    }

    @Override
    public Split split(int i) {
      return all.prompt(i).motion() == Motion.UP_RIGHT ? Split.UNSEEN_COMBINATION : all.split(i);
    }
  }

  /** What a checkpoint says of the run beside the training's settings. */
  private Map<String, String> setting() {
    Map<String, String> setting = new TreeMap<>();
    setting.put(CLIPS, String.valueOf(clips));
    setting.put(LOSS, loss.name());
    setting.put(WITHOUT, without.name());
    return setting;
  }

  /**
   * Goes on with a run that {@link TrainingLoop#save} wrote.
   *
   * @throws IOException if the file cannot be read or holds no run on this world
   */
  public static TrainingLoop resume(Path file) throws IOException {
    SafeTensors saved = SafeTensors.read(file);
    TrainingConfig training = TrainingLoop.settings(saved, file);
    TrainingLoop loop = of(saved.metadata(), training, file).start();
    try {
      loop.resume(saved, file);
    } catch (IOException | RuntimeException error) {
      loop.close();
      throw error;
    }
    return loop;
  }

  private static DrawnWorld of(Map<String, String> setting, TrainingConfig training, Path file) throws IOException {
    try {
      return new DrawnWorld(training, Integer.parseInt(setting.get(CLIPS)), GanLoss.valueOf(setting.get(LOSS)),
          Ablation.valueOf(setting.get(WITHOUT)));
    } catch (IllegalArgumentException | NullPointerException error) {
      throw new IOException(file + " holds no usable training run: its settings are " + setting.keySet() + ", one of "
          + CLIPS + ", " + LOSS + ", " + WITHOUT + " is missing or none that is known", error);
    }
  }
}
