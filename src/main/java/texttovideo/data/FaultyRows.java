package texttovideo.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is wrong with the rows of a list, told together: who mends one row should know of the others. Safe for any threads. */
final class FaultyRows {
  private static final int TOLD = 20;            // lines
  private static final int REASONS = 5;

  private final Path index;
  private final Map<Integer, IOException> byLine = new TreeMap<>();

  FaultyRows(Path index) {
    this.index = index;
  }

  synchronized void add(int line, IOException error) {
    byLine.putIfAbsent(line, error);
  }

  /** Names the faulty rows with their reasons, lines of one reason together; of more than five reasons the first five, then only the lines. */
  synchronized void throwIfAny() throws IOException {
    if (!byLine.isEmpty()) {
      Map<String, List<Integer>> lines = new LinkedHashMap<>();
      byLine.forEach((line, error) -> lines.computeIfAbsent(reason(error), reason -> new ArrayList<>()).add(line));
      String told = lines.entrySet().stream().limit(REASONS).map(each -> (each.getValue().size() == 1 ? "line " : "lines ")
          + numbers(each.getValue()) + ": " + each.getKey()).collect(Collectors.joining("; "));
      List<Integer> others = lines.values().stream().skip(REASONS).flatMap(List::stream).sorted().toList();
      throw new IOException(index + ", " + told + (others.isEmpty() ? "" : "; lines that are wrong too: " + numbers(others)),
          byLine.values().iterator().next());
    }
  }

  /** One line that names the first faulty row with its reason, and the others; empty if none is faulty. */
  synchronized String told(String ofTheOthers) {
    if (byLine.isEmpty()) {
      return "";
    }
    Map.Entry<Integer, IOException> first = byLine.entrySet().iterator().next();
    List<Integer> others = byLine.keySet().stream().skip(1).toList();
    return index + ", line " + first.getKey() + ": " + reason(first.getValue())
        + (others.isEmpty() ? "" : "; " + ofTheOthers + ": " + numbers(others));
  }

  private static String numbers(List<Integer> lines) {
    return lines.stream().limit(TOLD).map(String::valueOf).collect(Collectors.joining(", "))
        + (lines.size() > TOLD ? ", ..." : "");
  }

  /** The file system's errors hold little but a path. */
  private static String reason(IOException error) {
    if (error instanceof FileSystemException file && file.getReason() == null) {
      return file instanceof AccessDeniedException ? "access to " + file.getFile() + " is denied"
          : file.getFile() + " cannot be read (" + file.getClass().getSimpleName() + ")";
    }
    return error.getMessage();
  }
}
