package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorMessagesTest {
  private static String of(Throwable error) {
    String line = ErrorMessages.oneLine(error);
    assertEquals(1, line.lines().count(), line);
    assertFalse(line.contains("Exception:"), line);
    return line;
  }

  @Test
  void memoryOfAnyThreadIsNamedWithWhatToDo() {
    OutOfMemoryError heap = new OutOfMemoryError("Java heap space");
    assertTrue(of(heap).contains("-Xmx"));
    assertTrue(of(new CompletionException(heap)).contains("-Xmx"));
    assertTrue(of(new IllegalStateException("step 7 failed", new CompletionException(heap))).contains("-Xmx"));
    assertTrue(of(new OutOfMemoryError("Physical memory usage is too high")).contains("maxphysicalbytes"));
    assertFalse(of(new OutOfMemoryError("unable to create native thread")).contains("-Xmx"));
  }

  /** Which clip, how to go on: who caught the error of Java knew more than that it was one. */
  @Test
  void whatIsSaidOfAFileIsNotLostBecauseJavaFailed() {
    OutOfMemoryError heap = new OutOfMemoryError("Java heap space");
    assertEquals("a.mp4 takes more memory than Java has", of(new UncheckedIOException(
        new IOException("a.mp4 takes more memory than Java has", heap))));
    assertTrue(of(new IOException(heap)).contains("-Xmx"), "an error that only carries another");
  }

  @Test
  void librariesThatCannotBeLoadedAreNamedWithTheirCache() {
    UnsatisfiedLinkError link = new UnsatisfiedLinkError("libnd4jcpu.so: failed to map segment");
    String said = of(new ExceptionInInitializerError(link));
    assertTrue(said.contains("failed to map segment") && said.contains("cachedir"), said);
    Error missing = new NoClassDefFoundError("org/nd4j/linalg/factory/Nd4j");
    missing.initCause(new ClassNotFoundException("org.nd4j.linalg.factory.Nd4j"));
    assertTrue(of(missing).contains("org.nd4j.linalg.factory.Nd4j"));
  }

  /** Names of files are the user's: with line breaks, per cent signs, and what would move a terminal's cursor. */
  @Test
  void whateverANameHoldsTheMessageIsOneLine() {
    String name = String.join("%", "a \n b", "s", "n{}\u001b[2J\u202Efdp.csv");
    assertEquals("there is no a b%s%n{}?[2J?fdp.csv", of(new NoSuchFileException(name)));
    assertEquals("there is no \uD83D\uDE00 \u0646.csv", of(new NoSuchFileException("\uD83D\uDE00 \u0646.csv")));
  }

  @Test
  void fontsAreNamed() {
    Error error = new InternalError("Fontconfig head is null");
    error.setStackTrace(new StackTraceElement[] {new StackTraceElement("sun.awt.FontConfiguration", "init", null, 1)});
    assertTrue(of(new CompletionException(error)).contains("fontconfig"));
  }

  @Test
  void depthIsNamed() {
    assertTrue(of(new StackOverflowError()).contains("-Xss"));
  }

  @Test
  void whatOnlyCarriesAnotherErrorIsNotTold() {
    assertEquals("there is no a.csv",
        of(new CompletionException(new UncheckedIOException(new NoSuchFileException("a.csv")))));
    assertEquals("access to a.csv is denied", of(new AccessDeniedException("a.csv")));
    assertEquals("two lines", of(new IOException("two\n  lines")));
  }

  @Test
  void errorOfAnotherThreadIsToldAsItsOwn() {
    try {
      IntStream.range(0, 1000).boxed().toList().parallelStream().forEach(i -> {
        throw new IllegalArgumentException("clip 7 is wrong");
      });
    } catch (IllegalArgumentException error) {
      assertEquals("clip 7 is wrong", of(error));
      return;
    }
    throw new AssertionError(List.of("nothing was thrown"));
  }
}
