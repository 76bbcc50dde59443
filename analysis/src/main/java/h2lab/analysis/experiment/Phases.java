package h2lab.analysis.experiment;

/**
 * How long a trial's load runs.
 *
 * @param warmUpSeconds load that is not counted, at least; 0 or more
 * @param longestWarmUpSeconds the same at most, if server and load still compile then
 * @param measuredSeconds load that is counted; ignored if {@code requests} is given
 * @param requests how many requests instead of how long; 0 for by time
 */
public record Phases(
    double warmUpSeconds, double longestWarmUpSeconds, double measuredSeconds, int requests) {
  /** The same where all is warm already: no longer than the least. */
  Phases warm() {
    return new Phases(warmUpSeconds, warmUpSeconds, measuredSeconds, requests);
  }

  /** Whether the load ends after a number of requests rather than after a time. */
  public boolean counted() {
    return requests > 0;
  }

  /** Both phases together at most, in seconds. */
  public double seconds() {
    return counted() ? 0 : longestWarmUpSeconds + measuredSeconds;
  }
}
