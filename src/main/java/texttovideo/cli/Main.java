package texttovideo.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** The command line; see {@code --help}. */
@Command(name = Main.NAME, description = "Turns sentences into short videos, and measures how well it does.",
    subcommands = {Generate.class, Judge.class, Train.class, Synthesize.class},
    scope = ScopeType.INHERIT, mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
    usageHelpWidth = 100, parameterListHeading = "%n", optionListHeading = "%n",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "1:something failed while it ran",
        "2:the command, an option's value or a prompt is wrong; nothing was done"})
public final class Main implements Callable<Integer> {
  /** How the program is called. */
  static final String NAME = "java -jar target/text-to-video.jar";

  @Spec
  private CommandSpec spec;

  private Main() {
  }

  /** Runs the command line and ends the process with its exit code: 0 done, 1 failed, 2 wrongly called. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to execute in this process. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionStrategy(Main::run)
        .setParameterExceptionHandler(ErrorMessages::wronglyCalled)
        .setExecutionExceptionHandler(ErrorMessages::whileRunning)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int run(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (OutOfMemoryError error) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), "not enough memory (" + error.getMessage()
          + "): give Java more, as in java -Xmx4g -jar ..., or ask for fewer or smaller frames", error);
    }
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }
}
