package h2lab.server.load;

/**
 * How much load, in which shape. Times are in nanoseconds, so that loops need not convert.
 *
 * @param target what is requested
 * @param content what every request posts, null for GET
 * @param windows for responses
 * @param clients connections, at least 1
 * @param inFlight most requests of a client that wait for their response at a time, at least 1
 * @param requests over all clients, or {@link #UNTIL_TIME}
 * @param measuredNanos how long requests are counted; 0 when their number decides
 * @param warmUpNanos how long requests are made before any is counted, at least
 * @param longestWarmUpNanos how long they are made then unless {@link LoadRun#endWarmUp} is called;
 *     the same if nobody is to call it
 * @param ratePerSecond requests per second over all clients, each at its time whether or not the
 *     ones before are answered; {@link #AS_FAST_AS_ANSWERED} for a new one per answer
 * @param threads event loops, at most one per client
 * @param timeoutNanos how long a client may wait without any progress
 * @param streamsPerConnection requests after which a client connects anew; stream ids end at 2^31-1
 */
record LoadPlan(
    LoadTarget target,
    RequestContent content,
    Windows windows,
    int clients,
    int inFlight,
    long requests,
    long measuredNanos,
    long warmUpNanos,
    long longestWarmUpNanos,
    double ratePerSecond,
    int threads,
    long timeoutNanos,
    int streamsPerConnection) {
  static final long UNTIL_TIME = -1;
  static final double AS_FAST_AS_ANSWERED = 0;
  static final int ALL_STREAM_IDS = 1 << 30;
  private static final int SLICES = 20;
  private static final long SLICE_NANOS = 100_000_000;

  LoadPlan {
    require(clients >= 1, "there must be at least 1 client (-c)");
    require(inFlight >= 1, "there must be at least 1 request in flight (-m)");
    require(threads >= 1 && threads <= clients, "threads (-t) must be 1 to the number of clients");
    require(timeoutNanos > 0, "the timeout must be above 0 seconds");
    require(warmUpNanos >= 0, "the warm-up cannot be negative");
    require(
        longestWarmUpNanos >= warmUpNanos, "the longest warm-up cannot be below the warm-up time");
    require(
        longestWarmUpNanos == warmUpNanos || ratePerSecond == AS_FAST_AS_ANSWERED,
        "with a rate the length of the warm-up is fixed");
    require(ratePerSecond >= 0, "the rate must be above 0");
    if (requests == UNTIL_TIME) {
      require(measuredNanos > 0, "the duration (-D) must be above 0 seconds");
    } else {
      require(requests >= clients, "there must be at least as many requests (-n) as clients (-c)");
      require(longestWarmUpNanos == 0, "a warm-up needs a duration (-D)");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Whether a duration, not a number of requests, ends the load. */
  boolean untilTime() {
    return requests == UNTIL_TIME;
  }

  /** Whether requests come at their times rather than as answers allow. */
  boolean openLoop() {
    return ratePerSecond != AS_FAST_AS_ANSWERED;
  }

  /** The length of the slices in which requests are counted too: a twentieth, or 100 ms. */
  long sliceNanos() {
    return untilTime() ? Math.max(1, measuredNanos / SLICES) : SLICE_NANOS;
  }

  static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
