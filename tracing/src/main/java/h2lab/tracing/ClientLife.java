package h2lab.tracing;

import java.util.Set;

/**
 * The states of a client's life, as {@link ClientStateEvent} names them: a table of what may follow
 * what.
 */
public enum ClientLife {
  /** The socket was accepted; the first event of a client. */
  ACCEPTED,
  /** The TLS handshake is done; never in cleartext. */
  HANDSHAKEN,
  /** The client preface was received and found right. */
  OPEN,
  /** No request will be answered any more; what waits is still written. */
  DRAINING,
  /** The socket is closed; the last event of a client. */
  CLOSED,
  /** The server had no place for the client; the only event of such a client. */
  REFUSED;

  /** The states of which one may come next; none after the last. */
  public Set<ClientLife> next() {
    return switch (this) {
      case ACCEPTED -> Set.of(HANDSHAKEN, OPEN, DRAINING, CLOSED);
      case HANDSHAKEN -> Set.of(OPEN, DRAINING, CLOSED);
      case OPEN -> Set.of(DRAINING, CLOSED);
      case DRAINING -> Set.of(HANDSHAKEN, DRAINING, CLOSED);
      case CLOSED, REFUSED -> Set.of();
    };
  }

  /** Whether a client may begin with it. */
  public boolean isFirst() {
    return this == ACCEPTED || this == REFUSED;
  }
}
