package h2lab.tracing;

/** The states of a client's life, as {@link ClientStateEvent} names them. */
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
  REFUSED
}
