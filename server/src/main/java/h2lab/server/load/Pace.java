package h2lab.server.load;

/**
 * Decides when the clients of one loop begin requests. Clients are numbered from 0 within the loop;
 * times are those of {@link System#nanoTime}.
 */
sealed interface Pace permits RequestShares, UntilStopped, ArrivalSchedule {
  /** The run begins at {@code now}: the first client can take requests. */
  default void begin(long now) {}

  /**
   * How many requests {@code client} may begin now.
   *
   * @param room how many it could take
   * @return 0 to {@code room}
   */
  int due(int client, int room, long now);

  /**
   * Begins a request that was {@link #due}.
   *
   * @return when it was meant to begin, {@code now} or earlier
   */
  long take(int client, long now);

  /** Whether none will be due for {@code client} any more. */
  boolean exhausted(int client);

  /**
   * {@code client} is gone and takes no more.
   *
   * @return requests of the measured phase that are not going to be begun because of it
   */
  long abandon(int client);

  /** Nanoseconds until a request becomes due by time alone; {@link Long#MAX_VALUE} for never. */
  default long untilDueNanos(long now) {
    return Long.MAX_VALUE;
  }

  /** No more requests are wanted. */
  void stop();

  /** The pace of loop number {@code loop}, which has {@code clients} of the plan's clients. */
  static Pace of(LoadPlan plan, int loop, int firstClient, int clients) {
    if (plan.openLoop()) {
      return new ArrivalSchedule(plan, loop, clients);
    }
    return plan.untilTime()
        ? new UntilStopped(clients, plan.inFlight())
        : RequestShares.of(plan.requests(), plan.clients(), firstClient, clients);
  }
}
