package h2lab.analysis.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What came of a trial: one line of {@code trials.ndjson}. What is not known is null there and left
 * out in JSON; a trial without figures has a status other than ok and a reason.
 *
 * @param trial its name, unique in the sweep
 * @param experiments those that use it
 * @param order when it ran, from 1
 * @param started in UTC, ISO 8601
 * @param reason why the status is not ok; null if it is
 * @param notes what a reader of the figures should know
 * @param requestsPerSecond over the measured phase
 * @param mibPerSecond content of responses over the measured phase, in MiB each second
 * @param trendPercent by how much the last third of the measured phase was faster than the first
 * @param warmUpSeconds how long the load ran before it
 * @param compileMillis processor time of just-in-time compilers over the measured phase
 * @param stolenPercent what the hypervisor took of the time of all cores over the measured phase
 * @param cores what those of server and load were like; null if they are not bound
 * @param cpuUsPerRequest the server's processor time over the measured phase, by requests done in
 *     it
 * @param cpuParts what it was busy with; null if no samples of it were taken
 * @param serverStartMillis from starting the process to its listening
 * @param stderrTail what server and load last said on standard error, of trials that are not ok
 */
public record TrialResult(
    String schema,
    String trial,
    List<String> experiments,
    Levels levels,
    int repetition,
    int order,
    long seed,
    String started,
    Status status,
    String reason,
    List<String> notes,
    Double requestsPerSecond,
    Double mibPerSecond,
    Double cpuUsPerRequest,
    CpuParts cpuParts,
    Double trendPercent,
    Double warmUpSeconds,
    Compilation compileMillis,
    Double stolenPercent,
    CoreStates cores,
    LoadResult.RequestTimes requestTimeUs,
    LoadResult.Requests requests,
    LoadResult.Octets octets,
    List<LoadResult.Slice> slices,
    LoadResult.Tls tls,
    Kept recording,
    String generator,
    List<String> errors,
    Double serverStartMillis,
    String serverSummary,
    Pins pins,
    List<String> stderrTail) {
  /** The form of the lines; a reader refuses others. */
  public static final String SCHEMA = "h2lab-trial-1";

  /** What became of a trial. */
  public enum Status {
    /** Everything was measured and recorded as it should. */
    @JsonProperty("ok")
    OK,
    /** Server or load ended with an error, or a request did. */
    @JsonProperty("failed")
    FAILED,
    /** Figures exist, but the recording lost events or cannot be read. */
    @JsonProperty("invalid")
    INVALID,
    /** A phase did not end within its deadline. */
    @JsonProperty("timeout")
    TIMEOUT,
    /** The server is not installed here, so nothing was tried. */
    @JsonProperty("absent")
    ABSENT
  }

  /**
   * The trial's recording.
   *
   * @param file relative to the results; null if it was not kept
   * @param events of all types, before level {@code off} none
   * @param lostEvents steps missing from the numbered sequences of the clients; must be 0
   * @param droppedOctets of event data, as the recorder itself reported; must be 0
   */
  public record Kept(
      String file, long octets, long events, int clients, long lostEvents, long droppedOctets) {
    /** How it is once its file is deleted. */
    Kept withoutFile() {
      return new Kept(null, octets, events, clients, lostEvents, droppedOctets);
    }
  }

  /** Milliseconds of the compilers of server and load; zero without any, null if not known. */
  public record Compilation(Double server, Double load) {
    /** Null in place of two that are. */
    Compilation ifKnown() {
      return server == null && load == null ? null : this;
    }
  }

  /** The processor cores server and load were bound to, as {@code taskset -c} takes them. */
  public record Pins(String server, String load) {}

  /** This result after its recording was deleted. */
  TrialResult withoutRecordingFile() {
    return new TrialResult(
        schema,
        trial,
        experiments,
        levels,
        repetition,
        order,
        seed,
        started,
        status,
        reason,
        notes,
        requestsPerSecond,
        mibPerSecond,
        cpuUsPerRequest,
        cpuParts,
        trendPercent,
        warmUpSeconds,
        compileMillis,
        stolenPercent,
        cores,
        requestTimeUs,
        requests,
        octets,
        slices,
        tls,
        recording.withoutFile(),
        generator,
        errors,
        serverStartMillis,
        serverSummary,
        pins,
        stderrTail);
  }

  /** Whether the rate of requests still changed noticeably while it was measured. */
  public boolean unsteady() {
    return Trend.isNoted(slices);
  }

  /** The notes, without the one that all servers of others share. */
  List<String> remarks() {
    return notes == null
        ? List.of()
        : notes.stream().filter(note -> !note.equals(TrialRun.NO_RECORDING)).toList();
  }

  /** Whether there was nothing to try; this is no fault. */
  public boolean absent() {
    return status == Status.ABSENT;
  }

  /** Whether the figures may be used. */
  public boolean ok() {
    return status == Status.OK;
  }
}
