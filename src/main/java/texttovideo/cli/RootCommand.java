package texttovideo.cli;

import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line; see {@code --help}. */
@Command(name = Main.NAME, description = "Turns sentences into short videos, and measures how well it does.",
    scope = ScopeType.INHERIT, mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
    usageHelpWidth = 100, parameterListHeading = "%n", optionListHeading = "%n",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "1:something failed while it ran",
        "2:the command, an option's value or a prompt is wrong; nothing was done", "130:stopped by Ctrl-C", "143:stopped by a request to terminate"},
    footer = {"", "Java 24 and later warn of libraries that use sun.misc.Unsafe. It is harmless, and silenced by",
        "java --sun-misc-unsafe-memory-access=allow -jar ..."})
final class RootCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  private RootCommand() {
  }

  /** Runs a command to its end; the exit code is 1, too, if what it said could not be written. */
  static int execute(String... arguments) {
    CommandLine line = of(arguments);
    int code = line.execute(arguments);
    line.getOut().flush();
    line.getErr().flush();
    InterruptOnShutdown.said();
    if (System.out.checkError() && code == CommandLine.ExitCode.OK) {
      line.getErr().println("error: the results could not be written to the standard output");
      return CommandLine.ExitCode.SOFTWARE;
    }
    return code;
  }

  /**
   * The command line that runs some arguments in this process. It knows the command that they begin with, or all commands if
   * they begin with none: each brings classes that the others need not wait for.
   */
  static CommandLine of(String... arguments) {
    Map<String, Supplier<Callable<Integer>>> commands = new LinkedHashMap<>();
    commands.put("generate", Generate::new);
    commands.put("judge", Judge::new);
    commands.put("evaluate", Evaluate::new);
    commands.put("train", TrainClips.isMeant(arguments) ? TrainClips::new : Train::new);
    commands.put("synthesize", SynthesizeDigits.isMeant(arguments) ? SynthesizeDigits::new : Synthesize::new);
    if (arguments.length > 0 && commands.containsKey(arguments[0])) {
      commands.keySet().retainAll(Set.of(arguments[0]));
    }
    CommandLine line = new CommandLine(new RootCommand());
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    for (Class<?> type : List.of(int.class, Integer.class)) {
      register(line, type, text -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE).intValueExact());
    }
    for (Class<?> type : List.of(long.class, Long.class)) {
      register(line, type, text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE).longValueExact());
    }
    register(line, Path.class, RootCommand::path);
    return line.setExecutionStrategy(RootCommand::run)
        .setParameterExceptionHandler(ErrorMessages::wronglyCalled)
        .setExecutionExceptionHandler((error, command, parsed) -> ErrorMessages.whileRunning(error, command))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false);                // a file named @clips is a file, not a list of arguments
  }

  /** Errors of Java itself, such as memory that is exhausted, are told like any other. */
  private static int run(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (Error error) {
      return ErrorMessages.whileRunning(error, parsed.subcommand() == null ? parsed.commandSpec().commandLine()
          : parsed.subcommand().commandSpec().commandLine());
    }
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }

  @SuppressWarnings("unchecked")
  private static <T> void register(CommandLine line, Class<?> type, CommandLine.ITypeConverter<T> converter) {
    line.registerConverter((Class<T>) type, converter);
  }

  /** A path, or an error that says what to do where the system's encoding has no such letters. */
  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException error) {
      throw new CommandLine.TypeConversionException("\"" + text + "\" is no name of a file in this system's encoding, "
          + System.getProperty("sun.jnu.encoding") + "; LC_ALL=C.UTF-8 in the environment makes it UTF-8");
    }
  }

  /** A whole number between two, or an error that names what is allowed. */
  private static BigInteger whole(String text, long least, long most) {
    if (text.matches("[+-]?[0-9]+")) {
      BigInteger number = new BigInteger(text);
      if (number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0) {
        return number;
      }
    }
    throw new CommandLine.TypeConversionException("\"" + text + "\" is no whole number from " + least + " to " + most);
  }
}
