package h2lab.server.load;

/** Plans for tests, by what matters in them. */
final class Plans {
  static final long SECOND = 1_000_000_000L;

  private Plans() {}

  static LoadPlan requests(String url, int clients, int inFlight, long requests) {
    return requests(url, clients, inFlight, requests, 1, LoadPlan.ALL_STREAM_IDS);
  }

  static LoadPlan requests(
      String url, int clients, int inFlight, long requests, int threads, int streamsPerConnection) {
    return new LoadPlan(
        LoadTarget.of(url),
        clients,
        inFlight,
        requests,
        0,
        0,
        LoadPlan.AS_FAST_AS_ANSWERED,
        threads,
        10 * SECOND,
        streamsPerConnection);
  }

  static LoadPlan oneClient(int inFlight, long requests) {
    return requests("http://localhost/", 1, inFlight, requests);
  }

  /** An open loop with a duration. */
  static LoadPlan rate(double perSecond, long warmUpNanos, long nanos, int threads, int inFlight) {
    return new LoadPlan(
        LoadTarget.of("http://localhost/"),
        threads,
        inFlight,
        LoadPlan.UNTIL_TIME,
        nanos,
        warmUpNanos,
        perSecond,
        threads,
        10 * SECOND,
        LoadPlan.ALL_STREAM_IDS);
  }
}
