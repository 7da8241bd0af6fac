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
import java.util.SplittableRandom;
import texttovideo.text.Vocabulary;

/**
 * Everything that a new process needs to generate, in one file: the generator's weights, its sizes, its vocabulary, and how
 * it was trained and measured. The file is data only; loading it runs no code.
 *
 * @param generator  the trained generator
 * @param vocabulary the words in the order that the weights belong to
 * @param card       how the model was made and how well it does, as texts by name
 */
public record ModelFile(Generator generator, Vocabulary vocabulary, Map<String, String> card) {
  private static final String SIZES = "sizes";
  private static final String WORDS = "vocabulary";
  private static final String SHIPPED = "/texttovideo/shipped.safetensors";

  /** Checks that the words are as many as the generator has embeddings. */
  public ModelFile {
    if (generator.config().vocabulary() != vocabulary.size()) {
      throw new IllegalArgumentException("the generator knows " + generator.config().vocabulary()
          + " words, the vocabulary has " + vocabulary.size());
    }
    card = Map.copyOf(card);
  }

  /** Writes the file. A file that stood there is replaced when the new one is complete. */
  public void save(Path file) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(SIZES, new Gson().toJson(generator.config()));
    metadata.put(WORDS, new Gson().toJson(vocabulary.words()));
    card.keySet().stream().sorted().forEach(name -> metadata.put(name, card.get(name)));
    new SafeTensors(generator.tensors(), metadata).write(file);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if the file cannot be read or holds no model; the message says what is wrong
   */
  public static ModelFile load(Path file) throws IOException {
    return load(SafeTensors.read(file), file.toString());
  }

  /** The model that the course trained and ships in its jar. */
  public static ModelFile shipped() {
    try (InputStream in = ModelFile.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("the jar holds no model at " + SHIPPED);
      }
      return load(SafeTensors.read(in.readAllBytes(), SHIPPED), SHIPPED);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static ModelFile load(SafeTensors saved, String file) throws IOException {
    Map<String, String> card = new LinkedHashMap<>(saved.metadata());
    String sizes = card.remove(SIZES);
    String words = card.remove(WORDS);
    if (sizes == null || words == null) {
      throw new IOException(file + " holds no model: it has no \"" + (sizes == null ? SIZES : WORDS) + "\"");
    }
    try {
      Vocabulary vocabulary = new Vocabulary(List.of(new Gson().fromJson(words, String[].class)));
      Generator generator = new Generator(JsonRecord.read(sizes, ModelConfig.class), new SplittableRandom(0));
      generator.load(saved.tensors());
      return new ModelFile(generator, vocabulary, card);
    } catch (IllegalArgumentException | NullPointerException | JsonParseException error) {
      throw new IOException(file + " holds no usable model: " + error.getMessage(), error);
    }
  }
}
