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
  // Small letters and no margin around: in JupyterLab, beside its list of files, most lines of code then fit.
  private static final String BEGIN = "<pre style=\"overflow-x:auto;font-size:0.81em\">"
      + "<code style=\"white-space:pre\">";        // on the code itself: JupyterLab wraps it otherwise
  private static final String INDENT = "  ";     // of a member in every file of the module

  /**
   * Finds a member in a class's source file, which must lie in {@code src/main/java} of the folder above, or of this
   * one.
   *
   * @param type        the class's full name, for a notebook also shows what it cannot call
   * @param declaration a part of the member's first line that no member before it has, such as {@code "run("}; a member
   *                    of a class inside comes after all others
   * @throws IllegalArgumentException if the file is not there, or no member is declared so
   */
  public static SourceCode of(String type, String declaration) {
    List<String> lines = lines(type);
    int first = Stream.of(INDENT, INDENT + INDENT).flatMap(indent -> IntStream.range(0, lines.size()).boxed()
        .filter(i -> isMember(lines.get(i), indent) && lines.get(i).contains(declaration))).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            type + " declares no member \"" + declaration + "\""));
    String indent = lines.get(first).substring(0, lines.get(first).length() - lines.get(first).stripLeading().length());
    int last = IntStream.range(first, lines.size())
        .filter(i -> lines.get(i).equals(indent + "}") || (isMember(lines.get(i), indent) && lines.get(i).endsWith(";")))
        .findFirst().orElseThrow();
    int begin = first;
    while (lines.get(begin - 1).matches(indent + "(/\\*\\*| \\*|@|//).*")) {
      begin--;
    }
    List<String> found = lines.subList(begin, last + 1).stream()
        .map(line -> line.isEmpty() ? line : line.substring(indent.length())).toList();
    return new SourceCode(type.substring(type.lastIndexOf('.') + 1) + ".java", String.join("\n", found));
  }

  /** Whether a line begins a member of a class, or with a deeper indent a method of a class inside it. */
  private static boolean isMember(String line, String indent) {
    return line.matches(indent + "[A-Za-z].*") && (indent.equals(INDENT) || line.endsWith("{"));
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
    return "<figure style=\"margin:0\"><figcaption>" + Html.escape(title) + "</figcaption>" + BEGIN + Html.escape(text)
        + "</code></pre></figure>";
  }

  @Override
  public String toString() {
    return text;
  }
}
