package texttovideo.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.model.Floats;
import texttovideo.model.Generator;
import texttovideo.model.ModelConfig;
import texttovideo.model.ModelFile;
import texttovideo.text.Prompt;
import texttovideo.text.Vocabulary;
import texttovideo.video.Clip;

/** A trained generator with its vocabulary: type a sentence, get its video. The same seed gives the same clip. */
public final class TextToVideo {
  /** Frames a second of a clip of the training length. */
  public static final int FPS = 10;

  private final Generator generator;
  private final Vocabulary vocabulary;

  /** Generates with a generator in memory, such as one that is being trained. */
  public TextToVideo(Generator generator, Vocabulary vocabulary) {
    this.generator = generator;
    this.vocabulary = vocabulary;
  }

  /** Generates with a model, from a file or the shipped one. */
  public TextToVideo(ModelFile model) {
    this(model.generator(), model.vocabulary());
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
   * The video of a sentence, 10 frames of 64x64 pixels.
   *
   * @throws IllegalArgumentException if the sentence does not follow {@link Prompt#GRAMMAR}; the message says where
   */
  public Clip generate(String sentence, long seed) {
    return generate(Prompt.parse(sentence), seed);
  }

  /** The video of a prompt, 10 frames of 64x64 pixels. What the prompt leaves open varies with the seed. */
  public Clip generate(Prompt prompt, long seed) {
    ModelConfig sizes = generator.config();
    return generate(prompt, seed, sizes.frames(), sizes.pixels(), FPS);
  }

  /**
   * The video of a prompt at any length, size and rate, from the same weights; the motion always runs from start to end.
   *
   * @param frames {@code F}, at least 2
   * @param pixels {@code H} and {@code W}, at least 16
   * @param fps    frames a second, at least 1
   */
  public Clip generate(Prompt prompt, long seed, int frames, int pixels, int fps) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] tokens = vocabulary.encode(prompt.complete(random));                                   // [L]
    float[] noise = {(float) random.nextDouble(-1, 1), (float) random.nextDouble(-1, 1)};        // [Z]
    INDArray units = generator.frames(new int[][] {tokens}, noise, frames, pixels);              // [1, F, H, W, C]
    return toClip(units, frames, pixels, fps);
  }

  /** One clip from the generator's frames {@code [1, F, H, W, C]} in [-1, 1]. */
  public static Clip toClip(INDArray units, int frames, int pixels, int fps) {
    return Clip.ofUnits(Floats.buffer(units), 0, frames, pixels, pixels, fps);
  }
}
