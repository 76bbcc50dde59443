package h2lab.server.deadline;

/** What a client looks like to those who watch whether it keeps its deadlines. */
public interface Watched {
  /** Whether the TLS handshake is not done; never in cleartext. */
  boolean isHandshaking();

  /** Whether the client preface has come, its SETTINGS included. */
  boolean isOpen();

  /** Whether a frame, a field block or a TLS record has begun of which more must come. */
  boolean isInFrame();

  /** Grows when what had begun has come whole, and something else may have begun. */
  long framesWhole();

  /** Whether the client has acknowledged our SETTINGS. */
  boolean settingsAcknowledged();

  /** Whether some stream is not closed. */
  boolean hasStreams();

  /** What the client got done, see {@link h2lab.server.http2.ServerProtocol#progress}. */
  long progress();

  /** Whether octets wait until the socket takes more. */
  boolean awaitsSocket();

  /** Whether responses wait until the client opens its flow-control windows. */
  boolean awaitsWindow();

  /** Octets that the socket took so far. */
  long octetsWritten();
}
