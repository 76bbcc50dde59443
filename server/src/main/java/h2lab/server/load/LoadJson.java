package h2lab.server.load;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * A {@link LoadResult} as {@code --json} writes it; the components are the schema, in its order and
 * in snake case.
 *
 * @param schema changes when a field does
 * @param contentOctets of each request, null for GET
 * @param rate requests per second asked for, null if as fast as answered
 * @param mibPerSecond content of responses, in MiB each second
 * @param requestTimeUs null if no request was timed
 * @param tls null in cleartext
 */
@JsonNaming(SnakeCaseStrategy.class)
record LoadJson(
    String schema,
    String generator,
    String url,
    Integer contentOctets,
    int clients,
    int inFlight,
    int threads,
    WindowBits windowBits,
    Double rate,
    double warmUpSeconds,
    double measuredSeconds,
    RequestCounts requests,
    double requestsPerSecond,
    double mibPerSecond,
    Octets octets,
    Status status,
    Times requestTimeUs,
    List<Slice> slices,
    LoadTls tls,
    List<String> errors) {
  static final String SCHEMA = "h2lab-load-2";
  static final String GENERATOR = "h2lab load 0.1";
  private static final double NANOS_PER_MICRO = 1e3;

  /** Windows for responses are of 2^bits - 1 octets. */
  record WindowBits(int stream, int connection) {}

  /** Octets of HTTP/2, before encryption, and what of them is content. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Octets(long in, long out, long contentIn, long contentOut) {}

  /** Responses by class of their status. */
  record Status(
      @JsonProperty("2xx") long s2xx,
      @JsonProperty("3xx") long s3xx,
      @JsonProperty("4xx") long s4xx,
      @JsonProperty("5xx") long s5xx) {}

  /** Request times in microseconds. */
  record Times(
      double min,
      double mean,
      double sd,
      double p50,
      double p90,
      double p99,
      double p999,
      double max) {}

  /** Requests done in a part of the measured phase. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Slice(double atSeconds, double seconds, long requests) {}

  /** What the handshake settled on. */
  @JsonNaming(SnakeCaseStrategy.class)
  record LoadTls(String protocol, String cipherSuite) {}

  static LoadJson of(LoadResult result) {
    LoadPlan plan = result.plan();
    TrafficCounts traffic = result.traffic();
    LoadResult.Tls tls = result.tls();
    return new LoadJson(
        SCHEMA,
        GENERATOR,
        plan.target().url(),
        plan.content() == null ? null : plan.content().octets(),
        plan.clients(),
        plan.inFlight(),
        plan.threads(),
        new WindowBits(plan.windows().streamBits(), plan.windows().connectionBits()),
        plan.openLoop() ? plan.ratePerSecond() : null,
        LoadPlan.seconds(result.warmUpNanos()),
        result.measuredSeconds(),
        result.requests(),
        result.requestsPerSecond(),
        result.mebibytesPerSecondIn(),
        new Octets(
            traffic.octetsIn(), traffic.octetsOut(), traffic.contentIn(), traffic.contentOut()),
        new Status(
            traffic.status2xx(), traffic.status3xx(), traffic.status4xx(), traffic.status5xx()),
        times(result.times()),
        slices(result),
        tls == null ? null : new LoadTls(tls.protocol(), tls.cipherSuite()),
        result.errors());
  }

  private static Times times(Histogram nanos) {
    if (nanos.getTotalCount() == 0) {
      return null;
    }
    return new Times(
        nanos.getMinValue() / NANOS_PER_MICRO,
        nanos.getMean() / NANOS_PER_MICRO,
        nanos.getStdDeviation() / NANOS_PER_MICRO,
        nanos.getValueAtPercentile(50) / NANOS_PER_MICRO,
        nanos.getValueAtPercentile(90) / NANOS_PER_MICRO,
        nanos.getValueAtPercentile(99) / NANOS_PER_MICRO,
        nanos.getValueAtPercentile(99.9) / NANOS_PER_MICRO,
        nanos.getMaxValue() / NANOS_PER_MICRO);
  }

  /** All slices; the last one is as long as the measured phase lets it be. */
  private static List<Slice> slices(LoadResult result) {
    Slices slices = result.slices();
    long length = slices.sliceNanos();
    return IntStream.range(0, slices.within(result.measuredNanos()))
        .mapToObj(
            i ->
                new Slice(
                    LoadPlan.seconds(i * length),
                    LoadPlan.seconds(Math.clamp(result.measuredNanos() - i * length, 1, length)),
                    slices.done(i)))
        .toList();
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  void write(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path unfinished = target.resolveSibling(target.getFileName() + ".part");
    try {
      byte[] json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
      Files.write(unfinished, json);
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
