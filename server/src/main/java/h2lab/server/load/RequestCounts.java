package h2lab.server.load;

/**
 * What became of requests.
 *
 * @param total that were wanted
 * @param started that were sent
 * @param done that ended, well or not, by the server's doing
 * @param succeeded answered with a 2xx status
 * @param failed the others of which it is known: other statuses, and errored ones
 * @param errored without a whole response: reset, connection lost, timed out, or never sent because
 *     the connection was gone
 * @param timeout errored ones that were waited for in vain
 */
record RequestCounts(
    long total, long started, long done, long succeeded, long failed, long errored, long timeout) {
  static final RequestCounts NONE = new RequestCounts(0, 0, 0, 0, 0, 0, 0);

  RequestCounts plus(RequestCounts more) {
    return new RequestCounts(
        total + more.total,
        started + more.started,
        done + more.done,
        succeeded + more.succeeded,
        failed + more.failed,
        errored + more.errored,
        timeout + more.timeout);
  }

  RequestCounts withTotal(long requests) {
    return new RequestCounts(requests, started, done, succeeded, failed, errored, timeout);
  }
}
