package texttovideo.cli;

import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine;

/** Says in one line what went wrong. */
final class ErrorMessages {
  private ErrorMessages() {
  }

  /** The command cannot be carried out as it was given. */
  static int wronglyCalled(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    say(command, oneLine(error) + " (help: " + command.getCommandSpec().qualifiedName() + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  /** The command was right, but could not be finished. */
  static int whileRunning(Exception error, CommandLine command, ParseResult result) {
    say(command, oneLine(error));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static void say(CommandLine command, String message) {
    command.getErr().println(command.getColorScheme().errorText("error: " + message));
  }

  /** What an error says to someone who does not read Java: the file system's errors hold little but a path. */
  static String oneLine(Throwable error) {
    if (error instanceof UncheckedIOException) {
      return oneLine(error.getCause());
    }
    String message = Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName());
    if (error instanceof NoSuchFileException) {
      message = "there is no " + message;
    } else if (error instanceof AccessDeniedException) {
      message = "access to " + message + " is denied";
    } else if (error instanceof NotDirectoryException) {
      message = message + " is not a folder";
    } else if (error instanceof FileSystemException system && system.getReason() == null) {
      message = message + " cannot be used (" + error.getClass().getSimpleName() + ")";
    } else if (error instanceof CharacterCodingException) {
      message = "the text is not UTF-8";
    }
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
