package h2lab.analysis.experiment;

import h2lab.analysis.Main;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How processes of a trial are started: what stands before {@code serve ...} and {@code load ...},
 * and the cores they are bound to.
 *
 * @param pins null to leave both to the scheduler
 */
record Launcher(List<String> server, List<String> load, TrialResult.Pins pins) {
  /** Starts them as this process was started. */
  static Launcher likeThisProcess(TrialResult.Pins pins) {
    List<String> server = java();
    List<String> load = java();
    server.addAll(program());
    load.addAll(program());
    return new Launcher(server, load, pins);
  }

  private static List<String> program() {
    String classes = System.getProperty("java.class.path");
    boolean oneJar = classes.endsWith(".jar") && !classes.contains(File.pathSeparator);
    return oneJar ? List.of("-jar", classes) : List.of("-cp", classes, Main.class.getName());
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(Launcher::isPassedOn)
        .forEach(command::add);
    return command;
  }

  /**
   * Whether an option of this process is for those that it starts as well: not what would bind them
   * to it.
   */
  static boolean isPassedOn(String option) {
    return Stream.of(
            "-agentlib",
            "-javaagent",
            "-XX:AOTCacheOutput",
            "-XX:AOTMode=record",
            "-XX:StartFlightRecording")
        .noneMatch(option::startsWith);
  }

  /** Java for servers of others: with the collector and the memory that ours get. */
  static List<String> javaLikeThis() {
    List<String> own = java();
    return own.stream()
        .filter(
            word ->
                word.equals(own.getFirst())
                    || word.startsWith("-Xm")
                    || word.startsWith("-Xs")
                    || (word.startsWith("-XX:") && !word.startsWith("-XX:AOT")))
        .toList();
  }

  /** The command that serves a trial. */
  List<String> serve(Trial trial, Path recording) {
    Levels levels = trial.levels();
    List<String> command = new ArrayList<>(server);
    command.addAll(List.of("serve", levels.method(), "--tls", levels.tls()));
    command.addAll(List.of("--nagle", levels.of("nagle"), "--port", "0"));
    levels
        .ofSomeMethods()
        .forEach((factor, level) -> command.addAll(List.of("--" + factor, level)));
    command.addAll(List.of("--record", recording.toString(), "--level", levels.of("level")));
    command.addAll(List.of("--trial", levels.label()));
    return command;
  }

  /** A load generator's command, on its cores. */
  List<String> onLoadCores(List<String> command) {
    if (pins == null) {
      return command;
    }
    List<String> bound = new ArrayList<>(List.of("taskset", "-c", pins.load()));
    bound.addAll(command);
    return bound;
  }

  /**
   * Binds running processes with all their threads to the server's cores. Not before it is warm:
   * until then it may compile on any core, and is so the sooner.
   *
   * @return false if that could not be done
   */
  boolean bindServer(List<Long> pids) {
    return pins == null || (!pids.isEmpty() && pids.stream().allMatch(this::bind));
  }

  private boolean bind(long pid) {
    return !Environment.output(
            Path.of("."), "taskset", "-a", "-p", "-c", pins.server(), Long.toString(pid))
        .isEmpty();
  }

  /**
   * The load generator of a level of the factor load.
   *
   * @throws EnvironmentException if it is not installed
   */
  LoadRun loadRun(String name) throws EnvironmentException {
    return switch (name) {
      case "embedded" -> new EmbeddedLoad(load);
      case "h2load" -> new H2load(List.of("h2load"), versionOf("h2load"));
      case "curl" -> new CurlLoad(versionOf("curl"));
      default -> throw new IllegalStateException("no load generator " + name);
    };
  }

  private static String versionOf(String program) throws EnvironmentException {
    if (!Environment.onPath(program)) {
      throw new EnvironmentException(
          program + " is not installed; the embedded load needs nothing");
    }
    String text = Environment.output(Path.of("."), program, "--version");
    String first = text.lines().findFirst().orElse("");
    return first.replaceFirst("^" + program + " ", "").split(" ")[0];
  }
}
