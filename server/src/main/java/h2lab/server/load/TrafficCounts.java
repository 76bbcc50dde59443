package h2lab.server.load;

/**
 * What went over the connections.
 *
 * @param octetsIn octets of HTTP/2 received, before encryption
 * @param octetsOut octets of HTTP/2 sent, before encryption
 * @param contentIn octets of content received: what DATA carries, without padding
 * @param contentOut octets of content sent
 * @param status2xx responses with such a status; the others likewise
 */
record TrafficCounts(
    long octetsIn,
    long octetsOut,
    long contentIn,
    long contentOut,
    long status2xx,
    long status3xx,
    long status4xx,
    long status5xx) {
  static final TrafficCounts NONE = new TrafficCounts(0, 0, 0, 0, 0, 0, 0, 0);

  TrafficCounts plus(TrafficCounts more) {
    return new TrafficCounts(
        octetsIn + more.octetsIn,
        octetsOut + more.octetsOut,
        contentIn + more.contentIn,
        contentOut + more.contentOut,
        status2xx + more.status2xx,
        status3xx + more.status3xx,
        status4xx + more.status4xx,
        status5xx + more.status5xx);
  }
}
