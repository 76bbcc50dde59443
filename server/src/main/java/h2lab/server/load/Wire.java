package h2lab.server.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Carries the octets of one connection between HTTP/2 and a non-blocking socket, encrypted or not.
 */
sealed interface Wire permits ClearWire, TlsWire {
  SocketChannel channel();

  /** The socket is connected; begins the TLS handshake if there is one. */
  void connected() throws IOException;

  /** Whether HTTP/2 may begin. */
  boolean established();

  /**
   * Appends to {@code plain} what has come.
   *
   * @return whether there may be more, which {@code plain} had no room for
   */
  boolean receive(ByteBuffer plain) throws IOException;

  /**
   * Sends from {@code plain} what the socket takes now and consumes it; what is left has to be
   * given again.
   */
  void transmit(ByteBuffer plain) throws IOException;

  /** Whether octets wait until the socket takes them. */
  boolean blocked();

  /** Whether the server has closed its side. */
  boolean ended();

  /** Closes the socket, after TLS's farewell if the socket takes it. */
  void close();
}
