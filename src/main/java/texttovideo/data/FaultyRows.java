package texttovideo.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is wrong with the rows of a list, told together: who mends one row should know of the others. Safe for any threads. */
final class FaultyRows {
  private static final int TOLD = 20;

  private final Path index;
  private final Map<Integer, IOException> byLine = new TreeMap<>();

  FaultyRows(Path index) {
    this.index = index;
  }

  synchronized void add(int line, IOException error) {
    byLine.putIfAbsent(line, error);
  }

  /** Names the first faulty row with its reason, and the lines of the others. */
  synchronized void throwIfAny() throws IOException {
    if (!byLine.isEmpty()) {
      throw new IOException(told("lines that are wrong too"), byLine.values().iterator().next());
    }
  }

  /** One line that says the same; empty if no row is faulty. */
  synchronized String told(String ofTheOthers) {
    if (byLine.isEmpty()) {
      return "";
    }
    Map.Entry<Integer, IOException> first = byLine.entrySet().iterator().next();
    String others = byLine.keySet().stream().skip(1).limit(TOLD).map(String::valueOf).collect(Collectors.joining(", "));
    return index + ", line " + first.getKey() + ": " + reason(first.getValue())
        + (others.isEmpty() ? "" : "; " + ofTheOthers + ": " + others + (byLine.size() > TOLD + 1 ? ", ..." : ""));
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
