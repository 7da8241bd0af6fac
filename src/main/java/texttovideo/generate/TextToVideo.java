package texttovideo.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import texttovideo.model.ClipGenerator;
import texttovideo.model.ModelFile;
import texttovideo.text.GrammarTokenizer;
import texttovideo.text.Prompt;
import texttovideo.text.Tokenizer;
import texttovideo.video.Clip;

/**
 * A trained generator with its tokenizer: type a caption, get its video. The same seed gives the same clip, from any number of
 * threads at once.
 */
public final class TextToVideo {
  /** Frames a second of a clip of the training length. */
  public static final int FPS = 10;

  private final ClipGenerator generator;
  private final Tokenizer tokenizer;

  /** Generates with a generator in memory, such as one that is being trained. */
  public TextToVideo(ClipGenerator generator, Tokenizer tokenizer) {
    this.generator = generator;
    this.tokenizer = tokenizer;
  }

  /** Generates with a model, from a file or the shipped one. */
  public TextToVideo(ModelFile model) {
    this(model.generator(), model.tokenizer());
  }

  /** Generates with the model that the course trained and ships. */
  public static TextToVideo shipped() {
    return new TextToVideo(ModelFile.shipped());
  }

  /**
   * Generates with a model from a file.
   *
   * @throws IOException if the file cannot be read or holds no model
   */
  public static TextToVideo load(Path file) throws IOException {
    return new TextToVideo(ModelFile.load(file));
  }

  /**
   * The video of a caption, of the training length and size.
   *
   * @throws IllegalArgumentException if the model does not know the caption; the message says where
   * @throws ArithmeticException      if its weights are so large that numbers made with them overflow
   */
  public Clip generate(String caption, long seed) {
    ClipGenerator.Shape shape = generator.shape();
    return generate(caption, seed, shape.frames(), shape.pixels(), FPS);
  }

  /** The video of a prompt, of the training length and size. What the prompt leaves open varies with the seed. */
  public Clip generate(Prompt prompt, long seed) {
    return generate(prompt.sentence(), seed);
  }

  /**
   * The video of a caption at any length, size and rate that the generator can make, from the same weights; the motion always
   * runs from start to end.
   *
   * @param frames {@code F}, at least 2
   * @param pixels {@code H} and {@code W}, at least 16
   * @param fps    frames a second, at least 1
   */
  public Clip generate(String caption, long seed, int frames, int pixels, int fps) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] tokens = tokenizer.encode(tokenizer.complete(caption, random));                 // [L]
    float[] noise = generator.noise(random);                                              // [Z]
    IntFunction<float[]> units = generator.frames(tokens, noise, frames, pixels);         // F times [C, H, W]
    return Clip.ofFrames(units, frames, pixels, pixels, fps);
  }

  /** The clips that it is trained on. */
  public ClipGenerator.Shape shape() {
    return generator.shape();
  }

  /** Whether captions are sentences of the grammar, and not any words that the model has learnt. */
  public boolean hasGrammar() {
    return tokenizer instanceof GrammarTokenizer;
  }

  /**
   * Checks that the model knows a caption.
   *
   * @throws IllegalArgumentException if it does not; the message names the word and the nearest that it knows
   */
  public void requireKnown(String caption) {
    tokenizer.encode(caption);
  }

  /** Whether the generator makes clips of any length and size, not only those that it was trained on. */
  public boolean isResizable() {
    return generator.isResizable();
  }
}
