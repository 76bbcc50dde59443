package h2lab.server.deadline;

import java.time.Duration;
import java.util.List;

/**
 * Whether one client keeps its deadlines. Looked at now and then, it compares the client with what
 * it was like before; between two looks it costs nothing. Not thread-safe.
 */
public final class DeadlineWatch {
  private final Deadlines deadlines;
  private final List<Deadline> set;
  private final Watched client;
  private final long[] sinceNanos = new long[Deadline.values().length];
  private final long[] amounts = new long[Deadline.values().length];
  private int held;

  /**
   * Begins to watch.
   *
   * @param nowNanos as {@link System#nanoTime}
   */
  public DeadlineWatch(Deadlines deadlines, Watched client, long nowNanos) {
    this.deadlines = deadlines;
    this.client = client;
    set = deadlines.set();
    look(nowNanos);
  }

  /**
   * Looks at the client.
   *
   * @return the deadline that has passed; null for none
   */
  public Deadline look(long nowNanos) {
    for (int i = 0; i < set.size(); i++) {
      Deadline deadline = set.get(i);
      boolean holds = deadline.holds(client);
      if (passes(deadline, holds, holds ? deadline.amount(client) : 0, nowNanos)) {
        return deadline;
      }
    }
    return null;
  }

  /** As {@link #look} at one deadline, for who cannot see all of the client. */
  public boolean passes(Deadline deadline, boolean holds, long amount, long nowNanos) {
    Duration time = deadlines.times().get(deadline);
    int place = deadline.ordinal();
    int bit = 1 << place;
    if (!holds || time == null) {
      held &= ~bit;
      return false;
    }
    if ((held & bit) == 0 || amount - amounts[place] >= deadline.least()) {
      held |= bit;
      sinceNanos[place] = nowNanos;
      amounts[place] = amount;
      return false;
    }
    return nowNanos - sinceNanos[place] >= time.toNanos();
  }

  /** Why the client is told to go, if this deadline has passed. */
  public String reason(Deadline passed) {
    return passed.reason(deadlines.times().get(passed));
  }
}
