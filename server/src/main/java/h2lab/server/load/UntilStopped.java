package h2lab.server.load;

/** Each client makes a new request as soon as one is answered, until the time is over. */
final class UntilStopped implements Pace {
  private final boolean[] began;
  private final int inFlight;
  private boolean stopped;

  UntilStopped(int clients, int inFlight) {
    this.began = new boolean[clients];
    this.inFlight = inFlight;
  }

  @Override
  public int due(int client, int room, long now) {
    return stopped ? 0 : room;
  }

  @Override
  public long take(int client, long now) {
    began[client] = true;
    return now;
  }

  @Override
  public boolean exhausted(int client) {
    return stopped;
  }

  /** A client that could not begin would have had its requests in flight; else it is unknown. */
  @Override
  public long abandon(int client) {
    return began[client] || stopped ? 0 : inFlight;
  }

  @Override
  public void stop() {
    stopped = true;
  }
}
