package h2lab.server.load;

import java.util.Arrays;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A {@link LoadResult} as text, in h2load's phrases, with the percentiles it lacks. */
final class LoadSummary {
  private LoadSummary() {}

  /** The summary, lines ended by a newline each. */
  static String of(LoadResult result) {
    StringBuilder text = new StringBuilder();
    if (result.tls() != null) {
      line(text, "TLS Protocol: %s", result.tls().protocol());
      line(text, "Cipher: %s", result.tls().cipherSuite());
      line(text, "Application protocol: h2");
    }
    RequestCounts requests = result.requests();
    TrafficCounts traffic = result.traffic();
    line(text, "");
    line(
        text,
        "%s in %.2fs, %.2f req/s, %s/s",
        result.interrupted() ? "interrupted" : "finished",
        result.measuredSeconds(),
        result.requestsPerSecond(),
        octets(perSecond(result, traffic.octetsIn())));
    line(
        text,
        "requests: %d total, %d started, %d done, %d succeeded, %d failed, %d errored, %d timeout",
        requests.total(),
        requests.started(),
        requests.done(),
        requests.succeeded(),
        requests.failed(),
        requests.errored(),
        requests.timeout());
    line(
        text,
        "status codes: %d 2xx, %d 3xx, %d 4xx, %d 5xx",
        traffic.status2xx(),
        traffic.status3xx(),
        traffic.status4xx(),
        traffic.status5xx());
    line(
        text,
        "traffic: %s (%d) in, %s (%d) out",
        octets(traffic.octetsIn()),
        traffic.octetsIn(),
        octets(traffic.octetsOut()),
        traffic.octetsOut());
    line(
        text,
        "data: %s (%d) in, %.2f MiB/s; %s (%d) out, %.2f MiB/s",
        octets(traffic.contentIn()),
        traffic.contentIn(),
        result.mebibytesPerSecondIn(),
        octets(traffic.contentOut()),
        traffic.contentOut(),
        result.mebibytesPerSecondOut());
    percentiles(text, result.times());
    table(text, result);
    return text.toString();
  }

  private static void percentiles(StringBuilder text, Histogram times) {
    line(
        text,
        "request time percentiles: p50 %s, p90 %s, p99 %s, p99.9 %s",
        seconds(times.getValueAtPercentile(50)),
        seconds(times.getValueAtPercentile(90)),
        seconds(times.getValueAtPercentile(99)),
        seconds(times.getValueAtPercentile(99.9)));
  }

  private static void table(StringBuilder text, LoadResult result) {
    line(text, "%17s %10s  %10s  %10s  %10s  %9s", "", "min", "max", "mean", "sd", "+/- sd");
    timeRow(text, "time for request:", Spread.of(result.times()));
    timeRow(text, "time for connect:", Spread.of(result.connectNanos()));
    Spread rates =
        Spread.of(
            Arrays.stream(result.doneByClient()).map(done -> perSecond(result, done)).toArray());
    line(
        text,
        "%-17s %10.2f  %10.2f  %10.2f  %10.2f  %8.2f%%",
        "req/s           :",
        rates.min(),
        rates.max(),
        rates.mean(),
        rates.sd(),
        100 * rates.within());
  }

  private static void timeRow(StringBuilder text, String name, Spread times) {
    line(
        text,
        "%-17s %10s  %10s  %10s  %10s  %8.2f%%",
        name,
        seconds(times.min()),
        seconds(times.max()),
        seconds(times.mean()),
        seconds(times.sd()),
        100 * times.within());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static double perSecond(LoadResult result, double amount) {
    return result.measuredNanos() == 0 ? 0 : amount / result.measuredSeconds();
  }

  /** A time with the unit that suits it: {@code 250us}, {@code 1.50ms}, {@code 12.00s}. */
  static String seconds(double nanos) {
    if (nanos < 1e6) {
      return String.format(Locale.ROOT, "%.0fus", nanos / 1e3);
    }
    return nanos < 1e9
        ? String.format(Locale.ROOT, "%.2fms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.2fs", nanos / 1e9);
  }

  /** An amount of octets with the unit that suits it, in h2load's binary thousands. */
  private static String octets(double amount) {
    if (amount < 1 << 10) {
      return String.format(Locale.ROOT, "%.0fB", amount);
    }
    if (amount < 1 << 20) {
      return String.format(Locale.ROOT, "%.2fKB", amount / (1 << 10));
    }
    return amount < 1 << 30
        ? String.format(Locale.ROOT, "%.2fMB", amount / (1 << 20))
        : String.format(Locale.ROOT, "%.2fGB", amount / (1 << 30));
  }
}
