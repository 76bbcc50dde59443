package h2lab.server.dispatch.blocking;

import h2lab.server.dispatch.Entrance;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/**
 * Accepts clients by a channel of the JDK that blocks.
 *
 * @param listening closed by {@link #close}
 * @param threads for what is done for clients
 */
record SocketEntrance(ServerSocketChannel listening, ThreadFactory threads) implements Entrance {
  @Override
  public Arrival accept() throws IOException {
    SocketChannel channel = listening.accept();
    return new Arrival(channel, channel.getRemoteAddress(), threads);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
