package h2lab.server.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

/**
 * One TLS connection of a server without I/O: wire octets to plain octets and back. The caller owns
 * the buffers; their positions tell what moved. Not thread-safe.
 */
public interface TlsCodec extends AutoCloseable {
  /** Why a call returned. */
  enum Result {
    /** All input was consumed. */
    OK,
    /** No complete record is there; more octets from the wire are needed. */
    NEED_INPUT,
    /** The output has no room for what comes next. */
    NEED_ROOM,
    /** The engine has octets for the wire first: call {@link TlsCodec#encode}. */
    MUST_ENCODE,
    /** The peer has closed its direction (close_notify), or ours is closed. */
    CLOSED
  }

  /**
   * Decrypts as many records as there are and fit, or takes a handshake further.
   *
   * @param wire ready to be read
   * @param plain room for plain octets; at least {@link #plainRoom} free to be sure of progress
   * @throws SSLException if the peer broke TLS; {@link #encode} then gives the alert to send
   */
  Result decode(ByteBuffer wire, ByteBuffer plain) throws SSLException;

  /**
   * Encrypts all plain octets that fit, after whatever the engine has to say itself.
   *
   * @param plain ready to be read; may be empty
   * @param wire room for records; at least {@link #wireRoom} free to be sure of progress
   * @return {@link Result#NEED_INPUT} if a handshake must go on before plain octets can be taken
   */
  Result encode(ByteBuffer plain, ByteBuffer wire) throws SSLException;

  /** Whether the handshake is done, so that plain octets may pass. */
  boolean isOpen();

  /** Whether the engine has octets of its own for the wire: a flight, a ticket, an alert. */
  boolean hasOutput();

  /** Begins to close our direction; {@link #encode} then gives the close_notify. */
  void closeOutput();

  /** Nothing is to be done until the peer does something: what is not needed meanwhile may go. */
  default void rest() {}

  /** Room that one decoded record needs, in octets. */
  int plainRoom();

  /** Room that one encoded record needs, in octets. */
  int wireRoom();

  /** What the handshake agreed on, such as {@code TLSv1.3 TLS_AES_256_GCM_SHA384 h2}. */
  String agreement();

  /** Frees what the engine holds outside the JVM's heap; nothing may be called after. */
  @Override
  default void close() {}
}
