package h2lab.server.dispatch.blocking;

import h2lab.server.ServerOptions;
import h2lab.server.dispatch.DispatchMethod;
import h2lab.server.dispatch.Entrance;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.StartedThreads;
import h2lab.server.tls.TlsContext;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/** {@code thread}: accept, start a thread of the operating system, talk until closed. */
public final class ThreadPerClient implements DispatchMethod {
  private final BlockingClients clients = new BlockingClients();
  private final StartedThreads threads = new StartedThreads();

  @Override
  public String name() {
    return "thread";
  }

  @Override
  public String obstacle(ServerOptions options) {
    return TlsContext.codecObstacle(options.tls());
  }

  @Override
  public String serve(ServerSocketChannel listening, Service service) throws IOException {
    Entrance entrance =
        new SocketEntrance(listening, Thread.ofPlatform().name("client-", 1).factory());
    try {
      return clients.acceptUntilStopped(entrance, service, client -> client.serveIn(threads));
    } finally {
      threads.join();
      clients.ended();
    }
  }

  @Override
  public void stop() {
    clients.stop();
  }
}
