package texttovideo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Says in one line what went wrong, and what to do. */
final class ErrorMessages {
  /** What shells say of a program that Ctrl-C stopped. */
  static final int STOPPED = 130;
  private static final String COMMANDS = "[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]";     // and what turns the order of letters
  private static final List<String> DRAWING = List.of("sun.font.", "sun.awt.", "java.awt.", "sun.java2d.");

  private ErrorMessages() {
  }

  /** The command cannot be carried out as it was given. */
  static int wronglyCalled(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    Object called = command.getCommandSpec().userObject();
    String form = called instanceof TrainClips ? " --clips FOLDER" : called instanceof SynthesizeDigits ? " --world digits" : "";
    say(command, oneLine(error).replaceFirst("^Error: ", "") + " (help: " + command.getCommandSpec().qualifiedName() + form
        + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  /** The command was right, but could not be finished. */
  static int whileRunning(Throwable error, CommandLine command) {
    if (causes(error).anyMatch(ClosedByInterruptException.class::isInstance)) {
      return whileRunning(new StoppedException("stopped; nothing was written"), command);
    }
    if (causes(error).anyMatch(StoppedException.class::isInstance)) {
      command.getErr().println(oneLine(error));
      return STOPPED;
    }
    say(command, oneLine(error));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static void say(CommandLine command, String message) {
    command.getErr().println(command.getColorScheme().errorText("error: " + message));
  }

  /** What an error says to someone who does not read Java. */
  static String oneLine(Throwable error) {
    Throwable known = unwrapped(error);
    boolean ofJava = !(known instanceof IOException)      // which say of an Error what it meant for their file
        && causes(error).anyMatch(Error.class::isInstance);
    return oneLine(ofJava ? ofJava(error) : ofFiles(known));
  }

  /** A text that others wrote, such as a file's name, as one line that does nothing to a terminal. */
  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll(COMMANDS, "?");
  }

  /** The file system's errors hold little but a path. */
  private static String ofFiles(Throwable error) {
    String message = Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName());
    if (error instanceof NoSuchFileException) {
      return "there is no " + message;
    }
    if (error instanceof AccessDeniedException denied) {
      return denied.getReason() == null ? "access to " + message + " is denied" : message;
    }
    if (error instanceof NotDirectoryException) {
      return message + " is not a folder";
    }
    if (error instanceof FileSystemException system && system.getReason() == null) {
      return message + " cannot be used (" + error.getClass().getSimpleName() + ")";
    }
    if (error instanceof CharacterCodingException) {
      return "the text is not UTF-8";
    }
    return message;
  }

  /** Errors of Java itself: memory, native libraries, fonts. */
  private static String ofJava(Throwable error) {
    Throwable memory = first(error, OutOfMemoryError.class::isInstance);
    if (memory != null) {
      return memory(String.valueOf(memory.getMessage()));
    }
    if (first(error, StackOverflowError.class::isInstance) != null) {
      return "the calculation nests too deeply; give Java more room for it, as in java -Xss8m -jar ...";
    }
    if (causes(error).flatMap(cause -> Arrays.stream(cause.getStackTrace()))
        .anyMatch(place -> DRAWING.stream().anyMatch(place.getClassName()::startsWith))) {
      return "no text can be drawn (" + last(error)
          + "): install fontconfig and a font, such as the package fonts-dejavu-core";
    }
    if (first(error, LinkageError.class::isInstance) != null) {
      return ofLibraries(error);
    }
    return "Java failed: " + last(error);
  }

  private static String memory(String message) {
    if (message.contains("native thread")) {
      return "the system allows no further thread (" + message + "): close other programs, or raise its limit on processes";
    }
    return message.contains("hysical") || message.contains("llocate")
        ? "not enough memory outside Java's heap (" + message + "): close other programs, or allow more, as in java "
            + "-Dorg.bytedeco.javacpp.maxphysicalbytes=4g -jar ..."
        : "not enough memory (" + message
            + "): give Java more, as in java -Xmx4g -jar ..., or ask for fewer or smaller clips";
  }

  private static String ofLibraries(Throwable error) {
    String threads = System.getenv("OMP_NUM_THREADS");
    if (threads != null && !threads.matches("\\d{1,9}")) {
      return "OMP_NUM_THREADS is \"" + threads
          + "\", of which ND4J cannot make a number: set it to one, such as 2, or unset it";
    }
    Throwable missing = first(error, cause -> cause instanceof ClassNotFoundException);
    if (missing != null) {
      return "a library is missing (it holds " + missing.getMessage() + "): the libraries belong into the folder lib beside "
          + "the jar; python3 environment/start.py --set-up-only puts them there";
    }
    String cache = System.getProperty("org.bytedeco.javacpp.cachedir", System.getProperty("user.home") + "/.javacpp/cache");
    return "a native library cannot be loaded (" + last(error) + "): it is unpacked into " + cache
        + ", which must take half a "
        + "gigabyte and files that may be executed; java -Dorg.bytedeco.javacpp.cachedir=FOLDER -jar ... names another";
  }

  private static String last(Throwable error) {
    Throwable last = causes(error).reduce(error, (before, cause) -> cause);
    return last.getClass().getSimpleName() + (last.getMessage() == null ? "" : ": " + last.getMessage());
  }

  private static Throwable first(Throwable error, Predicate<Throwable> kind) {
    return causes(error).filter(kind).findFirst().orElse(null);
  }

  private static Stream<Throwable> causes(Throwable error) {
    return Stream.iterate(error, Objects::nonNull, Throwable::getCause).limit(50);
  }

  /** Without what only carries another error: from another thread, or through code that may throw none. */
  private static Throwable unwrapped(Throwable error) {
    Throwable cause = error.getCause();
    boolean carries = error instanceof UncheckedIOException || error instanceof CompletionException
        || error instanceof ExecutionException || (cause != null && cause.toString().equals(error.getMessage()));
    return carries && cause != null ? unwrapped(cause) : error;
  }
}
