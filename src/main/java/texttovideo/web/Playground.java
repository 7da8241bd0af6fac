package texttovideo.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.teavm.jso.JSExport;
import texttovideo.model.ModelFile;
import texttovideo.model.SpriteGenerator;
import texttovideo.nn.SafeTensors;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.PromptException;
import texttovideo.text.Shape;
import texttovideo.text.Size;
import texttovideo.text.Tokenizer;
import texttovideo.video.Clip;
import texttovideo.video.Mp4Writer;

/**
 * The shipped model in a page: sentences and noise in, clips out, and what the model makes of them on the way. Sentences are
 * complete, {@code noise} is {@code [Z]}, each in [-1, 1], unless a method says otherwise. Belongs to one page.
 */
public final class Playground {
  private final SpriteGenerator generator;
  private final Tokenizer tokenizer;

  Playground(byte[] content) throws IOException {
    ModelFile model = ModelFile.read(SafeTensors.read(content, "the model"), "the model", ModelFile::spriteGenerator);
    generator = (SpriteGenerator) model.generator();
    tokenizer = model.tokenizer();
  }

  /** Why a sentence, complete or not, cannot be shown, as the command line says it; empty if it can. */
  @JSExport
  public String problem(String sentence) {
    return fault(sentence).map(PromptException::getMessage).orElse("");
  }

  /** The sentence that was perhaps meant by one that cannot be shown; empty if none is near. */
  @JSExport
  public String meant(String sentence) {
    return fault(sentence).flatMap(PromptException::meant).orElse("");
  }

  private static Optional<PromptException> fault(String sentence) {
    try {
      Prompt.parse(sentence);
      return Optional.empty();
    } catch (PromptException fault) {
      return Optional.of(fault);
    }
  }

  /** Size, colour, shape and motion of a sentence, an empty text for what it leaves open. */
  @JSExport
  public String[] parts(String sentence) {
    Prompt prompt = Prompt.parse(sentence);
    return new String[] {prompt.size() == null ? "" : prompt.size().word(),
        prompt.colour() == null ? "" : prompt.colour().word(), prompt.shape().word(), prompt.phrase()};
  }

  /** What may stand in a sentence for its size (part 0), colour (1), shape (2) or motion (3). */
  @JSExport
  public String[] choices(int part) {
    return switch (part) {
      case 0 -> words(Size.values(), Size::word);
      case 1 -> words(Colour.values(), Colour::word);
      case 2 -> words(Shape.values(), Shape::word);
      default -> Motion.allPhrases().toArray(String[]::new);
    };
  }

  private static <T> String[] words(T[] values, Function<T, String> word) {
    return Arrays.stream(values).map(word).toArray(String[]::new);
  }

  /** A sentence with what it leaves open drawn from the seed. */
  @JSExport
  public String complete(String sentence, int seed) {
    return tokenizer.complete(sentence, new SplitMix(seed));
  }

  /** The noise of a seed, whatever the sentence, as the command line draws it. */
  @JSExport
  public float[] noise(int seed) {
    SplitMix random = new SplitMix(seed);
    tokenizer.complete(Prompt.all().get(0).sentence(), random);      // the words come first
    return generator.noise(random);
  }

  /** A clip's pixels {@code [F, H, W, 4]}, 0-255 unsigned: red, green, blue and full opacity. */
  @JSExport
  public byte[] pixels(String sentence, float[] noise, int frames, int size) {
    Clip clip = clip(sentence, noise, frames, size, 1);
    byte[] pixels = new byte[frames * size * size * 4];
    int to = 0;
    for (byte[] frame : clip.frames()) {
      for (int from = 0; from < frame.length; from += 3) {
        pixels[to++] = frame[from];
        pixels[to++] = frame[from + 1];
        pixels[to++] = frame[from + 2];
        pixels[to++] = -1;
      }
    }
    return pixels;
  }

  /** A clip's GIF file, enlarged as the command line does it. */
  @JSExport
  public byte[] gif(String sentence, float[] noise, int frames, int size, int fps) {
    Clip clip = clip(sentence, noise, frames, size, fps);
    return GifFile.bytes(clip.enlarged(Mp4Writer.enlargement(clip)));
  }

  private Clip clip(String sentence, float[] noise, int frames, int size, int fps) {
    return Clip.ofFrames(generator.frames(tokenizer.encode(sentence), noise, frames, size), frames, size, size, fps);
  }

  /** {@code F} of the clips that the model was trained on. */
  @JSExport
  public int frames() {
    return generator.config().frames();
  }

  /** {@code H} and {@code W} of the clips that the model was trained on. */
  @JSExport
  public int size() {
    return generator.config().pixels();
  }

  /**
   * Where the object is in every frame of the training length, {@code [F * 4]}: x and y of its centre and its radius in
   * pixels of the training size, its turn in degrees, clockwise.
   */
  @JSExport
  public float[] path(String sentence, float[] noise) {
    return generator.poses(tokens(sentence), noise)[0];
  }

  /** How near to the frame's edges the object's centre may come, in pixels of the training size. */
  @JSExport
  public float margin(String sentence) {
    return generator.margins(tokens(sentence))[0];
  }

  /** The object's alpha mask {@code [P * P]} in [0, 1], rows from the top. */
  @JSExport
  public float[] sprite(String sentence) {
    return generator.sprites(tokens(sentence))[0];
  }

  /** The object's red, green and blue in [0, 1]. */
  @JSExport
  public float[] colour(String sentence) {
    return generator.colours(tokens(sentence))[0];
  }

  private int[][] tokens(String sentence) {
    return new int[][] {tokenizer.encode(sentence)};
  }
}
