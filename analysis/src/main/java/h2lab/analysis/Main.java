package h2lab.analysis;

import java.io.IOException;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line. Commands are classes annotated for picocli that their module declares as {@link
 * Callable} services, so the server's are found here though nothing compiles against it.
 */
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

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLineFor(arguments).execute(arguments));
  }

  /** With all commands. */
  static CommandLine commandLine() {
    return commandLine(commands().filter(type -> type.isAnnotationPresent(Command.class)));
  }

  /**
   * With the command alone that the arguments name: the search for it ends there, lest every
   * library is opened, and the others' annotations are not read.
   */
  static CommandLine commandLineFor(String... arguments) {
    return Stream.of(arguments)
        .limit(1)
        .flatMap(name -> commands().filter(type -> isNamed(type, name)))
        .findFirst()
        .map(type -> commandLine(Stream.of(type)))
        .orElseGet(Main::commandLine);
  }

  /** By the name of its class first, for which nothing has to be read. */
  private static boolean isNamed(Class<?> type, String name) {
    return type.getSimpleName().equalsIgnoreCase(name + "Command")
        && type.isAnnotationPresent(Command.class)
        && type.getAnnotation(Command.class).name().equals(name);
  }

  private static CommandLine commandLine(Stream<Class<?>> commands) {
    CommandLine commandLine = new CommandLine(new Main());
    // each a command line of its own: only those get the options that come from tables
    commands.map(CommandLine::new).forEach(commandLine::addSubcommand);
    return commandLine
        .setParameterExceptionHandler(Main::reject)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::report);
  }

  private static Stream<Class<?>> commands() {
    return ServiceLoader.load(Callable.class).stream().map(ServiceLoader.Provider::type);
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
