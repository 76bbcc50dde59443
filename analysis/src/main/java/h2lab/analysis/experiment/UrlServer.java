package h2lab.analysis.experiment;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A server that runs already, wherever that is. It is neither bound nor ended; what it spends is
 * known only if it listens on this machine's loopback and its processes may be looked at.
 */
final class UrlServer implements RunningServer {
  private final URI url;
  private final CompletableFuture<Process> never = new CompletableFuture<>();
  private List<ProcessHandle> processes = List.of();

  UrlServer(URI url) {
    this.url = url;
  }

  @Override
  public URI awaitListening(Duration deadline) throws TrialFailure {
    if (!CommandServer.accepts(url)) {
      throw TrialFailure.failed("nobody accepts connections at " + url);
    }
    processes = Listeners.at(url);
    return url;
  }

  @Override
  public Double startMillis() {
    return null;
  }

  @Override
  public List<Long> pids() {
    return List.of();
  }

  @Override
  public Duration cpuTime() {
    return processes.stream().allMatch(ProcessHandle::isAlive)
        ? ProcessFamily.cpuTime(processes)
        : null;
  }

  @Override
  public CompletableFuture<Process> ended() {
    return never;
  }

  @Override
  public String ending() {
    throw new IllegalStateException("nobody knows how " + url + " ended");
  }

  @Override
  public String stop(Duration deadline) {
    return null;
  }

  @Override
  public List<String> notes() {
    return processes.isEmpty()
        ? List.of("processor time is not known: its process cannot be seen")
        : List.of();
  }

  @Override
  public List<String> errors() {
    return List.of();
  }

  @Override
  public void end() {
    // It is not ours to end.
  }
}
