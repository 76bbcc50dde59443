package h2lab.server.load;

import java.util.Arrays;

/** Each client makes its fixed share of the requests, as fast as they are answered. */
final class RequestShares implements Pace {
  private final long[] left;

  private RequestShares(long[] left) {
    this.left = left;
  }

  /**
   * The shares of {@code count} clients from {@code first} on, when {@code all} clients together
   * make {@code requests}; the first ones make one more where it does not divide.
   */
  static RequestShares of(long requests, int all, int first, int count) {
    long[] left = new long[count];
    Arrays.setAll(left, i -> requests / all + (first + i < requests % all ? 1 : 0));
    return new RequestShares(left);
  }

  @Override
  public int due(int client, int room, long now) {
    return (int) Math.min(room, left[client]);
  }

  @Override
  public long take(int client, long now) {
    left[client]--;
    return now;
  }

  @Override
  public boolean exhausted(int client) {
    return left[client] == 0;
  }

  @Override
  public long abandon(int client) {
    long abandoned = left[client];
    left[client] = 0;
    return abandoned;
  }

  @Override
  public void stop() {
    Arrays.fill(left, 0);
  }
}
