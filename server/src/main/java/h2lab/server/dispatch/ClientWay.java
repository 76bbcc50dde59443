package h2lab.server.dispatch;

import h2lab.tracing.QueueLevels;

/** The way between the protocol of one client and its socket, as others see it. */
public interface ClientWay extends QueueLevels {
  /** Whether the TLS handshake is not done; never in cleartext. */
  boolean isHandshaking();

  /** Whether octets from the socket wait for TLS or the protocol. */
  boolean hasInput();

  /** Whether octets wait until the socket takes more. */
  boolean awaitsSocket();

  /** Octets that the socket took so far. */
  long octetsWritten();
}
