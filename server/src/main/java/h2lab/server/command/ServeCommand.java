package h2lab.server.command;

import h2lab.server.Server;
import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.Transport;
import h2lab.server.dispatch.DispatchMethods;
import h2lab.tracing.FlightRecording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * {@code h2lab serve}: runs a server until it is told to stop. Its options are objects, not
 * annotations, since reading those is a third of a server's start.
 */
public final class ServeCommand implements Callable<Integer>, Supplier<CommandSpec> {
  private final PositionalParamSpec method =
      PositionalParamSpec.builder()
          .paramLabel("METHOD")
          .index("0")
          .required(true)
          .type(String.class)
          .completionCandidates(DispatchMethods.names())
          .description("Dispatch method: ${COMPLETION-CANDIDATES}.")
          .build();

  private final TlsOption tls = new TlsOption();

  private final OptionSpec host =
      OptionSpec.builder("--host")
          .paramLabel("ADDRESS")
          .type(String.class)
          .defaultValue("127.0.0.1")
          .description("Address to listen on (default: ${DEFAULT-VALUE}).")
          .build();

  private final OptionSpec port =
      OptionSpec.builder("--port")
          .paramLabel("PORT")
          .type(int.class)
          .defaultValue("0")
          .description("TCP port; 0 takes any that is free (default).")
          .build();

  private final OptionSpec certificate =
      OptionSpec.builder("--cert")
          .paramLabel("FILE")
          .type(Path.class)
          .description("PEM certificate or chain; without it one is made for localhost.")
          .build();

  private final OptionSpec key =
      OptionSpec.builder("--key")
          .paramLabel("FILE")
          .type(Path.class)
          .description("PEM private key of --cert, unencrypted.")
          .build();

  private final OptionSpec maxClients =
      OptionSpec.builder("--max-clients")
          .paramLabel("N")
          .type(int.class)
          .defaultValue("" + ServerOptions.DEFAULT_MAX_CLIENTS)
          .description(
              "Clients served at once; more are refused (default: ${DEFAULT-VALUE}). none serves"
                  + " one.")
          .build();

  private final PollLoopOptions pollLoops = new PollLoopOptions();

  private final OptionSpec nagle =
      OptionSpec.builder("--nagle")
          .paramLabel("on|off")
          .type(OnOff.class)
          .defaultValue("off")
          .description("Let the kernel hold back small writes (default: off).")
          .build();

  private final OptionSpec transport =
      OptionSpec.builder("--transport")
          .paramLabel("TRANSPORT")
          .type(Transport.class)
          .description(
              "async: how its library reaches the kernel: ${COMPLETION-CANDIDATES} (default: nio).")
          .build();

  private final RecordingOptions recording = new RecordingOptions();

  /** The command with all its options; each call makes another, for one command line. */
  @Override
  public CommandSpec get() {
    CommandSpec command = CommandSpec.wrapWithoutInspection(this).name("serve");
    command
        .usageMessage()
        .description(
            "Serves Hello World over HTTP/2 by a dispatch method until SIGTERM or Ctrl-C.",
            "The first line on standard output says where it listens.")
        .footer(
            "",
            "Example, and a client for it:",
            "  h2lab serve async-custom --tls jdk --port 8443 --record hello.jfr",
            "  curl -k --http2 https://127.0.0.1:8443/");
    HelpOption.addTo(command);
    command.addPositional(method);
    tls.addTo(command);
    for (OptionSpec option : List.of(host, port, certificate, key, maxClients, nagle, transport)) {
      command.addOption(option);
    }
    pollLoops.addTo(command);
    recording.addTo(command);
    DeadlineOptions.addTo(command);
    LimitOptions.addTo(command);
    return command;
  }

  @Override
  public Integer call() throws IOException {
    ServerOptions options = options();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    Termination.onSignal(() -> asked.complete(null));
    FlightRecording recorded =
        recording.start(method.getValue(), tls.engine(), commandLine().getErr());
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
    var out = commandLine().getOut();
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
    String name = method.getValue();
    Path identity = certificate.getValue();
    Transport reached = transport.getValue();
    ParseResult given = commandLine().getParseResult();
    check(name, identity, reached);
    ServerOptions.Builder options =
        ServerOptions.serving(name, tls.engine())
            .address(host.getValue(), port.getValue())
            .identity(identity, key.getValue())
            .maxClients(maxClients.getValue())
            .nagle(nagle.getValue() == OnOff.ON)
            .transport(reached == null ? Transport.NIO : reached)
            .deadlines(DeadlineOptions.of(given))
            .limits(LimitOptions.of(given));
    pollLoops.apply(name, options);
    return options.build();
  }

  private void check(String name, Path identity, Transport reached) {
    require(
        DispatchMethods.names().contains(name),
        "no dispatch method " + name + "; there are " + String.join(", ", DispatchMethods.names()));
    require(
        (int) port.getValue() >= 0 && (int) port.getValue() <= 65_535, "--port takes 0 to 65535");
    require((int) maxClients.getValue() >= 1, "--max-clients takes at least 1");
    require(reached == null || name.equals("async"), "--transport is for async");
    require((identity == null) == (key.getValue() == null), "--cert and --key go together");
    require(identity == null || tls.engine() != Tls.OFF, "--cert needs --tls");
  }

  private CommandLine commandLine() {
    return method.command().commandLine();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(commandLine(), otherwise);
    }
  }
}
