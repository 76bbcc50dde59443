package h2lab.server.command;

import h2lab.server.Tls;
import h2lab.server.UnsupportedServerSetup;
import h2lab.server.dispatch.DispatchMethods;
import h2lab.server.script.Script;
import h2lab.server.script.ScriptedRun;
import h2lab.tracing.FlightRecording;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code h2lab play}: plays a scripted peer, for recordings that come out the same every time. */
@Command(
    name = "play",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a scripted peer against a method's client without sockets: fixed chunks in, fixed",
      "room out, so that its actions are the same every time and can be checked."
    },
    footer = {
      "",
      "Example:",
      "  h2lab play ten-requests --tls jdk --record ten.jfr",
      "  h2lab check ten.jfr --golden traces/async-custom/jdk/ten-requests.txt",
      "  h2lab play --all scripts --method thread --tls jdk"
    })
public final class PlayCommand implements Callable<Integer> {
  /** For the help text. */
  static final class ScriptNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(Script.values()).map(Script::label).iterator();
    }
  }

  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCRIPT",
      completionCandidates = ScriptNames.class,
      description = "What the peer does: ${COMPLETION-CANDIDATES}.")
  private String name;

  private final TlsOption tls = new TlsOption();
  private final RecordingOptions recording = new RecordingOptions();

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "async-custom",
      description = "Whose client meets the peer (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--all",
      paramLabel = "FOLDER",
      description = "Play every script, and record each into a file of its name there.")
  private Path all;

  /** Called by picocli. */
  @Spec
  void spec(CommandSpec command) {
    spec = command;
    tls.addTo(command);
    recording.addTo(command);
  }

  @Override
  public Integer call() throws IOException {
    if (!DispatchMethods.names().contains(method)) {
      throw new ParameterException(
          spec.commandLine(),
          "no dispatch method "
              + method
              + "; there are "
              + String.join(", ", DispatchMethods.names()));
    }
    if ((name == null) == (all == null)) {
      throw new ParameterException(spec.commandLine(), "name a SCRIPT, or --all and a folder");
    }
    String obstacle = ScriptedRun.obstacle(method, tls.engine());
    if (obstacle != null) {
      throw new UnsupportedServerSetup(method, tls.engine(), obstacle);
    }
    PrintWriter err = spec.commandLine().getErr();
    if (all == null) {
      Script script = script();
      return play(script, recording.start(method, tls.engine(), err));
    }
    Files.createDirectories(all);
    int worst = 0;
    for (Script script : Script.values()) {
      if (tls.engine() != Tls.OFF || !script.needsTls()) {
        Path file = all.resolve(script.label() + ".jfr");
        worst = Math.max(worst, play(script, recording.start(method, tls.engine(), file, err)));
      }
    }
    return worst;
  }

  private int play(Script script, FlightRecording recorded) throws IOException {
    try {
      ScriptedRun.Result result = ScriptedRun.play(method, script, tls.engine());
      spec.commandLine()
          .getOut()
          .printf(
              "a peer that %s: %d steps, %d requests, %d octets to it%n",
              script.means(), result.steps(), result.served().requests(), result.octetsReceived());
    } finally {
      if (recorded != null) {
        recorded.close();
      }
    }
    return RecordingOptions.exitCode(recorded);
  }

  private Script script() {
    Script script =
        Stream.of(Script.values())
            .filter(one -> one.label().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "no script "
                            + name
                            + "; there are "
                            + String.join(", ", new ScriptNames())));
    if (script.needsTls() && tls.engine() == Tls.OFF) {
      throw new ParameterException(spec.commandLine(), name + " is about TLS: choose a --tls");
    }
    return script;
  }
}
