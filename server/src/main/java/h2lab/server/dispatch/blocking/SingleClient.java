package h2lab.server.dispatch.blocking;

import h2lab.server.ServerOptions;
import h2lab.server.dispatch.DispatchMethod;
import h2lab.server.dispatch.Service;
import h2lab.server.tls.TlsContext;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.ThreadFactory;

/**
 * {@code none}: one blocking thread serves one client to its end and then accepts the next. Others
 * wait in the kernel's queue meanwhile, connected but unanswered, which is this method's point: it
 * shows what serving costs where nothing is dispatched.
 */
public final class SingleClient implements DispatchMethod {
  private final ThreadFactory speakers = Thread.ofPlatform().name("client-speaker").factory();
  private final BlockingClients clients = new BlockingClients();

  @Override
  public String name() {
    return "none";
  }

  @Override
  public String obstacle(ServerOptions options) {
    return TlsContext.codecObstacle(options.tls());
  }

  @Override
  public String serve(ServerSocketChannel listening, Service service) throws IOException {
    try {
      return clients.acceptUntilStopped(
          new SocketEntrance(listening, speakers), service, BlockingClient::serve);
    } finally {
      clients.ended();
    }
  }

  @Override
  public void stop() {
    clients.stop();
  }
}
