package h2lab.analysis.experiment;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, from its listening to its end. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (https?://\\S+)");

  private final CompletableFuture<String> firstLine = new CompletableFuture<>();
  private final ChildProcess child;
  private final long startedNanos = System.nanoTime();
  private long listeningNanos;

  private ServerProcess(List<String> command) throws EnvironmentException {
    child = ChildProcess.start(command, firstLine::complete);
    child.ended().thenRun(() -> firstLine.completeExceptionally(new TimeoutException("ended")));
  }

  /** Starts a server; {@link #awaitListening} tells when it may be used. */
  static ServerProcess start(List<String> command) throws EnvironmentException {
    return new ServerProcess(command);
  }

  /**
   * Waits until the server listens.
   *
   * @return its URL
   * @throws TrialFailure if it ends before, says something else or nothing until the deadline
   */
  URI awaitListening(Duration deadline) throws TrialFailure, InterruptedException {
    try {
      String line = firstLine.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      listeningNanos = System.nanoTime();
      Matcher listening = LISTENING.matcher(line);
      if (!listening.matches()) {
        throw TrialFailure.failed("server said '" + line + "' instead of where it listens");
      }
      return URI.create(listening.group(1));
    } catch (ExecutionException e) {
      child.waitFor(deadline);
      throw TrialFailure.failed("server " + TrialFailure.ending(child) + ", before it listened");
    } catch (TimeoutException e) {
      throw TrialFailure.timeout("server did not listen within " + seconds(deadline));
    }
  }

  /** From starting the process to its listening. */
  double startMillis() {
    return (listeningNanos - startedNanos) / 1e6;
  }

  /** Of the process. */
  long pid() {
    return child.pid();
  }

  /** Processor time used so far; null if it has ended. */
  Duration cpuTime() {
    return child.cpuTime();
  }

  /** Completed when it has ended, asked or not. */
  CompletableFuture<Process> ended() {
    return child.ended();
  }

  /** How it ended; only after it has. */
  String ending() throws InterruptedException {
    child.waitFor(Duration.ofSeconds(1));
    return TrialFailure.ending(child);
  }

  /**
   * Asks the server to end and waits for it.
   *
   * @return the last line it printed
   * @throws TrialFailure if it does not end in time or ends with an error
   */
  String stop(Duration deadline) throws TrialFailure, InterruptedException {
    child.terminate();
    if (!child.waitFor(deadline)) {
      throw TrialFailure.timeout(
          "server did not end within " + seconds(deadline) + " of SIGTERM and was killed");
    }
    if (child.exitCode() != 0) {
      throw TrialFailure.failed("server " + TrialFailure.ending(child) + ", when asked to end");
    }
    return child.output().getLast();
  }

  /** What it last said on standard error. */
  List<String> errors() {
    return child.errors();
  }

  private static String seconds(Duration deadline) {
    return Words.precise(deadline.toMillis() / 1e3) + " s";
  }

  /** Ends it at once if it still runs, so that all it said is known. */
  void end() {
    child.close();
  }

  @Override
  public void close() {
    end();
  }
}
