package texttovideo.web;

import java.io.IOException;
import java.util.function.IntFunction;
import org.teavm.jso.JSExport;
import texttovideo.model.ModelFile;
import texttovideo.model.SpriteGenerator;
import texttovideo.nn.SafeTensors;
import texttovideo.text.Tokenizer;
import texttovideo.video.PixelScale;

/** A model in a page: sentences and starts in, clips out, and what the model makes of them on the way. Belongs to one page. */
public final class Playground {
  private final SpriteGenerator generator;
  private final Tokenizer tokenizer;

  Playground(byte[] content) throws IOException {
    ModelFile model = ModelFile.read(SafeTensors.read(content, "the model"), "the model", ModelFile::spriteGenerator);
    generator = (SpriteGenerator) model.generator();
    tokenizer = model.tokenizer();
  }

  /** Why a sentence cannot be shown, as the command line says it; empty if it can. */
  @JSExport
  public String problem(String sentence) {
    try {
      tokenizer.complete(sentence, new SplitMix(0));
      return "";
    } catch (IllegalArgumentException error) {
      return error.getMessage();
    }
  }

  /** The sentence with what it leaves open drawn from the seed. */
  @JSExport
  public String complete(String sentence, int seed) {
    return tokenizer.complete(sentence, new SplitMix(seed));
  }

  /** The noise {@code [Z]} that a seed gives to a sentence, as the command line draws it. */
  @JSExport
  public float[] noise(String sentence, int seed) {
    SplitMix random = new SplitMix(seed);
    tokenizer.complete(sentence, random);
    return generator.noise(random);
  }

  /**
   * A clip's pixels {@code [F, H, W, 4]}, 0-255 unsigned: red, green, blue and full opacity.
   *
   * @param sentence complete
   * @param noise    {@code [Z]}
   */
  @JSExport
  public byte[] pixels(String sentence, float[] noise, int frames, int size) {
    IntFunction<float[]> units = generator.frames(tokenizer.encode(sentence), noise, frames, size);
    int area = size * size;
    byte[] pixels = new byte[frames * area * 4];
    for (int f = 0; f < frames; f++) {
      float[] frame = units.apply(f);                // [C, H, W]
      for (int p = 0; p < area; p++) {
        int to = (f * area + p) * 4;
        for (int c = 0; c < 3; c++) {
          pixels[to + c] = PixelScale.toPixel(frame[c * area + p]);
        }
        pixels[to + 3] = -1;
      }
    }
    return pixels;
  }
}
