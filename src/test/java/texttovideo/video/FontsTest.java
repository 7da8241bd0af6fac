package texttovideo.video;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import texttovideo.plot.ChartImage;
import texttovideo.plot.Charts;

class FontsTest {
  @Test
  void thisMachineHasSome() {
    assertDoesNotThrow(Fonts::require);
  }

  /** A process whose Java cannot set up its fonts, as on a server without fontconfig. */
  @Test
  void whereThereAreNoneWhatDrawsTextSaysSo(@TempDir Path folder) throws Exception {
    Path source = Files.writeString(folder.resolve("FontManagerFactory.java"), "package sun.font;"
        + "public class FontManagerFactory {"
        + "  public static FontManager getInstance() { throw new InternalError(\"no head\"); }"
        + "}");
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, OutputStream.nullOutputStream(),
        "--patch-module", "java.desktop=" + folder,
        "-d", folder.toString(), source.toString()));
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--patch-module", "java.desktop=" + folder, "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"),
        Drawing.class.getName()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals(List.of("sheet: Java finds no fonts to draw text with", "chart: Java finds no fonts to draw text with"),
        output.lines().map(line -> line.split(";", 2)[0]).toList(), output);
  }

  /** Draws a contact sheet and a chart. */
  static final class Drawing {
    public static void main(String[] arguments) {
      report("sheet", () -> ContactSheet.of(List.of(new Clip(List.of(new byte[3]), 1, 1, 1)), List.of("a dot")));
      report("chart", () -> ChartImage.of(Charts.lines("t", "x", "y", Map.of("a", new double[][] {{0, 1}, {0, 1}}))));
    }

    private static void report(String what, Runnable drawing) {
      try {
        drawing.run();
        System.out.println(what + ": drawn");
      } catch (IllegalStateException e) {
        System.out.println(what + ": " + e.getMessage());
      }
    }
  }
}
