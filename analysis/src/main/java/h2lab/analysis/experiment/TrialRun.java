package h2lab.analysis.experiment;

import h2lab.analysis.anatomy.StackSamples;
import h2lab.analysis.recording.LostEvents;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RecordingFault;
import h2lab.analysis.recovery.Recovery;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Makes trials: a fresh server, or one that stays for several, load on it, its end, a look at its
 * recording. Whatever goes wrong is a result; no process is left behind.
 */
final class TrialRun implements AutoCloseable {
  /** Said of every trial of a server that is not ours. */
  static final String NO_RECORDING = "no recording: not a server of h2lab";

  private final Launcher launcher;
  private final Targets targets;
  private final Deadlines deadlines;
  private final Path recordings;
  private final long seed;
  private final CoreWatch cores;
  private final KeptServers kept = new KeptServers(this::start);

  /**
   * @param targets the servers that are not started by the launcher
   * @param recordings an existing folder for recordings
   * @param cores what to wait for before a load begins
   */
  TrialRun(
      Launcher launcher,
      Targets targets,
      Deadlines deadlines,
      Path recordings,
      long seed,
      CoreWatch cores) {
    this.launcher = launcher;
    this.targets = targets;
    this.deadlines = deadlines;
    this.recordings = recordings;
    this.seed = seed;
    this.cores = cores;
  }

  /**
   * Makes one trial.
   *
   * @throws IOException if it could not even be tried, for reasons that hold for others too
   */
  TrialResult run(Trial trial) throws IOException, InterruptedException {
    String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Path recording = recording(trial);
    Path report = recordings.resolve(trial.name() + ".load.json");
    Files.deleteIfExists(recording);
    Files.deleteIfExists(report);
    Observations seen = new Observations();
    Trial made = kept.hadLoadOf(trial) ? trial.warm() : trial;
    try {
      if (targets.has(trial.levels().method())) {
        requireTarget(trial, seen);
      }
      if (trial.serverStays()) {
        serveByOneThatStays(made, report, seen);
      } else {
        serve(made, report, seen);
      }
    } catch (TrialFailure failure) {
      seen.fault(failure.status(), failure.getMessage());
    } finally {
      Files.deleteIfExists(report);
    }
    if (!targets.has(trial.levels().method())) {
      read(trial, recording, seen);
    }
    return seen.result(made, seed, started, launcher.pins());
  }

  private void requireTarget(Trial trial, Observations seen) throws TrialFailure {
    String absence = targets.absence(trial.levels().method());
    if (absence != null) {
      throw new TrialFailure(TrialResult.Status.ABSENT, absence);
    }
    seen.note(NO_RECORDING);
  }

  private Targets.Lent start(Trial trial) throws TrialFailure, IOException {
    return targets.has(trial.levels().method())
        ? targets.start(trial, recordings.resolve(trial.name() + ".files"))
        : new Targets.Lent(
            ServerProcess.start(launcher.serve(trial, recording(trial))), null, null);
  }

  private Path recording(Trial trial) {
    return recordings.resolve(trial.name() + ".jfr");
  }

  private void serve(Trial trial, Path report, Observations seen)
      throws TrialFailure, IOException, InterruptedException {
    try (Targets.Lent lent = start(trial)) {
      measure(trial, report, lent.server(), seen);
    }
  }

  /** After a fault the next trial gets a fresh server, lest one spoils them all. */
  private void serveByOneThatStays(Trial trial, Path report, Observations seen)
      throws TrialFailure, IOException, InterruptedException {
    KeptServers.Kept server = kept.of(trial, deadlines.start());
    try {
      seen.serverStartMillis = server.server().startMillis();
      loadWhileItServes(trial, server.url(), report, server.server(), seen);
      if (server.server().ended().isDone()) {
        seen.fault(TrialResult.Status.FAILED, "server " + server.server().ending());
      }
    } finally {
      if (!seen.fine()) {
        kept.end(trial);
        seen.errors("server", server.server().errors());
      }
    }
  }

  private void measure(Trial trial, Path report, RunningServer server, Observations seen)
      throws TrialFailure, IOException, InterruptedException {
    try {
      URI url = server.awaitListening(deadlines.start());
      seen.serverStartMillis = server.startMillis();
      loadWhileItServes(trial, url, report, server, seen);
      seen.serverSummary = server.stop(deadlines.stop());
      server.notes().forEach(seen::note);
    } finally {
      server.end();
      seen.errors("server", server.errors());
    }
  }

  /** A load that fails still lets the server end well, so that its recording tells why. */
  private void loadWhileItServes(
      Trial trial, URI url, Path report, RunningServer server, Observations seen)
      throws IOException, InterruptedException {
    LoadRun run = launcher.loadRun(trial.levels().load());
    List<String> command = launcher.onLoadCores(run.command(url, trial, report));
    Runnable bind = () -> bind(server, seen);
    if (trial.phases().counted()) {
      bind.run();
    }
    CoreState before = cores.await();
    try (LoadProcess load = LoadProcess.start(command, server, bind)) {
      try {
        List<String> output = load.await(deadlines.load(trial.phases()));
        seen.load = run.result(output, report);
        seen.server = load.ofServer();
        seen.loader = load.ofLoad();
        seen.stolenPercent = load.stolenPercent();
        seen.measured = load.measured();
        seen.judgeLoad();
      } catch (TrialFailure failure) {
        seen.fault(failure.status(), failure.getMessage());
      } finally {
        load.end();
        seen.errors("load", load.errors());
        seen.cores = cores.since(before);
      }
    }
  }

  private void bind(RunningServer server, Observations seen) {
    if (!launcher.bindServer(server.pids())) {
      seen.note("server could not be bound to cores " + launcher.pins().server());
    }
  }

  private static void read(Trial trial, Path file, Observations seen) throws IOException {
    if (trial.levels().of("level").equals("off")) {
      return;
    }
    recoverWhatAKilledServerLeft(file, seen);
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
      if (trial.levels().of("level").equals("profile") && seen.measured != null) {
        seen.sampled = StackSamples.read(file, seen.measured.from(), seen.measured.until());
        if (seen.sampled.samples() == 0) {
          seen.note("no samples of processor time, which only Linux has");
        }
      }
      if (lost.any()) {
        seen.fault(TrialResult.Status.INVALID, lost.warning());
      }
    } catch (RecordingFault fault) {
      seen.fault(TrialResult.Status.INVALID, fault.getMessage());
    }
  }

  private static void recoverWhatAKilledServerLeft(Path file, Observations seen)
      throws IOException {
    Path chunks = file.resolveSibling(file.getFileName() + ".repository");
    if (!Files.isDirectory(chunks)) {
      return;
    }
    try {
      Recovery recovery = Recovery.of(chunks, file);
      if (!recovery.chunks().isEmpty()) {
        seen.note("recording was recovered from its chunks");
      }
    } catch (IOException e) {
      seen.note("recording was not recovered: " + e.getMessage());
    } finally {
      RecordingShelf.deleteTree(chunks);
    }
  }

  /** Ends the servers that stayed. */
  @Override
  public void close() throws IOException {
    kept.close();
  }
}
