package h2lab.server.command;

import h2lab.server.Server;
import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.Transport;
import h2lab.server.dispatch.DispatchMethods;
import h2lab.tracing.FlightRecording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code h2lab serve}: runs a server until it is told to stop. */
@Command(
    name = "serve",
    modelTransformer = ServeCommand.OptionsOfTables.class,
    mixinStandardHelpOptions = true,
    description = {
      "Serves Hello World over HTTP/2 by a dispatch method until SIGTERM or Ctrl-C.",
      "The first line on standard output says where it listens."
    },
    footer = {
      "",
      "Example, and a client for it:",
      "  h2lab serve async-custom --tls jdk --port 8443 --record hello.jfr",
      "  curl -k --http2 https://127.0.0.1:8443/"
    })
public final class ServeCommand implements Callable<Integer> {
  /** For the help text. */
  static final class MethodNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return DispatchMethods.names().iterator();
    }
  }

  /** Adds the options whose names and defaults are in tables of the server's. */
  static final class OptionsOfTables implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      DeadlineOptions.addTo(command);
      LimitOptions.addTo(command);
      return command;
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "METHOD",
      completionCandidates = MethodNames.class,
      description = "Dispatch method: ${COMPLETION-CANDIDATES}.")
  private String method;

  @Mixin private TlsOption tls;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "TCP port; 0 takes any that is free (default).")
  private int port;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "PEM certificate or chain; without it one is made for localhost.")
  private Path certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "PEM private key of --cert, unencrypted.")
  private Path key;

  @Option(
      names = "--max-clients",
      paramLabel = "N",
      defaultValue = "" + ServerOptions.DEFAULT_MAX_CLIENTS,
      description =
          "Clients served at once; more are refused (default: ${DEFAULT-VALUE}). none serves one.")
  private int maxClients;

  @Mixin private PollLoopOptions pollLoops;

  @Option(
      names = "--nagle",
      paramLabel = "on|off",
      defaultValue = "off",
      description = "Let the kernel hold back small writes (default: off).")
  private OnOff nagle;

  @Option(
      names = "--transport",
      description =
          "async: how its library reaches the kernel: ${COMPLETION-CANDIDATES} (default: nio).")
  private Transport transport;

  @Mixin private RecordingOptions recording;

  @Override
  public Integer call() throws IOException {
    ServerOptions options = options();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    Termination.onSignal(() -> asked.complete(null));
    FlightRecording recorded = recording.start(method, tls.engine(), spec.commandLine().getErr());
    try {
      serve(create(options, recorded), asked);
    } finally {
      if (recorded != null) {
        recorded.close();
      }
    }
    return RecordingOptions.exitCode(recorded);
  }

  /** A server that cannot even begin must not replace an earlier recording by an empty one. */
  private static Server create(ServerOptions options, FlightRecording recorded) throws IOException {
    try {
      return Server.create(options);
    } catch (IOException | RuntimeException e) {
      if (recorded != null) {
        recorded.discard();
      }
      throw e;
    }
  }

  private void serve(Server server, CompletableFuture<Void> asked) {
    var out = spec.commandLine().getOut();
    out.println("listening on " + server.url());
    out.flush();
    CompletableFuture.anyOf(asked, server.ended().handle((end, failure) -> null)).join();
    var result = server.close();
    if (!asked.isDone()) {
      out.println("ended: " + result.end());
    }
    out.println(result);
    out.flush();
  }

  ServerOptions options() {
    require(
        DispatchMethods.names().contains(method),
        "no dispatch method "
            + method
            + "; there are "
            + String.join(", ", DispatchMethods.names()));
    require(port >= 0 && port <= 65_535, "--port takes 0 to 65535");
    require(maxClients >= 1, "--max-clients takes at least 1");
    require(transport == null || method.equals("async"), "--transport is for async");
    require((certificate == null) == (key == null), "--cert and --key go together");
    require(certificate == null || tls.engine() != Tls.OFF, "--cert needs --tls");
    ServerOptions.Builder options =
        ServerOptions.serving(method, tls.engine())
            .address(host, port)
            .identity(certificate, key)
            .maxClients(maxClients)
            .nagle(nagle == OnOff.ON)
            .transport(transport == null ? Transport.NIO : transport)
            .deadlines(DeadlineOptions.of(spec.commandLine().getParseResult()))
            .limits(LimitOptions.of(spec.commandLine().getParseResult()));
    pollLoops.apply(method, options);
    return options.build();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
