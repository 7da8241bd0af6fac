package texttovideo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/** Files that do not depend on each other are written on all cores: encoding clips takes longer than making them. */
final class ParallelFiles {
  private ParallelFiles() {
  }

  /** Writes the file of a number. */
  interface Writer {
    void write(int i) throws IOException;
  }

  /**
   * Writes the files of the numbers {@code from} to {@code to - 1}, until one fails or the calling thread is interrupted. Returns,
   * or fails, when no thread writes any more.
   *
   * @throws IOException         that of the first file that could not be written
   * @throws CompletionException around what else went wrong first
   */
  static void write(int from, int to, Writer writer) throws IOException {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    Thread asked = Thread.currentThread();
    IntStream.range(from, to).parallel().forEach(i -> {
      try {
        if (failures.isEmpty() && !asked.isInterrupted()) {
          writer.write(i);
        }
      } catch (IOException | RuntimeException | Error failure) {
        failures.add(failure);
      }
    });
    if (!failures.isEmpty() && failures.get(0) instanceof IOException error) {
      throw error;
    }
    if (!failures.isEmpty()) {
      throw new CompletionException(failures.get(0));
    }
  }
}
