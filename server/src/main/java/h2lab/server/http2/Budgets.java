package h2lab.server.http2;

/** What is left to one client of each {@link Nuisance}. */
public final class Budgets {
  private static final Nuisance[] ALL = Nuisance.values();
  private static final long SECOND_NANOS = 1_000_000_000;

  private final Limits limits;
  private final int[] left = new int[ALL.length];
  private long refillAtNanos;
  private boolean timed;

  public Budgets(Limits limits) {
    this.limits = limits;
    for (Nuisance nuisance : ALL) {
      left[nuisance.ordinal()] = limits.burst(nuisance);
    }
  }

  /** Refills once a second; not telling the time for long earns no more than a second's. */
  public void time(long nanos) {
    if (timed && nanos - refillAtNanos < 0) {
      return;
    }
    if (timed) {
      for (Nuisance nuisance : ALL) {
        earn(nuisance, nuisance.perSecond());
      }
    }
    timed = true;
    refillAtNanos = nanos + SECOND_NANOS;
  }

  /** Adds to a budget, up to what is tolerated at once. */
  public void earn(Nuisance nuisance, int more) {
    int kind = nuisance.ordinal();
    left[kind] = Math.min(left[kind] + more, Math.max(left[kind], limits.burst(nuisance)));
  }

  /** Takes one from a budget; false if it was empty: the client is to be told to calm down. */
  public boolean spend(Nuisance nuisance) {
    return --left[nuisance.ordinal()] >= 0;
  }
}
