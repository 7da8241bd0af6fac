package texttovideo.world;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import texttovideo.data.ClipDataset;
import texttovideo.data.Manifest;
import texttovideo.data.Split;
import texttovideo.model.ClipGenerator;
import texttovideo.model.ConvConfig;
import texttovideo.model.ConvGenerator;
import texttovideo.model.SpriteConfig;
import texttovideo.model.SpriteGenerator;
import texttovideo.nn.Initializer;
import texttovideo.nn.SafeTensors;
import texttovideo.text.GrammarTokenizer;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Vocabulary;
import texttovideo.train.Algorithm;
import texttovideo.train.Cores;
import texttovideo.train.GanLoss;
import texttovideo.train.GanSettings;
import texttovideo.train.GanStep;
import texttovideo.train.TrainingConfig;
import texttovideo.train.TrainingLoop;
import texttovideo.train.VaeGanSettings;
import texttovideo.train.VaeGanStep;
import texttovideo.train.WordTargets;
import texttovideo.video.Clip;

/**
 * A training run on the drawn world: clips of one shape that moves over white, and captions of the grammar.
 *
 * @param generator what is trained
 * @param training  the run
 * @param clips     clips in the dataset, each drawn when it is needed; 10,000 of them hold every caption about 14 times. With more
 *                  than a run draws no discriminator learns by heart where the clips of a caption start
 * @param loss      what the networks play for
 * @param without   what is left out
 */
public record DrawnWorld(GeneratorKind generator, TrainingConfig training, int clips, GanLoss loss, Ablation without) {
  private static final int RGB = 3;
  private static final String GENERATOR = "run";
  private static final String CLIPS = "clips";
  private static final String LOSS = "loss";
  private static final String WITHOUT = "without";

  /** Checks every setting. */
  public DrawnWorld {
    if (generator == null || training == null || loss == null || without == null) {
      throw new IllegalArgumentException("generator, training, loss and without must be given, not " + generator + ", "
          + training + ", " + loss + " and " + without);
    }
    if (!without.isPartOf(generator)) {
      throw new IllegalArgumentException("the training of the generator " + generator + " has no part " + without
          + " to leave out");
    }
    if (clips < 100 || clips > 10_000_000) {
      throw new IllegalArgumentException("clips must be 100 to 10000000, not " + clips);
    }
  }

  /** The run of the sprite generator in a mode, from its own seed. */
  public static DrawnWorld of(TrainingConfig.Mode mode) {
    return of(GeneratorKind.SPRITE, mode);
  }

  /** The run of a generator in a mode, from its own seed. */
  public static DrawnWorld of(GeneratorKind generator, TrainingConfig.Mode mode) {
    boolean conv = generator == GeneratorKind.CONV;
    TrainingConfig training = switch (mode) {
      case QUICK -> new TrainingConfig(mode, 6, 8, 1, 1e-3, 0.65, 0);
      case TOUR -> conv ? new TrainingConfig(mode, 2400, 16, 1, 1e-3, 0.5, 200)
          : new TrainingConfig(mode, 1600, 32, 1, 1e-3, 0.65, 100);
      case FULL -> conv ? new TrainingConfig(mode, 15_000, 16, 1, 1e-3, 0.5, 400)
          : new TrainingConfig(mode, 3000, 32, 1, 1e-3, 0.65, 100);
    };
    int clips = mode == TrainingConfig.Mode.QUICK ? 400 : 100_000;
    return new DrawnWorld(generator, training, clips, GanLoss.NON_SATURATING, Ablation.NONE);
  }

  /** The same with other settings of the run. */
  public DrawnWorld with(TrainingConfig other) {
    return new DrawnWorld(generator, other, clips, loss, without);
  }

  /** The same with another loss. */
  public DrawnWorld with(GanLoss other) {
    return new DrawnWorld(generator, training, clips, other, without);
  }

  /** The same with a part left out. */
  public DrawnWorld without(Ablation part) {
    return new DrawnWorld(generator, training, clips, loss, part);
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
    return start(cores, data());
  }

  /** The same run on other clips of this world. */
  TrainingLoop start(int cores, ClipDataset data) {
    SplittableRandom random = new SplittableRandom(training.seed());
    Algorithm algorithm = generator == GeneratorKind.CONV ? conv(random, cores) : sprite(random, cores);
    return new TrainingLoop(data, tokenizer(), algorithm, training, setting());
  }

  private Algorithm sprite(SplittableRandom random, int cores) {
    SpriteConfig sizes = without == Ablation.SLOTS ? sizes().withoutSlots() : sizes();
    SpriteGenerator sprite = new SpriteGenerator(sizes, Initializer.normal(random), Cores.ALL);
    Vocabulary vocabulary = tokenizer().vocabulary();
    WordTargets ofClips = switch (without) {
      case AUXILIARY_LOSS -> WordTargets.none();
      case WORD_WEIGHTS -> WordTargets.alike();
      default -> BuiltInKnowledge.ofClips(vocabulary);
    };
    WordTargets ofPairs = switch (without) {
      case AUXILIARY_LOSS -> WordTargets.none();
      case WORD_WEIGHTS -> WordTargets.alike();
      case DIRECTION_WEIGHT -> BuiltInKnowledge.ofPairsWithPlainDirection(vocabulary);
      default -> BuiltInKnowledge.ofPairs(vocabulary);
    };
    return new GanStep(sprite, ofClips, ofPairs, settings(), training.batch(), random, cores);
  }

  private Algorithm conv(SplittableRandom random, int cores) {
    ClipGenerator.Shape clip = new ClipGenerator.Shape(sizes().frames(), RGB, sizes().pixels());
    ConvConfig sizes = ConvConfig.standard(tokenizer().vocabulary().size(), clip);
    VaeGanSettings parts = without == Ablation.ENCODER ? VaeGanSettings.gameAlone()
        : without == Ablation.GAME ? VaeGanSettings.encoderAlone() : VaeGanSettings.both(training.steps());
    return new VaeGanStep(new ConvGenerator(sizes, Initializer.normal(random)), parts.with(settings()), training.batch(),
        random, cores);
  }

  private GanSettings settings() {
    GanSettings all = GanSettings.standard();
    return new GanSettings(loss, without == Ablation.MISMATCHED_TEXTS ? 0 : all.mismatchedShare(),
        generator == GeneratorKind.CONV ? 0 : all.fakeWords(),
        without == Ablation.CLIP_DISCRIMINATOR ? 0 : all.clipWeight(),
        without == Ablation.PAIR_DISCRIMINATOR ? 0 : all.pairWeight());
  }

  /** The clips to train on. */
  private ClipDataset data() {
    Manifest manifest = Manifest.synthesize(clips, training.seed());
    return without == Ablation.UP_RIGHT ? new TrainedOn(manifest, this::isTrained) : manifest;
  }

  private boolean isTrained(Prompt prompt) {
    return Split.of(prompt) == Split.TRAINING && !(without == Ablation.UP_RIGHT && prompt.motion() == Motion.UP_RIGHT);
  }

  /** Clips of this world, of which only those of some prompts are for training. */
  record TrainedOn(Manifest all, Predicate<Prompt> trained) implements ClipDataset {
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
      return trained.test(all.prompt(i)) ? Split.TRAINING : Split.UNSEEN_COMBINATION;
    }
  }

  /** What a checkpoint says of the run beside the training's settings. */
  private Map<String, String> setting() {
    Map<String, String> setting = new TreeMap<>();
    setting.put(GENERATOR, generator.name());
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
    TrainingLoop.requireCheckpoint(saved, file);
    if (OwnClips.folder(saved.metadata()) != null) {
      throw new IOException(file + " holds a run on the clips of the folder \"" + OwnClips.folder(saved.metadata())
          + "\": say --clips and that folder, too");
    }
    TrainingConfig training = TrainingLoop.settings(saved, file);
    return of(saved.metadata(), training, file).start().resumed(saved, file);
  }

  /**
   * What a model was trained on.
   *
   * @param clips   those of {@link Split#TRAINING} are what training saw
   * @param prompts whether a complete prompt had a part in it
   */
  public record TrainingData(ClipDataset clips, Predicate<Prompt> prompts) {
  }

  /**
   * What a model was trained on, made again from what its card says.
   *
   * @param card of a model
   * @param file that it comes from, for errors
   * @throws IOException if the card does not say it, as those of models of other clips
   */
  public static TrainingData trainingData(Map<String, String> card, Path file) throws IOException {
    try {
      DrawnWorld world = of(card, TrainingLoop.settings(new SafeTensors(Map.of(), card), file), file);
      return new TrainingData(world.data(), world::isTrained);
    } catch (IOException error) {
      throw new IOException(file + " does not say which of this world's clips it was trained on, so no copies of them can be "
          + "looked for", error);
    }
  }

  private static DrawnWorld of(Map<String, String> setting, TrainingConfig training, Path file) throws IOException {
    try {
      return new DrawnWorld(GeneratorKind.valueOf(setting.get(GENERATOR)), training,
          Integer.parseInt(setting.get(CLIPS)), GanLoss.valueOf(setting.get(LOSS)), Ablation.valueOf(setting.get(WITHOUT)));
    } catch (IllegalArgumentException | NullPointerException error) {
      throw new IOException(file + " holds no usable training run: its settings are " + setting.keySet() + ", one of "
          + GENERATOR + ", " + CLIPS + ", " + LOSS + ", " + WITHOUT + " is missing or none that is known", error);
    }
  }
}
