package h2lab.server.command;

import h2lab.server.Server;
import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.load.LoadCommand;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code h2lab rehearse}: what {@code serve} and {@code load} do at their start, in one process, so
 * that the launcher can keep the classes of both, linked, in one cache; or what {@code serve} alone
 * does, by one TLS engine, to which the launcher then sends a load from another process.
 */
@Command(
    name = "rehearse",
    hidden = true,
    mixinStandardHelpOptions = true,
    description =
        "Serves and loads for a moment in one process; the launcher's cache is made by it.",
    footer = {"", "Example: h2lab rehearse openssl"})
public final class RehearseCommand implements Callable<Integer> {
  private static final String[] METHODS = {"async-custom", "thread", "async"};

  @Parameters(
      paramLabel = "TLS",
      arity = "0..1",
      description = "Serve alone by this, until SIGTERM.")
  private Tls engine;

  @Override
  public Integer call() throws Exception {
    return engine == null ? serveAndLoad() : serve(engine);
  }

  private static int serve(Tls tls) {
    return new CommandLine(new ServeCommand().get())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(METHODS[0], "--tls", tls.label());
  }

  private static int serveAndLoad() throws Exception {
    for (String tls : new String[] {"off", "jdk"}) {
      for (String method : METHODS) {
        int exit = Server.create(options(method, tls)).runAgainst(url -> load(url.toString()));
        if (exit != 0) {
          return exit;
        }
      }
    }
    return 0;
  }

  private static ServerOptions options(String method, String tls) {
    ServeCommand serve = new ServeCommand();
    new CommandLine(serve.get())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(method, "--tls", tls, "--nagle", "off", "--port", "0");
    return serve.options();
  }

  private static int load(String url) {
    return new CommandLine(new LoadCommand())
        .setOut(new PrintWriter(Writer.nullWriter()))
        .execute(url, "-c", "2", "-m", "10", "-n", "2000");
  }
}
