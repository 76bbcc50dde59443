package h2lab.analysis;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line. Commands are classes annotated for picocli, or that supply their options. */
@Command(
    name = "h2lab",
    description = "An instrumented testbed for HTTP/2 server designs.",
    mixinStandardHelpOptions = true,
    version = "h2lab 0.1",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 fine, 1 a check or an experiment failed, 2 usage, 3 environment.",
      "",
      "Example, from nothing to charts:",
      "  h2lab run"
    })
public final class Main {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int ENVIRONMENT = 3;

  /**
   * The classes of the commands, in the order of the help text; each is named as its command is. By
   * their names, since nothing here compiles against the server's, and not as services: a search
   * for these opens every library at each start.
   */
  private static final List<String> COMMANDS =
      List.of(
          "h2lab.analysis.experiment.RunCommand",
          "h2lab.server.command.ServeCommand",
          "h2lab.server.load.LoadCommand",
          "h2lab.analysis.chart.ChartCommand",
          "h2lab.analysis.check.CheckCommand",
          "h2lab.analysis.export.ExportCommand",
          "h2lab.analysis.query.QueryCommand",
          "h2lab.analysis.recovery.RecoverCommand",
          "h2lab.server.command.PlayCommand",
          "h2lab.server.command.MethodsCommand",
          "h2lab.server.command.RehearseCommand");

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLineFor(arguments).execute(arguments));
  }

  /** With all commands. */
  static CommandLine commandLine() {
    return commandLine(new CommandLine(new Main()), COMMANDS.stream());
  }

  /** With the command alone that the arguments name: no annotations but its own are read. */
  static CommandLine commandLineFor(String... arguments) {
    return Stream.of(arguments)
        .limit(1)
        .flatMap(name -> COMMANDS.stream().filter(type -> name.equals(commandName(type))))
        .findFirst()
        .map(
            type ->
                commandLine(new CommandLine(CommandSpec.create().name("h2lab")), Stream.of(type)))
        .orElseGet(Main::commandLine);
  }

  /** {@code serve} for {@code h2lab.server.command.ServeCommand}. */
  private static String commandName(String type) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return simple.substring(0, simple.length() - "Command".length()).toLowerCase(Locale.ROOT);
  }

  private static CommandLine commandLine(CommandLine commandLine, Stream<String> commands) {
    // each a command line of its own: only those get the options that come from tables
    commands.map(Main::load).forEach(commandLine::addSubcommand);
    return commandLine
        .setParameterExceptionHandler(Main::reject)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::report);
  }

  /** A command of which no annotation need be read supplies its options itself. */
  private static CommandLine load(String type) {
    try {
      Class<?> command = Class.forName(type);
      return Supplier.class.isAssignableFrom(command)
          ? new CommandLine(((Supplier<?>) command.getConstructor().newInstance()).get())
          : new CommandLine(command);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is not on the class path", e);
    }
  }

  private static int reject(ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    command.getErr().println("h2lab: " + fault.getMessage());
    command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  /** One line for what the user can mend; the whole story for what only we can. */
  private static int report(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    boolean usage =
        failure instanceof UnsupportedOperationException
            || failure instanceof IllegalArgumentException;
    if (!usage && !(failure instanceof IOException)) {
      failure.printStackTrace(command.getErr());
      return FAILED;
    }
    command.getErr().println("h2lab: " + failure.getMessage());
    return usage ? USAGE : ENVIRONMENT;
  }
}
