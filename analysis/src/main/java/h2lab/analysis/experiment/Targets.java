package h2lab.analysis.experiment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The servers of a sweep that are not ours, made ready before its first trial: programs looked for,
 * class paths resolved, a certificate made. One that cannot be had is absent, which spoils nothing.
 */
final class Targets {
  /** None: all methods are ours. */
  static final Targets NONE = new Targets(Map.of(), null);

  private final Map<String, Ready> byName;
  private final TargetFiles files;

  /**
   * A target that was looked for.
   *
   * @param classPath empty if it needs none
   * @param absence why it cannot be started here; null if it can
   */
  private record Ready(Target target, String classPath, String absence) {}

  private Targets(Map<String, Ready> byName, TargetFiles files) {
    this.byName = byName;
    this.files = files;
  }

  /**
   * Makes the targets of a design ready.
   *
   * @param pins tell how many cores a server gets; null for all
   * @param out gets a line where it takes a while
   */
  static Targets prepare(
      Design design, TrialResult.Pins pins, ClassPaths classPaths, Consumer<String> out)
      throws IOException, InterruptedException {
    Map<String, Ready> ready = new LinkedHashMap<>();
    boolean anyStarted = false;
    for (Target target : used(design)) {
      Ready each = look(target, classPaths);
      ready.put(target.name(), each);
      anyStarted |= target.started() && each.absence == null;
      if (each.absence != null) {
        out.accept(each.absence);
      }
    }
    int cores =
        pins == null
            ? Runtime.getRuntime().availableProcessors()
            : Cores.parse(pins.server()).size();
    String user = System.getProperty("user.name");
    return new Targets(ready, anyStarted ? new TargetFiles(KeyFiles.make(), cores, user) : null);
  }

  private static List<Target> used(Design design) {
    List<String> methods = design.trials().stream().map(t -> t.levels().method()).toList();
    return Stream.concat(
            design.experiments().stream().flatMap(e -> e.targets().stream()),
            TargetCatalog.shipped().stream())
        .filter(target -> methods.contains(target.name()))
        .distinct()
        .toList();
  }

  private static Ready look(Target target, ClassPaths classPaths)
      throws IOException, InterruptedException {
    Optional<String> missing =
        target.programs().stream().filter(program -> !Environment.onPath(program)).findFirst();
    if (missing.isPresent()) {
      String program = missing.get().equals(target.name()) ? "" : missing.get() + ", ";
      return new Ready(
          target,
          "",
          "%s is absent: it needs %s%s".formatted(target.name(), program, target.install()));
    }
    try {
      return new Ready(target, target.maven().isEmpty() ? "" : classPaths.of(target), null);
    } catch (EnvironmentException e) {
      return new Ready(target, "", target.name() + " is absent: " + e.getMessage());
    }
  }

  /** Whether a method is a server that is not ours. */
  boolean has(String method) {
    return byName.containsKey(method);
  }

  /** Why a target is not there; null if it is. */
  String absence(String method) {
    return byName.get(method).absence;
  }

  /**
   * One that was started for a trial, with what it was lent.
   *
   * @param port null if it needs none
   * @param folder for its files, null if it has none
   */
  record Lent(RunningServer server, PortLease port, Path folder) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      server.close();
      if (port != null) {
        port.close();
      }
      if (folder != null) {
        RecordingShelf.deleteTree(folder);
      }
    }
  }

  /**
   * Starts the server of a trial, or finds the one that runs.
   *
   * @param folder for its files; made here
   * @throws TrialFailure if it cannot be started
   */
  Lent start(Trial trial, Path folder) throws TrialFailure, IOException {
    Ready ready = byName.get(trial.levels().method());
    Target target = ready.target;
    String tls = trial.levels().tls();
    if (!target.started()) {
      return new Lent(new UrlServer(target.url(tls, 0)), null, folder);
    }
    PortLease port = target.takesPort() ? PortLease.take() : null;
    try {
      URI url = target.url(tls, port == null ? 0 : port.port());
      int number = port == null ? url.getPort() : port.port();
      List<String> command = files.write(target, ready.classPath, tls, number, folder);
      return new Lent(CommandServer.start(url, command), port, folder);
    } catch (TrialFailure | IOException | RuntimeException e) {
      if (port != null) {
        port.close();
      }
      RecordingShelf.deleteTree(folder);
      throw e;
    }
  }
}
