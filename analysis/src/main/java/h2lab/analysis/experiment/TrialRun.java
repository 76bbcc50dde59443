package h2lab.analysis.experiment;

import h2lab.analysis.recording.LostEvents;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RecordingFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Makes trials: a fresh server, load on it, its end, a look at its recording. Whatever goes wrong
 * is a result; no process is left behind.
 */
final class TrialRun {
  private final Launcher launcher;
  private final Deadlines deadlines;
  private final Path recordings;
  private final long seed;

  /**
   * @param recordings an existing folder for recordings
   */
  TrialRun(Launcher launcher, Deadlines deadlines, Path recordings, long seed) {
    this.launcher = launcher;
    this.deadlines = deadlines;
    this.recordings = recordings;
    this.seed = seed;
  }

  /**
   * Makes one trial.
   *
   * @throws IOException if it could not even be tried, for reasons that hold for others too
   */
  TrialResult run(Trial trial) throws IOException, InterruptedException {
    String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Path recording = recordings.resolve(trial.name() + ".jfr");
    Path report = recordings.resolve(trial.name() + ".load.json");
    Files.deleteIfExists(recording);
    Files.deleteIfExists(report);
    Observations seen = new Observations();
    try {
      serve(trial, recording, report, seen);
    } catch (TrialFailure failure) {
      seen.fault(failure.status(), failure.getMessage());
    } finally {
      Files.deleteIfExists(report);
    }
    read(trial, recording, seen);
    return seen.result(trial, seed, started, launcher.pins());
  }

  private void serve(Trial trial, Path recording, Path report, Observations seen)
      throws TrialFailure, IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(launcher.serve(trial, recording))) {
      try {
        URI url = server.awaitListening(deadlines.start());
        seen.serverStartMillis = server.startMillis();
        loadWhileItServes(trial, url, report, server, seen);
        seen.serverSummary = server.stop(deadlines.stop());
      } finally {
        server.end();
        seen.errors("server", server.errors());
      }
    }
  }

  /** A load that fails still lets the server end well, so that its recording tells why. */
  private void loadWhileItServes(
      Trial trial, URI url, Path report, ServerProcess server, Observations seen)
      throws IOException, InterruptedException {
    LoadRun run = launcher.loadRun(trial.levels().load());
    List<String> command = launcher.onLoadCores(run.command(url, trial, report));
    Runnable bind = () -> bind(server, seen);
    if (trial.phases().counted()) {
      bind.run();
    }
    try (LoadProcess load = LoadProcess.start(command, server, bind)) {
      try {
        List<String> output = load.await(deadlines.load(trial.phases()));
        seen.load = run.result(output, report);
        seen.serverCpu = load.serverCpuTime();
        judge(seen.load, seen);
      } catch (TrialFailure failure) {
        seen.fault(failure.status(), failure.getMessage());
      } finally {
        load.end();
        seen.errors("load", load.errors());
      }
    }
  }

  private void bind(ServerProcess server, Observations seen) {
    if (!launcher.bindServer(server.pid())) {
      seen.note("server could not be bound to cores " + launcher.pins().server());
    }
  }

  private static void judge(LoadResult load, Observations seen) {
    LoadResult.Requests requests = load.requests();
    if (requests.bad() > 0) {
      seen.fault(
          TrialResult.Status.FAILED,
          "%d of %d requests failed%s"
              .formatted(
                  requests.bad(),
                  requests.total(),
                  load.errors() == null || load.errors().isEmpty()
                      ? ""
                      : ": " + load.errors().getFirst()));
    } else if (requests.succeeded() == 0) {
      seen.fault(TrialResult.Status.FAILED, "no request was answered while it was measured");
    }
  }

  private static void read(Trial trial, Path file, Observations seen) throws IOException {
    if (trial.levels().of("level").equals("off")) {
      return;
    }
    if (!Files.exists(file)) {
      if (seen.fine()) {
        seen.fault(TrialResult.Status.INVALID, "server left no recording");
      }
      return;
    }
    try {
      Recording recording = Recording.open(file);
      LostEvents lost = recording.lost();
      seen.recording =
          new TrialResult.Kept(
              Path.of("recordings").resolve(file.getFileName()).toString(),
              Files.size(file),
              recording.events(),
              recording.clients().size(),
              lost.steps(),
              lost.octets());
      if (lost.any()) {
        seen.fault(TrialResult.Status.INVALID, lost.warning());
      }
    } catch (RecordingFault fault) {
      seen.fault(TrialResult.Status.INVALID, fault.getMessage());
    }
  }
}
