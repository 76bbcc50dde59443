package h2lab.analysis.experiment;

import java.util.OptionalDouble;
import java.util.function.Function;

/** A figure that a trial yields, and how a chart names it. */
public enum Figure {
  REQUESTS_PER_SECOND("", "requests per second", TrialResult::requestsPerSecond),
  MIB_PER_SECOND("", "content per second (MiB)", TrialResult::mibPerSecond),
  CPU_PER_REQUEST("", "server CPU time per request (µs)", TrialResult::cpuUsPerRequest),
  MEAN_REQUEST_TIME("mean", "request time (µs)", row -> requestTimes(row).mean()),
  MEDIAN_REQUEST_TIME("median", "request time (µs)", row -> requestTimes(row).p50()),
  P99_REQUEST_TIME("p99", "request time (µs)", row -> requestTimes(row).p99()),
  P999_REQUEST_TIME("p99.9", "request time (µs)", row -> requestTimes(row).p999());

  private final String label;
  private final String axis;
  private final Function<TrialResult, Double> value;

  Figure(String label, String axis, Function<TrialResult, Double> value) {
    this.label = label;
    this.axis = axis;
    this.value = value;
  }

  private static LoadResult.RequestTimes requestTimes(TrialResult row) {
    return row.requestTimeUs() == null ? LoadResult.RequestTimes.NONE : row.requestTimeUs();
  }

  /** Sets this figure apart from others in the same chart; empty if it is the only one there. */
  public String label() {
    return label;
  }

  /** What an axis of it says, with the unit. */
  public String axis() {
    return axis;
  }

  /** The figure of a trial, absent if its load generator does not tell or it failed. */
  public OptionalDouble of(TrialResult row) {
    Double figure = value.apply(row);
    return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
  }
}
