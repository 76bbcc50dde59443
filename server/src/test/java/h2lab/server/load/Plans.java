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
        null,
        Windows.WIDE,
        clients,
        inFlight,
        requests,
        0,
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

  /** One client with one request, to a server that sees these windows and this content. */
  static LoadPlan exchange(RequestContent content, Windows windows, int inFlight, long requests) {
    LoadPlan plain = oneClient(inFlight, requests);
    return new LoadPlan(
        plain.target(),
        content,
        windows,
        1,
        inFlight,
        requests,
        0,
        0,
        0,
        LoadPlan.AS_FAST_AS_ANSWERED,
        1,
        10 * SECOND,
        LoadPlan.ALL_STREAM_IDS);
  }

  /** A closed loop with a duration and a warm-up of no fixed length. */
  static LoadPlan warmUp(String url, long leastNanos, long mostNanos, long nanos, int threads) {
    return new LoadPlan(
        LoadTarget.of(url),
        null,
        Windows.WIDE,
        threads,
        10,
        LoadPlan.UNTIL_TIME,
        nanos,
        leastNanos,
        mostNanos,
        LoadPlan.AS_FAST_AS_ANSWERED,
        threads,
        10 * SECOND,
        LoadPlan.ALL_STREAM_IDS);
  }

  /** An open loop with a duration. */
  static LoadPlan rate(double perSecond, long warmUpNanos, long nanos, int threads, int inFlight) {
    return new LoadPlan(
        LoadTarget.of("http://localhost/"),
        null,
        Windows.WIDE,
        threads,
        inFlight,
        LoadPlan.UNTIL_TIME,
        nanos,
        warmUpNanos,
        warmUpNanos,
        perSecond,
        threads,
        10 * SECOND,
        LoadPlan.ALL_STREAM_IDS);
  }
}
