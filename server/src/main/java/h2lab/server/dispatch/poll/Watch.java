package h2lab.server.dispatch.poll;

/** What a poller looks out for on behalf of one client. Used by the poller's thread only. */
public abstract class Watch {
  /** Octets come in. */
  static final int INPUT = 1;

  /** Octets can go out. */
  static final int ROOM = 2;

  private Object attached;
  private int awaited = INPUT;

  /** Sets who is to be told, before the first poll. */
  public final void attach(Object client) {
    attached = client;
  }

  /** Who is to be told. */
  public final Object attached() {
    return attached;
  }

  /** What the poller looks out for: {@link #INPUT} and {@link #ROOM}, added up. */
  final int awaited() {
    return awaited;
  }

  /** Whether the poller looks out for input. */
  public final boolean awaitsInput() {
    return (awaited & INPUT) != 0;
  }

  /** Looks out for this and nothing else from now on; at first it is for input. */
  public final void await(boolean input, boolean room) {
    int wanted = (input ? INPUT : 0) | (room ? ROOM : 0);
    if (wanted != awaited) {
      awaited = wanted;
      change(wanted);
    }
  }

  /** Looks out for {@code wanted} from now on. */
  abstract void change(int wanted);

  /** Looks no more; the channel may be closed already. */
  public abstract void end();
}
