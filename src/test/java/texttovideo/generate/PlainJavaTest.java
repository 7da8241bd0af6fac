package texttovideo.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import texttovideo.text.Prompt;
import texttovideo.video.PngFrames;

/** Generating needs none of the native libraries that training does. */
class PlainJavaTest {
  private static final List<String> NATIVE = List.of("nd4j", "javacpp", "openblas", "deeplearning4j");

  @TempDir
  private Path folder;

  @Test
  void commandLineGeneratesTheSameClipWithoutTheNativeLibraries() throws IOException, InterruptedException {
    List<String> all = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    List<String> plain = all.stream().filter(each ->
        NATIVE.stream().noneMatch(Path.of(each).getFileName().toString()::contains)).toList();
    assertTrue(plain.size() <= all.size() - 8, "there was something to leave out of " + all);
    Path out = folder.resolve("clips");
    run(plain, "texttovideo.cli.Main", "generate", "a red circle moving up", "--seed", "7", "--out", out.toString());
    try (Stream<Path> written = Files.walk(out)) {
      Path frame = written.filter(file -> file.toString().endsWith(".png")).sorted().findFirst().orElseThrow();
      assertEquals(TextToVideo.shipped().generate(Prompt.parse("a red circle moving up"), 7),
          PngFrames.read(frame.getParent(), TextToVideo.FPS));
    }
  }

  private void run(List<String> classPath, String... command) throws IOException, InterruptedException {
    List<String> line = Stream.concat(
        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.awt.headless=true", "-cp",
            classPath.stream().collect(Collectors.joining(File.pathSeparator))),
        Arrays.stream(command)).toList();
    Path said = folder.resolve("said.txt");
    Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertEquals(0, process.waitFor(), Files.readString(said, StandardCharsets.UTF_8));
  }
}
