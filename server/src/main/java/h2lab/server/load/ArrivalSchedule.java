package h2lab.server.load;

/**
 * Requests at fixed times, whether or not the ones before are answered. Loop i of t makes arrivals
 * i, i+t, i+2t and so on; whichever client has room takes the next one, late if none had room in
 * time.
 */
final class ArrivalSchedule implements Pace {
  private final double nanosBetween;
  private final int loops;
  private final long firstMeasured;
  private long end;
  private long next;
  private long origin;
  private int clients;

  ArrivalSchedule(LoadPlan plan, int loop, int clients) {
    this.nanosBetween = 1e9 / plan.ratePerSecond();
    this.loops = plan.threads();
    this.firstMeasured = arrivalsWithin(plan.warmUpNanos(), plan);
    this.end = arrivals(plan);
    this.next = loop;
    this.clients = clients;
  }

  /** How many arrivals the plan has, warm-up included. */
  private static long arrivals(LoadPlan plan) {
    return plan.untilTime()
        ? arrivalsWithin(plan.warmUpNanos() + plan.measuredNanos(), plan)
        : plan.requests();
  }

  /** How many arrivals of the plan belong to its measured phase. */
  static long measuredArrivals(LoadPlan plan) {
    return arrivals(plan) - arrivalsWithin(plan.warmUpNanos(), plan);
  }

  /** When the first measured arrival is intended, in nanoseconds after the run's beginning. */
  static long measuredFromNanos(LoadPlan plan) {
    return offsetNanos(arrivalsWithin(plan.warmUpNanos(), plan), 1e9 / plan.ratePerSecond());
  }

  private static long arrivalsWithin(long nanos, LoadPlan plan) {
    return Math.round(LoadPlan.seconds(nanos) * plan.ratePerSecond());
  }

  /** The intended time of an arrival in nanoseconds after the beginning of the run. */
  private static long offsetNanos(long arrival, double nanosBetween) {
    return Math.round(arrival * nanosBetween);
  }

  @Override
  public void begin(long now) {
    origin = now;
  }

  @Override
  public int due(int client, int room, long now) {
    int due = 0;
    for (long i = next;
        due < room && i < end && offsetNanos(i, nanosBetween) <= now - origin;
        i += loops) {
      due++;
    }
    return due;
  }

  @Override
  public long take(int client, long now) {
    long intended = origin + offsetNanos(next, nanosBetween);
    next += loops;
    return intended;
  }

  @Override
  public boolean exhausted(int client) {
    return next >= end;
  }

  /** Others take over what a client leaves, while there are others. */
  @Override
  public long abandon(int client) {
    clients--;
    if (clients > 0 || next >= end) {
      return 0;
    }
    while (next < firstMeasured) {
      next += loops;
    }
    long abandoned = Math.max(0, (end - next + loops - 1) / loops);
    stop();
    return abandoned;
  }

  @Override
  public long untilDueNanos(long now) {
    return next >= end
        ? Long.MAX_VALUE
        : Math.max(0, offsetNanos(next, nanosBetween) - (now - origin));
  }

  @Override
  public void stop() {
    end = Math.min(end, next);
  }
}
