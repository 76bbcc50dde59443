package h2lab.analysis.experiment;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A load generator: how it is asked for a trial's load, and how its answer is read. */
interface LoadRun {
  /** As a level of the factor load. */
  String name();

  /** What version it is, if it can be asked beforehand; else null. */
  String version();

  /**
   * The command that loads a server.
   *
   * @param report where it may write a report of its own
   */
  List<String> command(URI url, Trial trial, Path report);

  /**
   * Reads what came of it.
   *
   * @param output the lines of its standard output
   * @throws TrialFailure if that is no result
   */
  LoadResult result(List<String> output, Path report) throws TrialFailure;

  /** A time as h2load takes it: whole milliseconds. */
  static String millis(double seconds) {
    return Math.round(1000 * seconds) + "ms";
  }
}
