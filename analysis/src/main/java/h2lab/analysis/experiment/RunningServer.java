package h2lab.analysis.experiment;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The server of a trial as the trial sees it, ours or not. */
interface RunningServer extends AutoCloseable {
  /**
   * Waits until the server accepts clients.
   *
   * @return its URL
   * @throws TrialFailure if it does not until the deadline or never will
   */
  URI awaitListening(Duration deadline) throws TrialFailure, InterruptedException;

  /** From starting the process to its listening; null if it ran already. */
  Double startMillis();

  /** The processes that may be bound to cores: those that were started for the trial. */
  List<Long> pids();

  /** Processor time used so far; null if it has ended or cannot be seen. */
  Duration cpuTime();

  /** Completed when it has ended, asked or not, if that can be known. */
  CompletableFuture<Process> ended();

  /** How it ended; only after it has. */
  String ending() throws InterruptedException;

  /**
   * Asks the server to end and waits for it, if it was started for the trial.
   *
   * @return its own summary; null if it has none
   */
  String stop(Duration deadline) throws TrialFailure, InterruptedException;

  /** What a reader of the figures should know, once it was stopped. */
  default List<String> notes() {
    return List.of();
  }

  /** What it last said on standard error. */
  List<String> errors();

  /** Ends it at once if it still runs, so that all it said is known. */
  void end();

  @Override
  default void close() {
    end();
  }
}
