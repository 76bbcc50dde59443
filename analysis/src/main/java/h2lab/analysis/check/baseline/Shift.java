package h2lab.analysis.check.baseline;

/**
 * One difference between a run and the baseline.
 *
 * @param measure what was compared: graph, transition, count, octets, time
 * @param of the transition, action or point; empty for the whole graph
 * @param baseline the figure of the baseline
 * @param run the figure of the run
 * @param unit of both
 * @param effect its size, by the statistic named
 * @param statistic what the effect is measured by
 * @param threshold from where on it is an alarm
 */
record Shift(
    String measure,
    String of,
    double baseline,
    double run,
    String unit,
    double effect,
    String statistic,
    double threshold) {
  boolean isAlarm() {
    return effect > threshold;
  }
}
