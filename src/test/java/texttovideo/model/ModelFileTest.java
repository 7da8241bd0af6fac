package texttovideo.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;
import texttovideo.nn.SafeTensors;
import texttovideo.nn.Tensor;
import texttovideo.text.WordTokenizer;

/** Files that are models, and files that pretend to be. */
class ModelFileTest {
  private static final WordTokenizer WORDS = WordTokenizer.of(List.of("the cat jumps high", "the dog sleeps"));

  @TempDir
  private Path folder;
  private Path file;
  private SafeTensors saved;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("model.safetensors");
    new ModelFile(generator(), WORDS, Map.of("note", "a test")).save(file);
    saved = SafeTensors.read(file);
  }

  private static SpriteGenerator generator() {
    SpriteConfig sizes = new SpriteConfig(WORDS.vocabulary().size(), 2, 1, 8, 6, 4, 32, 12, 4);
    return new SpriteGenerator(sizes, Initializer.normal(new SplittableRandom(1)), Parallel.NONE);
  }

  @Test
  void modelSurvivesItsFile() throws IOException {
    ModelFile loaded = ModelFile.load(file);
    assertEquals(generator().config(), loaded.generator().config());
    generator().parameters().tensors().forEach((name, tensor) ->
        assertArrayEquals(tensor.values(), loaded.generator().parameters().byName().get(name).values(), name));
    assertArrayEquals(WORDS.encode("the dog jumps"), loaded.tokenizer().encode("the dog jumps"));
    assertEquals(Map.of("note", "a test"), loaded.card());
  }

  private String refused(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
    Files.write(file, new SafeTensors(tensors, metadata).bytes());
    String message = assertThrows(IOException.class, () -> ModelFile.load(file)).getMessage();
    assertTrue(message.contains("model.safetensors"), message);
    return message;
  }

  private Map<String, String> with(String key, String value) {
    Map<String, String> metadata = new LinkedHashMap<>(saved.metadata());
    metadata.put(key, value);
    return metadata;
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f, -1e30f, 1.1e6f})
  void weightThatNoTrainingGivesIsRefusedNamingItsTensor(float bad) throws IOException {
    for (String name : saved.tensors().keySet()) {
      Map<String, Tensor> tensors = new LinkedHashMap<>(saved.tensors());
      float[] values = tensors.get(name).values().clone();
      values[values.length - 1] = bad;
      tensors.put(name, new Tensor(tensors.get(name).shape(), values));
      assertTrue(refused(tensors, saved.metadata()).contains('"' + name + '"'));
    }
  }

  @Test
  void modelThatNoFileMayHoldIsNotSaved() throws IOException {
    byte[] before = Files.readAllBytes(file);
    SpriteGenerator diverged = generator();
    diverged.parameters().byName().get("sprite.margin").values()[3] = Float.NaN;
    ModelFile model = new ModelFile(diverged, WORDS, Map.of());
    assertTrue(assertThrows(IllegalArgumentException.class, () -> model.save(file)).getMessage().contains("\"sprite.margin\""));
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  /** 100,000 words of 4096 numbers would take 1.6 GB, three times. */
  @Test
  void hugeSizesTakeNoMemory() throws IOException {
    ThreadMXBean threads =
        (ThreadMXBean) ManagementFactory.getThreadMXBean();
    String sizes = "{\"vocabulary\":100000,\"contentTokens\":2,\"colourToken\":1,\"hidden\":4096,\"textFeatures\":4096,"
        + "\"frames\":1000,\"pixels\":1024,\"spritePixels\":256,\"spriteHidden\":1024}";
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    String message = refused(saved.tensors(), with("sizes", sizes));
    long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertTrue(message.contains("[100000, 4096]"), message);
    assertTrue(taken < 100_000_000, taken + " bytes");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
      "sizes; null; ", "sizes; [1]; ", "sizes; {}; vocabulary", "sizes; no json; ",
      "sizes; {\"vocabulary\":1e99}; ", "vocabulary; null; null", "vocabulary; [\"<pad>\",null]; null",
      "vocabulary; [\"<pad>\"]; vocabulary", "vocabulary; []; <pad>", "vocabulary; {}; ", "tokens; many; many",
      "tokens; 0; 0", "generator; magic; magic", "generator; ; "})
  void textsThatAreNotWhatTheyShouldBeAreRefused(String key, String value, String named) throws IOException {
    String message = refused(saved.tensors(), with(key, value == null ? "" : value));
    assertTrue(named == null || message.contains(named), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vocabulary", "contentTokens", "colourToken", "hidden", "textFeatures", "frames", "pixels",
      "spritePixels", "spriteHidden"})
  void everySizeHasALeastAndAMostAndIsNamed(String name) throws IOException {
    for (String bad : List.of("-1", "2000000000", "null")) {
      String sizes = saved.metadata().get("sizes").replaceAll("\"" + name + "\":\\d+", "\"" + name + "\":" + bad);
      assertTrue(refused(saved.tensors(), with("sizes", sizes)).contains(name));
    }
  }

  @Test
  void tensorThatIsMissingOrOfAnotherShapeIsNamed() throws IOException {
    for (String name : saved.tensors().keySet()) {
      Map<String, Tensor> tensors = new LinkedHashMap<>(saved.tensors());
      tensors.remove(name);
      assertTrue(refused(tensors, saved.metadata()).contains('"' + name + '"'));
      tensors.put(name, new Tensor(new long[] {2}, new float[2]));
      assertTrue(refused(tensors, saved.metadata()).contains("[2]"));
    }
  }

  @Test
  void truncatedFileIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 7, 8, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      String message = assertThrows(IOException.class, () -> ModelFile.load(file)).getMessage();
      assertTrue(message.endsWith(length == 0 ? "it is empty" : length == 7 ? "it has 7 bytes" : message), message);
    }
  }

  @Test
  void fileOfOtherTensorsIsNoModel() throws IOException {
    assertTrue(refused(saved.tensors(), Map.of()).contains("generator"));
  }
}
