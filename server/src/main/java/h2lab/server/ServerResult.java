package h2lab.server;

/**
 * What a server did in its life.
 *
 * @param clients accepted and served
 * @param requests received whole
 * @param refused clients turned away because too many were served
 * @param failed clients that ended by an error, theirs or ours
 * @param end why the server ended
 */
public record ServerResult(long clients, long requests, long refused, long failed, String end) {
  @Override
  public String toString() {
    return "served %d clients, %d requests, %d refused, %d failed"
        .formatted(clients, requests, refused, failed);
  }
}
