package h2lab.analysis;

import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line. Commands are classes annotated for picocli that their module declares as {@link
 * Callable} services, so the server's are found here though nothing compiles against it.
 */
@Command(
    name = "h2lab",
    description = "An instrumented testbed for HTTP/2 server designs.",
    mixinStandardHelpOptions = true,
    version = "h2lab 0.1",
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    for (var provider : (Iterable<ServiceLoader.Provider<?>>) commands()::iterator) {
      commandLine.addSubcommand(provider.type());
    }
    return commandLine;
  }

  @SuppressWarnings("rawtypes")
  private static java.util.stream.Stream<ServiceLoader.Provider<?>> commands() {
    return ServiceLoader.load(Callable.class).stream().map(p -> (ServiceLoader.Provider<?>) p);
  }
}
