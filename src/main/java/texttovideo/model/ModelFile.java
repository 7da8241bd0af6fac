package texttovideo.model;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import texttovideo.nn.Initializer;
import texttovideo.nn.JsonRecord;
import texttovideo.nn.JsonText;
import texttovideo.nn.Parallel;
import texttovideo.nn.SafeTensors;
import texttovideo.text.GrammarTokenizer;
import texttovideo.text.Tokenizer;
import texttovideo.text.Vocabulary;
import texttovideo.text.WordTokenizer;
import texttovideo.video.AtomicFile;

/**
 * Everything that a new process needs to generate, in one file: the generator's weights, its kind and sizes, its tokenizer, and
 * how it was trained and measured. The file is data only; loading it runs no code, takes no more memory than the file holds, and
 * refuses weights that no training gives: not finite, or beyond a million.
 *
 * @param generator the trained generator
 * @param tokenizer turns captions into the tokens that the weights belong to
 * @param card      how the model was made and how well it does, as texts by name
 */
public record ModelFile(ClipGenerator generator, Tokenizer tokenizer, Map<String, String> card) {
  private static final String KIND = "generator";
  private static final String SIZES = "sizes";
  private static final String WORDS = "vocabulary";
  private static final String RUN = "training";          // what a checkpoint says of its run, and a model's card beside the rest
  private static final String TOKENS = "tokens";            // L of a word tokenizer; absent with the grammar's
  private static final String SPRITE = "sprite";
  private static final String CONV = "conv";
  private static final String SHIPPED = "/texttovideo/shipped.safetensors";
  private static final String SHIPPED_CONV = "/texttovideo/shipped-conv.safetensors";

  /** Checks that the words are as many as the generator has embeddings. */
  public ModelFile {
    if (generator.vocabulary() != tokenizer.vocabulary().size()) {
      throw new IllegalArgumentException("the generator knows " + generator.vocabulary()
          + " words, the vocabulary has " + tokenizer.vocabulary().size());
    }
    card = Map.copyOf(card);
  }

  /** Writes the file. A file that stood there is replaced when the new one is complete. */
  public void save(Path file) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(KIND, generator instanceof ConvGenerator ? CONV : SPRITE);
    metadata.put(SIZES, new Gson().toJson(generator.config()));
    metadata.put(WORDS, new Gson().toJson(tokenizer.vocabulary().words()));
    if (!(tokenizer instanceof GrammarTokenizer)) {
      metadata.put(TOKENS, String.valueOf(tokenizer.length()));
    }
    card.keySet().stream().sorted().forEach(name -> metadata.put(name, card.get(name)));
    AtomicFile.write(file, new SafeTensors(generator.parameters().tensors(), metadata).bytes());
  }

  /**
   * Reads a file.
   *
   * @throws IOException if the file cannot be read or holds no model; the message says what is wrong
   */
  public static ModelFile load(Path file) throws IOException {
    return read(SafeTensors.read(file), file.toString(), ModelFile::generator);
  }

  /** The sprite generator that the course trained and ships in its jar. */
  public static ModelFile shipped() {
    return ofJar(SHIPPED);
  }

  /** The convolutional generator that the course trained and ships in its jar. */
  public static ModelFile shippedConv() {
    return ofJar(SHIPPED_CONV);
  }

  private static ModelFile ofJar(String resource) {
    try (InputStream in = ModelFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar holds no model at " + resource);
      }
      return read(SafeTensors.read(in.readAllBytes(), resource), resource, ModelFile::generator);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /**
   * Takes a model from a file's content.
   *
   * @param saved what the file holds
   * @param file  its name in error messages
   * @param kinds makes a generator without weights from its kind and its sizes, {@link #spriteGenerator} where there is plain
   *              Java only
   * @throws IOException if that is no model; the message says what is wrong
   */
  public static ModelFile read(SafeTensors saved, String file, BiFunction<String, String, ClipGenerator> kinds)
      throws IOException {
    Map<String, String> card = new LinkedHashMap<>(saved.metadata());
    for (String name : List.of(KIND, SIZES, WORDS)) {
      if (!card.containsKey(name)) {
        throw new IOException(file + " holds no model: it has no \"" + name + "\"" + (card.containsKey(RUN)
            ? "; it is the checkpoint of an unfinished training run, which train --resume goes on with" : ""));
      }
    }
    try {
      ClipGenerator generator = kinds.apply(card.remove(KIND), card.remove(SIZES));
      Tokenizer tokenizer = tokenizer(card.remove(WORDS), card.remove(TOKENS));
      generator.parameters().load(saved.tensors());
      return new ModelFile(generator, tokenizer, card);
    } catch (IllegalArgumentException | ArithmeticException | JsonParseException error) {
      throw new IOException(file + " holds no usable model: " + error.getMessage(), error);
    }
  }

  /**
   * A sprite generator without weights, which runs wherever there is plain Java.
   *
   * @throws IllegalArgumentException if the kind is another one, or a size is not allowed
   */
  public static SpriteGenerator spriteGenerator(String kind, String sizes) {
    if (!kind.equals(SPRITE)) {
      throw new IllegalArgumentException("unknown kind of generator \"" + kind + "\"; plain Java knows " + SPRITE
          + ", with ND4J there is " + CONV);
    }
    return new SpriteGenerator(SpriteConfig.read(sizes), Initializer.FROM_FILE, Parallel.NONE);
  }

  private static ClipGenerator generator(String kind, String sizes) {
    return kind.equals(CONV) ? new ConvGenerator(JsonRecord.read(sizes, ConvConfig.class), Initializer.FROM_FILE)
        : spriteGenerator(kind, sizes);
  }

  private static Tokenizer tokenizer(String words, String length) {
    Vocabulary vocabulary = new Vocabulary(JsonText.strings(words));
    if (length != null && !length.matches("[0-9]{1,4}")) {
      throw new IllegalArgumentException("\"" + TOKENS + "\" must be a number up to 9999, not \"" + length + "\"");
    }
    return length == null ? new GrammarTokenizer(vocabulary) : new WordTokenizer(vocabulary, Integer.parseInt(length));
  }
}
