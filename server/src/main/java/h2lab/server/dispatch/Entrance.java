package h2lab.server.dispatch;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ByteChannel;
import java.util.concurrent.ThreadFactory;

/** Where clients come in, for a thread that waits for the next one. */
public interface Entrance extends Closeable {
  /**
   * A client that has come in and is not served yet.
   *
   * @param channel whose reads and writes wait, in the threads that {@code threads} makes
   * @param threads for all that is done for this client
   */
  record Arrival(ByteChannel channel, SocketAddress address, ThreadFactory threads) {}

  /**
   * Waits for the next client.
   *
   * @throws java.nio.channels.ClosedChannelException once this is closed
   * @throws IOException if a client could not be accepted, who may still wait to be
   */
  Arrival accept() throws IOException;

  /** Nobody comes in any more; from any thread. */
  @Override
  void close() throws IOException;
}
