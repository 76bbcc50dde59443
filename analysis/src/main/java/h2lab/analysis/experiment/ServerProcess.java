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

/** One of our servers in a process of its own, from its listening to its end. */
final class ServerProcess implements RunningServer {
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
  @Override
  public URI awaitListening(Duration deadline) throws TrialFailure, InterruptedException {
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

  @Override
  public Double startMillis() {
    return (listeningNanos - startedNanos) / 1e6;
  }

  @Override
  public List<Long> pids() {
    return List.of(child.pid());
  }

  @Override
  public Duration cpuTime() {
    return child.cpuTime();
  }

  @Override
  public CompletableFuture<Process> ended() {
    return child.ended();
  }

  @Override
  public String ending() throws InterruptedException {
    child.waitFor(Duration.ofSeconds(1));
    return TrialFailure.ending(child);
  }

  /**
   * Asks the server to end and waits for it.
   *
   * @return the last line it printed
   * @throws TrialFailure if it does not end in time or ends with an error
   */
  @Override
  public String stop(Duration deadline) throws TrialFailure, InterruptedException {
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

  @Override
  public List<String> errors() {
    return child.errors();
  }

  private static String seconds(Duration deadline) {
    return Words.precise(deadline.toMillis() / 1e3) + " s";
  }

  @Override
  public void end() {
    child.close();
  }
}
