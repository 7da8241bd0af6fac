package texttovideo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import texttovideo.generate.TextToVideo;
import texttovideo.model.ClipGenerator;
import texttovideo.model.ModelFile;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

/**
 * Which model makes clips, and how long and large they are: the same weights make them all. Not final: a group of options
 * takes options from a superclass, not from a mixin.
 */
class GenerationOptions {
  private static final int MOST_PIXELS = 1 << 26;     // of a whole clip: they are in memory together
  private static final Path CONV = Path.of("conv");

  @Option(names = "--model", paramLabel = "FILE", description = "a model that 'train' wrote, or conv for the shipped "
      + "convolutional one (default: the shipped one with sprites)")
  private Path file;

  @Option(names = "--size", paramLabel = "PIXELS",
      description = "height and width of a frame, 16 to 1024 (default: 64, or what the model of your own clips makes); "
          + "videos smaller than 256 pixels are enlarged when they are written")
  private Integer size;

  @Option(names = "--frames", paramLabel = "N",
      description = "frames a clip, 2 to 1000 (default: 10, or what the model of your own clips makes)")
  private Integer frames;

  @Option(names = "--fps", defaultValue = "" + TextToVideo.FPS, paramLabel = "N",
      description = "frames a second, 1 to 120 (default: ${DEFAULT-VALUE})")
  private int fps;

  private ClipGenerator.Shape fixed;       // of the model's clips; null where it makes any, or is not read yet

  void check(CommandSpec command) {
    if (fixed != null && (size() != fixed.pixels() || frames() != fixed.frames())) {
      throw new ParameterException(command.commandLine(), "--size and --frames must be " + fixed.pixels() + " and "
          + fixed.frames() + ", which is all that this model makes, not " + size() + " and " + frames());
    }
    Limits.require(command, "--size", size(), 16, 1024);
    Limits.require(command, "--frames", frames(), 2, 1000);
    Limits.require(command, "--fps", fps, 1, 120);
    requirePixels(command, "--frames times --size times --size", 1);
  }

  /** Refuses more clips than can be in memory together. */
  void requirePixels(CommandSpec command, String what, long clips) {
    Limits.require(command, what, clips * pixels(), 1, MOST_PIXELS);
  }

  /** Refuses frames that the evaluator cannot measure. */
  void requireMeasurable(CommandSpec command) {
    Limits.require(command, "--size", size(), 32, 1024);
  }

  /** How many clips can be in memory together, at least 1. */
  int together() {
    return (int) (MOST_PIXELS / pixels());
  }

  /** The model's file; null for a shipped one. */
  Path file() {
    return isShippedConv() ? null : file;
  }

  /** Reads the model. What no option says of length and size, a model of one length and size decides. */
  TextToVideo load() throws IOException {
    return load(modelFile());
  }

  /** The same for a model that was read. */
  TextToVideo load(ModelFile read) {
    TextToVideo model = new TextToVideo(read);
    if (!model.isResizable()) {
      fixed = model.shape();
      size = size == null ? model.shape().pixels() : size;
      frames = frames == null ? model.shape().frames() : frames;
    }
    return model;
  }

  /** The model with its card. */
  ModelFile modelFile() throws IOException {
    return isShippedConv() ? ModelFile.shippedConv() : file == null ? ModelFile.shipped() : ModelFile.load(file);
  }

  /** Refuses clips that are not of the length and size of those of training. */
  void requireAsTrained(CommandSpec command, String option) {
    if (size() != Renderer.PIXELS || frames() != Renderer.FRAMES) {
      throw new ParameterException(command.commandLine(), option + " compares clips with those of training, which have "
          + Renderer.FRAMES + " frames of " + Renderer.PIXELS + " pixels: leave out --frames and --size");
    }
  }

  private int size() {
    return size == null ? Renderer.PIXELS : size;
  }

  private int frames() {
    return frames == null ? Renderer.FRAMES : frames;
  }

  /** A file of that name comes first. */
  private boolean isShippedConv() {
    return CONV.equals(file) && !Files.isRegularFile(CONV);
  }

  /** Prompt and seed to clip. */
  BiFunction<Prompt, Long, Clip> maker(TextToVideo model) {
    return (prompt, seed) -> made(model, prompt.sentence(), seed);
  }

  /** Caption and seed to clip. */
  BiFunction<String, Long, Clip> makerOfCaptions(TextToVideo model) {
    return (caption, seed) -> made(model, Normalizer.normalize(caption, Normalizer.Form.NFC), seed);
  }

  private Clip made(TextToVideo model, String caption, long seed) {
    return named(file, () -> model.generate(caption, seed, frames(), size(), fps));
  }

  /** A clip; where numbers of the model overflow, the error names its file. */
  static Clip named(Path model, Supplier<Clip> clip) {
    try {
      return clip.get();
    } catch (ArithmeticException overflow) {
      throw new IllegalStateException(model + " makes no clip: " + overflow.getMessage(), overflow);
    }
  }

  /** Complete prompt and seed to true clip, as long and as large. */
  BiFunction<Prompt, Long, Clip> truth() {
    return (prompt, seed) -> Renderer.clip(Scene.of(prompt, new SplittableRandom(seed)), frames(), size(), fps);
  }

  /** The same format, but of two frames if the model can make so few: all that it takes to see where clips start. */
  GenerationOptions shortest(TextToVideo model) {
    GenerationOptions start = new GenerationOptions();
    start.size = size;
    start.frames = model.isResizable() ? 2 : frames();
    start.fps = fps;
    return start;
  }

  private long pixels() {
    return (long) frames() * size() * size();
  }
}
