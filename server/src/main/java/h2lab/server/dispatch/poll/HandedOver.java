package h2lab.server.dispatch.poll;

import java.util.ArrayList;
import java.util.List;

/** Clients on their way from the loop that accepted them to one that serves them; thread-safe. */
final class HandedOver {
  private final List<Peer> waiting = new ArrayList<>();
  private volatile boolean any;
  private boolean takesNobody;

  /**
   * Puts a client in.
   *
   * @return false if nobody is taken any more
   */
  synchronized boolean add(Peer peer) {
    if (!takesNobody) {
      waiting.add(peer);
      any = true;
    }
    return !takesNobody;
  }

  /** Whether there is anybody, at the cost of one look. */
  boolean hasAny() {
    return any;
  }

  /** Takes all out. */
  synchronized List<Peer> take() {
    List<Peer> taken = List.copyOf(waiting);
    waiting.clear();
    any = false;
    return taken;
  }

  /** Takes nobody from now on, if there is nobody; whether that is so. */
  synchronized boolean closeIfEmpty() {
    takesNobody = waiting.isEmpty();
    return takesNobody;
  }

  /** Takes nobody from now on, and all out. */
  synchronized List<Peer> close() {
    takesNobody = true;
    return take();
  }
}
