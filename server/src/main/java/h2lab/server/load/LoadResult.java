package h2lab.server.load;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What a run measured. All figures are of its measured phase.
 *
 * @param warmUpNanos how long it was preceded by others
 * @param measuredNanos from its beginning to the last counted answer, or to its end by time
 * @param times nanoseconds per request
 * @param connectNanos per client that got an HTTP/2 connection
 * @param doneByClient requests per client
 * @param tls null in cleartext, or if no handshake succeeded
 * @param errors one line per kind of error, warm-up included
 * @param interrupted whether it was ended before its time
 */
record LoadResult(
    LoadPlan plan,
    long warmUpNanos,
    long measuredNanos,
    RequestCounts requests,
    TrafficCounts traffic,
    Histogram times,
    Slices slices,
    double[] connectNanos,
    double[] doneByClient,
    Tls tls,
    List<String> errors,
    boolean interrupted) {

  /** What a TLS handshake settled on, in the JDK's names. */
  record Tls(String protocol, String cipherSuite) {}

  double measuredSeconds() {
    return LoadPlan.seconds(measuredNanos);
  }

  /** Requests done per second, 0 if nothing was measured. */
  double requestsPerSecond() {
    return measuredNanos == 0 ? 0 : requests.done() / measuredSeconds();
  }

  /** Content received each second, in MiB; 0 if nothing was measured. */
  double mebibytesPerSecondIn() {
    return mebibytesPerSecond(traffic.contentIn());
  }

  /** Content sent each second, likewise. */
  double mebibytesPerSecondOut() {
    return mebibytesPerSecond(traffic.contentOut());
  }

  private double mebibytesPerSecond(long octets) {
    return measuredNanos == 0 ? 0 : octets / measuredSeconds() / (1 << 20);
  }

  /** Whether no client came as far as an HTTP/2 connection, though none waited in vain either. */
  boolean nothingConnected() {
    return connectNanos.length == 0 && requests.timeout() == 0;
  }

  /** Whether every request was answered with success, and there was one. */
  boolean allSucceeded() {
    return errors.isEmpty() && requests.failed() == 0 && requests.succeeded() > 0;
  }
}
