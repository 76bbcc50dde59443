package h2lab.analysis.experiment;

import h2lab.analysis.anatomy.SampledTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is known of a trial so far; it becomes a result at whatever point the trial ends. */
final class Observations {
  private static final int ERROR_LINES = 20;
  private static final int LONGEST_LINE = 300;

  /** What the hypervisor takes without a note, in percent. */
  private static final double TOLERATED_PERCENT = 5;

  Double serverStartMillis;
  LoadResult load;
  ProcessorTime server;
  ProcessorTime loader;
  Double stolenPercent;
  CoreStates cores;
  Interval measured;
  SampledTime sampled;
  String serverSummary;
  TrialResult.Kept recording;
  private TrialResult.Status status = TrialResult.Status.OK;
  private String reason;
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private final List<String> errors = new ArrayList<>();

  /** Takes note of a fault; only the first one gives the status and the reason. */
  void fault(TrialResult.Status status, String reason) {
    if (this.status == TrialResult.Status.OK) {
      this.status = status;
      this.reason = reason;
    } else {
      notes.add(reason);
    }
  }

  /** Takes note of what the load generator was not answered. */
  void judgeLoad() {
    LoadResult.Requests requests = load.requests();
    if (requests.bad() > 0) {
      List<String> told = load.errors();
      fault(
          TrialResult.Status.FAILED,
          "%d of %d requests failed%s"
              .formatted(
                  requests.bad(),
                  requests.total(),
                  told == null || told.isEmpty() ? "" : ": " + told.getFirst()));
    } else if (requests.succeeded() == 0) {
      fault(TrialResult.Status.FAILED, "no request was answered while it was measured");
    }
  }

  /** Whether nothing went wrong so far. */
  boolean fine() {
    return status == TrialResult.Status.OK;
  }

  void note(String note) {
    notes.add(note);
  }

  /** Takes over what a process said on standard error. */
  void errors(String process, List<String> lines) {
    lines.stream()
        .skip(Math.max(0, lines.size() - ERROR_LINES))
        .map(line -> process + ": " + line)
        .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line)
        .forEach(errors::add);
  }

  /** Microseconds of the server's processor time for each request done; null if not known. */
  private Double cpuUsPerRequest() {
    return hasCpuTime() ? server.all().toNanos() / 1e3 / load.requests().done() : null;
  }

  private boolean hasCpuTime() {
    return server != null && server.all() != null && load != null && load.requests().done() > 0;
  }

  private CpuParts cpuParts() {
    return sampled == null || !hasCpuTime()
        ? null
        : CpuParts.of(sampled, server.all(), load.requests().done());
  }

  /**
   * As the load generator counted. One that does not has taken each response for what it said of
   * its length, which is the payload where that was asked for by its size.
   */
  private Double mibPerSecond(Levels levels) {
    if (load == null || load.requestsPerSecond() == null) {
      return null;
    }
    if (load.mibPerSecond() != null || !levels.needsOctets()) {
      return load.mibPerSecond();
    }
    return load.requestsPerSecond() * levels.payload() / (1 << 20);
  }

  private void noteCompilation(String process, ProcessorTime spent) {
    Double share = spent == null ? null : spent.compilerShare();
    if (share != null && share > WarmUp.TOLERATED_SHARE) {
      notes.add("%s compiled for %.0f %% of its processor time".formatted(process, 100 * share));
    }
  }

  private static Double compileMillis(ProcessorTime spent) {
    return spent == null || spent.compilers() == null ? null : spent.compilers().toNanos() / 1e6;
  }

  /** As the load tells; one that does not was not told to shorten it either. */
  private Double warmUpSeconds(Phases phases) {
    if (load == null || phases.counted()) {
      return null;
    }
    return load.warmUpSeconds() != null ? load.warmUpSeconds() : phases.longestWarmUpSeconds();
  }

  TrialResult result(Trial trial, long seed, String started, TrialResult.Pins pins) {
    boolean loaded = load != null;
    Double trend = loaded ? Trend.percent(load.slices()) : null;
    if (loaded && Trend.isNoted(load.slices())) {
      notes.add("rate changed by %+.0f %% while measured".formatted(trend));
    }
    if (stolenPercent != null && stolenPercent > TOLERATED_PERCENT) {
      notes.add("hypervisor took %.0f %% of the cores' time".formatted(stolenPercent));
    }
    if (cores != null) {
      notes.addAll(cores.remarks());
    }
    if (!trial.phases().counted()) { // else nothing is warm, and nobody asked for that
      noteCompilation("server", server);
      noteCompilation("load", loader);
    }
    return new TrialResult(
        TrialResult.SCHEMA,
        trial.name(),
        trial.experiments(),
        trial.levels(),
        trial.repetition(),
        trial.order(),
        seed,
        started,
        status,
        reason,
        notes.isEmpty() ? null : List.copyOf(notes),
        loaded ? load.requestsPerSecond() : null,
        mibPerSecond(trial.levels()),
        cpuUsPerRequest(),
        cpuParts(),
        trend,
        warmUpSeconds(trial.phases()),
        new TrialResult.Compilation(compileMillis(server), compileMillis(loader)).ifKnown(),
        stolenPercent,
        cores,
        loaded ? load.requestTimeUs() : null,
        loaded ? load.requests() : null,
        loaded ? load.octets() : null,
        loaded ? load.slices() : null,
        loaded ? load.tls() : null,
        recording,
        loaded ? load.generator() : null,
        loaded ? load.errors() : null,
        serverStartMillis,
        serverSummary,
        pins,
        status == TrialResult.Status.OK ? null : List.copyOf(errors));
  }
}
