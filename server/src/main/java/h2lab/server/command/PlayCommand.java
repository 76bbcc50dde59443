package h2lab.server.command;

import h2lab.server.script.Script;
import h2lab.server.script.ScriptedRun;
import h2lab.tracing.FlightRecording;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code h2lab play}: plays a scripted peer, for recordings that come out the same every time. */
@Command(
    name = "play",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a scripted peer against async-custom without sockets: fixed chunks in, fixed room"
          + " out,",
      "so that its actions are the same every time and can be checked."
    },
    footer = {
      "",
      "Example:",
      "  h2lab play ten-requests --tls jdk --record ten.jfr",
      "  h2lab check ten.jfr --golden traces/async-custom/jdk/ten-requests.txt"
    })
public final class PlayCommand implements Callable<Integer> {
  /** For the help text. */
  static final class ScriptNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(Script.values()).map(Script::label).iterator();
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SCRIPT",
      completionCandidates = ScriptNames.class,
      description = "What the peer does: ${COMPLETION-CANDIDATES}.")
  private String name;

  @Mixin private TlsOption tls;

  @Mixin private RecordingOptions recording;

  @Override
  public Integer call() throws IOException {
    Script script = script();
    FlightRecording recorded =
        recording.start("async-custom", tls.engine(), spec.commandLine().getErr());
    try {
      ScriptedRun.Result result = ScriptedRun.play(script, tls.engine());
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
    return 0;
  }

  private Script script() {
    return Stream.of(Script.values())
        .filter(script -> script.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "no script " + name + "; there are " + String.join(", ", new ScriptNames())));
  }
}
