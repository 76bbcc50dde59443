package h2lab.server.command;

import h2lab.server.Tls;
import h2lab.tracing.FlightRecording;
import h2lab.tracing.Level;
import h2lab.tracing.TrialEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What is recorded, where to, and what the recording says of itself. */
final class RecordingOptions {
  private static final int ENVIRONMENT = 3;

  private final OptionSpec file =
      OptionSpec.builder("--record")
          .paramLabel("FILE.jfr")
          .type(Path.class)
          .description(
              "Record this process by JDK Flight Recorder; written when it ends. Until then it is"
                  + " in",
              "FILE.jfr.repository, which h2lab recover reads if the process is killed.")
          .build();

  private final OptionSpec level =
      OptionSpec.builder("--level")
          .paramLabel("LEVEL")
          .type(Level.class)
          .defaultValue("actions")
          .description("How much to record: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          .build();

  private final OptionSpec trial =
      OptionSpec.builder("--trial")
          .paramLabel("LEVELS")
          .type(String.class)
          .defaultValue("")
          .description("Factor levels to note in the recording, as \"name=level name=level\".")
          .build();

  void addTo(CommandSpec command) {
    command.addOption(file).addOption(level).addOption(trial);
  }

  /**
   * Starts to record if that was asked for.
   *
   * @param err told what the user should know while it records
   * @return null if not
   * @throws IOException if the file cannot be written
   */
  FlightRecording start(String method, Tls tls, PrintWriter err) throws IOException {
    Path into = file.getValue();
    return into == null ? null : start(method, tls, into, err);
  }

  /** Starts to record into a file that the options need not name. */
  FlightRecording start(String method, Tls tls, Path into, PrintWriter err) throws IOException {
    TrialEvent event = new TrialEvent();
    event.method = method;
    event.tls = tls.label();
    String levels = trial.getValue();
    event.levels = levels.isEmpty() ? "method=" + method + " tls=" + tls.label() : levels;
    event.host =
        processor() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.version");
    event.jdk = Runtime.version().toString();
    event.commit = System.getProperty("h2lab.commit", "unknown");
    return FlightRecording.start(
        level.getValue(),
        event,
        into,
        remark -> {
          err.println("h2lab: " + remark);
          err.flush();
        });
  }

  /** Of a command that did what it was asked for: not 0 if not all could be recorded. */
  static int exitCode(FlightRecording recorded) {
    return recorded != null && recorded.wasCut() ? ENVIRONMENT : 0;
  }

  private static String processor() {
    int cores = Runtime.getRuntime().availableProcessors();
    String model = System.getProperty("os.arch");
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      model =
          lines
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse(model);
    } catch (IOException e) {
      // a system without it; the architecture must do
    }
    return model + " x " + cores;
  }
}
