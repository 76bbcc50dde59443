package h2lab.analysis.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a load generator reports, the same for all of them. What one does not tell is null, never
 * zero. Figures count the measured phase only.
 *
 * @param generator name and version
 * @param warmUpSeconds how long it ran before it counted
 * @param requestsPerSecond done, by the length of the measured phase
 * @param mibPerSecond content of responses, in MiB, by the length of the measured phase
 * @param slices requests of short pieces of the measured phase, in order
 * @param errors one line for each distinct error with its count
 */
public record LoadResult(
    String generator,
    Double warmUpSeconds,
    Requests requests,
    Double requestsPerSecond,
    Double mibPerSecond,
    Octets octets,
    RequestTimes requestTimeUs,
    List<Slice> slices,
    Tls tls,
    List<String> errors) {

  /** How many requests there were, and what became of them. */
  public record Requests(
      long total,
      long started,
      long done,
      long succeeded,
      long failed,
      long errored,
      long timeout) {
    /** Those that came to nothing; generators count those that erred or timed out as failed too. */
    long bad() {
      return Math.max(failed, Math.max(errored, timeout));
    }
  }

  /** Octets of the load generator's side, and what of them is content. */
  public record Octets(Long in, Long out, Long contentIn, Long contentOut) {}

  /** Request times in microseconds. */
  public record RequestTimes(
      Double min,
      Double mean,
      Double sd,
      Double p50,
      Double p90,
      Double p99,
      Double p999,
      Double max) {
    static final RequestTimes NONE =
        new RequestTimes(null, null, null, null, null, null, null, null);
  }

  /** A piece of the measured phase. */
  public record Slice(double atSeconds, double seconds, long requests) {}

  /** What TLS agreed on. */
  public record Tls(String protocol, @JsonProperty("cipher_suite") String cipherSuite) {}
}
