package h2lab.server.script;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** Gives selectors that watch {@link ScriptedSocket}s, and nothing else. */
final class ScriptedSelectors extends SelectorProvider {
  @Override
  public AbstractSelector openSelector() {
    return new ScriptedSelector(this);
  }

  @Override
  public DatagramChannel openDatagramChannel() throws IOException {
    throw noNetwork();
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
    throw noNetwork();
  }

  @Override
  public Pipe openPipe() throws IOException {
    throw noNetwork();
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() throws IOException {
    throw noNetwork();
  }

  @Override
  public SocketChannel openSocketChannel() throws IOException {
    throw noNetwork();
  }

  private static IOException noNetwork() {
    return new IOException("a script has no network");
  }
}
