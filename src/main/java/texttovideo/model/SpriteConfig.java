package texttovideo.model;

import com.google.gson.JsonParseException;
import java.util.Map;
import java.util.function.ToIntFunction;
import texttovideo.nn.Bounds;
import texttovideo.nn.JsonText;

/**
 * The sizes of a sprite generator, and where in a caption it finds what it is told.
 *
 * @param vocabulary    {@code V}, words in the vocabulary
 * @param contentTokens built-in knowledge of the grammar: so many leading tokens say what is shown, the rest where it heads and
 *                      how it rotates. 0: nothing is known, all tokens say all
 * @param colourToken   built-in knowledge of the grammar: which of the leading tokens is the colour, 0 without such
 * @param hidden        width of the hidden layers of text (so {@code E}, the numbers a word), motion and style
 * @param textFeatures  {@code D}
 * @param frames        {@code F} of a training clip
 * @param pixels        {@code H} and {@code W} of a training clip
 * @param spritePixels  height and width of the sprite, the generator's picture of the object
 * @param spriteHidden  width of the sprite's coordinate network
 */
public record SpriteConfig(int vocabulary, int contentTokens, int colourToken, int hidden, int textFeatures, int frames,
    int pixels, int spritePixels, int spriteHidden) {
  /** Checks every size. */
  public SpriteConfig {
    Bounds.require("vocabulary", vocabulary, 2, 100_000);
    Bounds.require("contentTokens", contentTokens, 0, 1000);
    Bounds.require("colourToken", colourToken, 0, Math.max(0, contentTokens - 1));
    Bounds.require("hidden", hidden, 1, 4096);
    Bounds.require("textFeatures", textFeatures, 1, 4096);
    Bounds.require("frames", frames, 2, 1000);
    Bounds.require("pixels", pixels, 32, 1024);
    Bounds.require("spritePixels", spritePixels, 8, 256);
    Bounds.require("spriteHidden", spriteHidden, 1, 1024);
  }

  /** The sizes of the shipped model. */
  public static SpriteConfig standard(int vocabulary, int contentTokens, int colourToken) {
    return new SpriteConfig(vocabulary, contentTokens, colourToken, 128, 64, 10, 64, 40, 24);
  }

  /** The same sizes, and nothing known of where in a caption it is told what is shown. */
  public SpriteConfig withoutSlots() {
    return new SpriteConfig(vocabulary, 0, 0, hidden, textFeatures, frames, pixels, spritePixels, spriteHidden);
  }

  /** Whether it is known where in a caption it is told what is shown. */
  boolean hasSlots() {
    return contentTokens > 0;
  }

  /**
   * The sizes that a JSON object names, as {@link ModelFile} stores them.
   *
   * @throws JsonParseException       if the text is no JSON object of whole numbers, or one is missing
   * @throws IllegalArgumentException if one is not allowed
   */
  static SpriteConfig read(String json) {
    Map<String, Integer> sizes = JsonText.integers(json);
    ToIntFunction<String> size = name -> {
      if (!sizes.containsKey(name)) {
        throw new JsonParseException("\"" + name + "\" is missing in " + json);
      }
      return sizes.get(name);
    };
    return new SpriteConfig(size.applyAsInt("vocabulary"), size.applyAsInt("contentTokens"), size.applyAsInt("colourToken"),
        size.applyAsInt("hidden"), size.applyAsInt("textFeatures"), size.applyAsInt("frames"), size.applyAsInt("pixels"),
        size.applyAsInt("spritePixels"), size.applyAsInt("spriteHidden"));
  }
}
