package h2lab.analysis.experiment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server that is not ours, started for a trial by a command: it listens once its port accepts,
 * and is ended by SIGTERM or else by force, with all it has started.
 */
final class CommandServer implements RunningServer {
  /** For its last answers; it has no recording to write, so it gets less time than ours. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private static final long LOOK_MILLIS = 10;
  private static final int CONNECT_MILLIS = 2000;

  private final URI url;
  private final ChildProcess child;
  private final long startedNanos = System.nanoTime();
  private final List<String> notes = new ArrayList<>();
  private Double startMillis;

  private CommandServer(URI url, ChildProcess child) {
    this.url = url;
    this.child = child;
  }

  /**
   * Starts a server.
   *
   * @throws TrialFailure if somebody else answers at its URL, who would be measured instead
   */
  static CommandServer start(URI url, List<String> command)
      throws TrialFailure, EnvironmentException {
    if (accepts(url)) {
      throw TrialFailure.failed("something else answers at " + url + " already");
    }
    try {
      return new CommandServer(url, ChildProcess.start(command, line -> {}));
    } catch (EnvironmentException e) {
      throw TrialFailure.failed(e.getMessage());
    }
  }

  /** Whether a connection to the port of a URL succeeds. */
  static boolean accepts(URI url) {
    int known = url.getScheme().equals("https") ? 443 : 80;
    int port = url.getPort() < 0 ? known : url.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public URI awaitListening(Duration deadline) throws TrialFailure, InterruptedException {
    long last = System.nanoTime() + deadline.toNanos();
    while (!accepts(url)) {
      if (endsWithin(LOOK_MILLIS)) {
        throw TrialFailure.failed("server " + ending() + ", before it listened");
      }
      if (System.nanoTime() > last) {
        throw TrialFailure.timeout(
            "server did not listen at " + url + " within " + seconds(deadline));
      }
    }
    startMillis = (System.nanoTime() - startedNanos) / 1e6;
    return url;
  }

  private boolean endsWithin(long millis) throws InterruptedException {
    try {
      child.ended().get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Double startMillis() {
    return startMillis;
  }

  @Override
  public List<Long> pids() {
    return child.family().tree().stream().map(ProcessHandle::pid).toList();
  }

  @Override
  public Duration cpuTime() {
    return child.family().cpuTime();
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

  /** Figures stand whatever its exit code: how a server of others ends is not what is measured. */
  @Override
  public String stop(Duration deadline) throws InterruptedException {
    Duration patience = deadline.compareTo(LONGEST_STOP) < 0 ? deadline : LONGEST_STOP;
    child.terminate();
    if (!child.waitFor(patience)) {
      notes.add("server did not end within " + seconds(patience) + " of SIGTERM and was killed");
    }
    return null;
  }

  private static String seconds(Duration time) {
    return Words.precise(time.toMillis() / 1e3) + " s";
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public List<String> errors() {
    return child.errors();
  }

  @Override
  public void end() {
    child.close();
  }
}
