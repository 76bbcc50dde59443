package h2lab.server.dispatch.poll;

/** What a poller looks out for on behalf of one client. Used by the poller's thread only. */
abstract class Watch {
  /** Octets come in. */
  static final int INPUT = 1;

  /** Octets can go out. */
  static final int ROOM = 2;

  private Client client;
  private int awaited = INPUT;

  /** The client to be told; set before the first poll. */
  final void serve(Client client) {
    this.client = client;
  }

  final Client client() {
    return client;
  }

  /** What the poller looks out for: {@link #INPUT} and {@link #ROOM}, added up. */
  final int awaited() {
    return awaited;
  }

  /** Looks out for this and nothing else from now on; at first it is for input. */
  final void await(boolean input, boolean room) {
    int wanted = (input ? INPUT : 0) | (room ? ROOM : 0);
    if (wanted != awaited) {
      awaited = wanted;
      change(wanted);
    }
  }

  /** Looks out for {@code wanted} from now on. */
  abstract void change(int wanted);

  /** Looks no more; the channel may be closed already. */
  abstract void end();
}
