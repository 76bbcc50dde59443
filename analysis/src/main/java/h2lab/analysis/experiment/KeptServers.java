package h2lab.analysis.experiment;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Servers that stay for several trials: each is started when a trial first needs it, and ends with
 * all others. Idle ones are expected to cost next to nothing.
 */
final class KeptServers implements AutoCloseable {
  /** Starts the server of a trial. */
  interface Start {
    Targets.Lent of(Trial trial) throws TrialFailure, IOException;
  }

  /**
   * One that listens.
   *
   * @param loads those it has been asked to bear
   */
  record Kept(Targets.Lent lent, URI url, Set<Levels> loads) {
    RunningServer server() {
      return lent.server();
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Start start;
  private final Map<Map<String, String>, Kept> byLevels = new HashMap<>();

  KeptServers(Start start) {
    this.start = start;
  }

  /** Whether the server of a trial is there and had the same load before. */
  boolean hadLoadOf(Trial trial) {
    Kept kept = living(trial);
    return kept != null && kept.loads.contains(trial.levels());
  }

  /**
   * The server of a trial, about to get its load.
   *
   * @param deadline for one that is started, to listen
   * @throws TrialFailure if it does not listen
   */
  Kept of(Trial trial, Duration deadline) throws TrialFailure, IOException, InterruptedException {
    Kept kept = living(trial);
    if (kept == null) {
      end(trial); // one that died
      kept = begin(trial, deadline);
      byLevels.put(trial.levels().ofServer(), kept);
    }
    kept.loads.add(trial.levels());
    return kept;
  }

  /** Null if it is yet to be started, or has ended by itself. */
  private Kept living(Trial trial) {
    Kept kept = byLevels.get(trial.levels().ofServer());
    return kept == null || kept.server().ended().isDone() ? null : kept;
  }

  private Kept begin(Trial trial, Duration deadline)
      throws TrialFailure, IOException, InterruptedException {
    Targets.Lent lent = start.of(trial);
    try {
      return new Kept(lent, lent.server().awaitListening(deadline), new HashSet<>());
    } catch (TrialFailure | InterruptedException | RuntimeException e) {
      lent.close();
      throw e;
    }
  }

  /** Ends the server of a trial; the next that needs it gets another. */
  void end(Trial trial) throws IOException {
    Kept kept = byLevels.remove(trial.levels().ofServer());
    if (kept != null) {
      end(kept);
    }
  }

  /** Ends all. */
  @Override
  public void close() throws IOException {
    for (Kept kept : byLevels.values()) {
      end(kept);
    }
    byLevels.clear();
  }

  /** Asks it first, so that it can put its things in order; how it ends is not what is measured. */
  private static void end(Kept kept) throws IOException {
    try (Targets.Lent lent = kept.lent) {
      lent.server().stop(PATIENCE);
    } catch (TrialFailure e) {
      // it has been ended by force
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
