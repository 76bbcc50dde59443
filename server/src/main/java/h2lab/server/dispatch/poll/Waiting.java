package h2lab.server.dispatch.poll;

import h2lab.server.WaitPolicy;
import java.io.IOException;

/** How one loop waits for its clients, by a {@link WaitPolicy}. */
final class Waiting {
  /** Looks between two looks at the clock and at what else the loop has to do. */
  private static final int LOOKS = 32;

  private final WaitPolicy policy;
  private final SpinTrial trial;
  private long requests;

  Waiting(WaitPolicy policy, long nowNanos) {
    this.policy = policy;
    trial =
        policy == WaitPolicy.ADAPTIVE ? new SpinTrial(nowNanos, ProcessorTime::ofThisThread) : null;
  }

  /** Requests that were answered. */
  void answered(long more) {
    requests += more;
  }

  /** A client has come or gone. */
  void clientsChanged(long nowNanos) {
    if (trial != null) {
      trial.clientsChanged(nowNanos);
    }
  }

  /** Something was ready, and is dealt with. */
  void worked(long nowNanos) {
    if (trial != null) {
      trial.worked(nowNanos, requests);
    }
  }

  /**
   * Waits until something is ready; while it spins, for a moment only.
   *
   * @param forClients whether there are any
   * @return as {@link Poller#poll}
   */
  int poll(Poller poller, Poller.Listener listener, boolean waits, boolean forClients)
      throws IOException {
    if (!spins(forClients)) {
      return poller.poll(listener, waits);
    }
    for (int look = 0; look < LOOKS; look++) {
      int ready = poller.poll(listener, false);
      if (ready > 0) {
        return ready;
      }
      Thread.onSpinWait();
    }
    return 0;
  }

  /** Whether it looks again at once when nothing is ready: without clients nobody gains by that. */
  boolean spins(boolean forClients) {
    return switch (policy) {
      case SLEEP -> false;
      case SPIN -> forClients;
      case ADAPTIVE -> trial.phase().spins() && trial.spins(System.nanoTime());
    };
  }
}
