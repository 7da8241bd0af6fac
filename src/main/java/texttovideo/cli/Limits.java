package texttovideo.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses values that cannot work before any work begins. */
final class Limits {
  private Limits() {
  }

  /** An option's value must lie between two numbers, both included. */
  static void require(CommandSpec command, String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new ParameterException(command.commandLine(),
          option + " must be " + least + " to " + most + ", not " + value);
    }
  }
}
