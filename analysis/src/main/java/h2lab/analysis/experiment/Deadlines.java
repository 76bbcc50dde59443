package h2lab.analysis.experiment;

import java.time.Duration;

/**
 * How long each phase of a trial may take before it counts as hanging.
 *
 * @param start of the server, to its listening
 * @param loadOverhead of the load, beyond the phases it was asked for
 * @param stop of the server, with the writing of its recording
 */
record Deadlines(Duration start, Duration loadOverhead, Duration stop) {
  static final Deadlines GENEROUS =
      new Deadlines(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(60));

  /** For the whole of a load. */
  Duration load(Phases phases) {
    return loadOverhead.plusMillis(Math.round(1000 * phases.seconds()));
  }
}
