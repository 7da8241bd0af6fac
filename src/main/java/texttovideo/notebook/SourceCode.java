package texttovideo.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A method, constructor or nested type of the module, as its source file has it: a lesson shows what runs, not a copy.
 *
 * @param title the name of the file
 * @param text  the member's lines with the documentation above it, moved to the left edge
 */
public record SourceCode(String title, String text) implements HtmlDisplayable {
  private static final List<Path> ROOTS = List.of(Path.of("../src/main/java"), Path.of("src/main/java"));
  private static final String BEGIN = "<pre style=\"overflow-x:auto;font-size:0.85em\">"
      + "<code style=\"white-space:pre\">";        // on the code itself: JupyterLab wraps it otherwise
  private static final String INDENT = "  ";     // of a member in every file of the module

  /**
   * Finds a member in a class's source file, which must lie in {@code src/main/java} of the folder above, or of this
   * one.
   *
   * @param type        the class's full name, for a notebook also shows what it cannot call
   * @param declaration a part of the member's first line that no member before it has, such as {@code "run("}
   * @throws IllegalArgumentException if the file is not there, or no member is declared so
   */
  public static SourceCode of(String type, String declaration) {
    List<String> lines = lines(type);
    int first = IntStream.range(0, lines.size())
        .filter(i -> isMember(lines.get(i)) && lines.get(i).contains(declaration)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            type + " declares no member \"" + declaration + "\""));
    int last = IntStream.range(first, lines.size())
        .filter(i -> lines.get(i).equals(INDENT + "}") || (isMember(lines.get(i)) && lines.get(i).endsWith(";")))
        .findFirst().orElseThrow();
    int begin = first;
    while (lines.get(begin - 1).matches(INDENT + "(/\\*\\*| \\*|@|//).*")) {
      begin--;
    }
    List<String> found = lines.subList(begin, last + 1).stream()
        .map(line -> line.isEmpty() ? line : line.substring(INDENT.length())).toList();
    return new SourceCode(type.substring(type.lastIndexOf('.') + 1) + ".java", String.join("\n", found));
  }

  private static boolean isMember(String line) {
    return line.matches(INDENT + "[A-Za-z].*");
  }

  private static List<String> lines(String type) {
    String name = type.replace('.', '/') + ".java";
    Path file = ROOTS.stream().map(root -> root.resolve(name)).filter(Files::exists).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no source file " + name + " in any of " + ROOTS));
    try (Stream<String> lines = Files.lines(file)) {
      return lines.toList();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  @Override
  public String html() {
    return "<figure><figcaption>" + Html.escape(title) + "</figcaption>" + BEGIN + Html.escape(text)
        + "</code></pre></figure>";
  }

  @Override
  public String toString() {
    return text;
  }
}
