package h2lab.analysis.experiment;

import h2lab.analysis.anatomy.SampledTime;
import h2lab.analysis.anatomy.ServerPart;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the server was busy with in the measured phase. Samples divide the time of the threads that
 * run Java code; the rest of the processor time that the system counted is the JVM's own.
 *
 * @param samples how many there are; a share of p has a standard error of sqrt(p(1-p)/samples)
 * @param failed how many of them have no stack
 * @param lost how many could not be taken; their time is shared out among the parts
 * @param usPerRequest adds up to the processor time of a request; parts without any are left out
 */
public record CpuParts(long samples, long failed, long lost, Map<ServerPart, Double> usPerRequest) {
  /**
   * Divides the processor time of a trial.
   *
   * @param total what the system counted, of all threads
   * @param requests done meanwhile, at least one
   * @return null if there is no sample to divide by
   */
  static CpuParts of(SampledTime sampled, Duration total, long requests) {
    Map<ServerPart, Duration> spent = sampled.byPart();
    double sum = spent.values().stream().mapToLong(Duration::toNanos).sum();
    if (sum == 0) {
      return null;
    }
    double ofJava = Math.min(total.toNanos(), sampled.all().toNanos());
    Map<ServerPart, Double> parts = new EnumMap<>(ServerPart.class);
    spent.forEach((part, time) -> parts.put(part, time.toNanos() / sum * ofJava / 1e3 / requests));
    parts.put(ServerPart.JVM, (total.toNanos() - ofJava) / 1e3 / requests);
    return new CpuParts(sampled.samples(), sampled.failed(), sampled.lost(), parts);
  }

  /**
   * Several trials of the same as one: all samples together divide the median of the times of a
   * request.
   *
   * @param trials at least one
   */
  static CpuParts pooled(List<CpuParts> trials) {
    double median = Spread.of(trials.stream().map(CpuParts::total).toList()).median();
    double sum = trials.stream().mapToDouble(CpuParts::total).sum();
    Map<ServerPart, Double> parts = new EnumMap<>(ServerPart.class);
    for (CpuParts trial : trials) {
      trial.usPerRequest.forEach((part, us) -> parts.merge(part, us * median / sum, Double::sum));
    }
    return new CpuParts(
        trials.stream().mapToLong(CpuParts::samples).sum(),
        trials.stream().mapToLong(CpuParts::failed).sum(),
        trials.stream().mapToLong(CpuParts::lost).sum(),
        parts);
  }

  /** The processor time of a request. */
  public double total() {
    return usPerRequest.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
