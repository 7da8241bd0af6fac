package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import picocli.CommandLine;
import texttovideo.model.ModelFile;
import texttovideo.model.SpriteGenerator;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;
import texttovideo.world.DrawnWorld;

/** The real command line, run in this process. */
record CommandRun(int code, String out, String err) {
  /** Runs a command to its end; arguments may be of any type. */
  static CommandRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    CommandLine line = RootCommand.of(words).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int code = line.execute(words);
    return new CommandRun(code, out.toString(), err.toString());
  }

  /** Writes a model that has learnt nothing. */
  static Path untrainedModel(Path folder) throws IOException {
    Path file = folder.resolve("untrained.safetensors");
    SpriteGenerator generator =
        new SpriteGenerator(DrawnWorld.sizes(), Initializer.normal(new SplittableRandom(1)), Parallel.NONE);
    new ModelFile(generator, DrawnWorld.tokenizer(), Map.of()).save(file);
    return file;
  }

  /** Writes a model whose weights are all as large as a file's may be: what is made with them overflows. */
  static Path absurdModel(Path folder) throws IOException {
    ModelFile absurd = ModelFile.load(untrainedModel(folder));
    absurd.generator().parameters().byName().values().forEach(weights -> Arrays.fill(weights.values(), 1e6f));
    Path file = folder.resolve("absurd.safetensors");
    absurd.save(file);
    return file;
  }

  /** Checks that the command came to its end. */
  CommandRun succeeds() {
    assertEquals(0, code, err);
    return this;
  }

  /** Checks the exit code, and that one line says why, beside signs of life, which depend on how busy the machine is. */
  CommandRun failsInOneLine(int expected) {
    assertEquals(expected, code, err);
    assertEquals(1, err.lines().filter(line -> !line.endsWith(" s so far)")).count(), err);
    assertFalse(err.contains("\tat "), err);
    return this;
  }

  /** The weights in a model's file, in the order of its parameters. */
  static List<Float> weights(Path file) throws IOException {
    List<Float> weights = new ArrayList<>();
    ModelFile.load(file).generator().parameters().tensors().values().forEach(tensor -> {
      for (float value : tensor.values()) {
        weights.add(value);
      }
    });
    return weights;
  }
}
