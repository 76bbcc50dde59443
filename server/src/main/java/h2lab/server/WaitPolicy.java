package h2lab.server;

import java.util.Locale;

/** How a poll loop waits until a client is ready. */
public enum WaitPolicy {
  /** Asleep in its poller, which costs a wake-up, and nothing while nothing happens. */
  SLEEP,
  /** Looking again and again while there are clients: answers soonest and takes a whole core. */
  SPIN,
  /**
   * Spinning while a trial now and then finds that it serves more and takes little more processor
   * time for each request, else asleep.
   */
  ADAPTIVE;

  /** As the command line and recordings name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
