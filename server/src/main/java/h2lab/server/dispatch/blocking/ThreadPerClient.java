package h2lab.server.dispatch.blocking;

import h2lab.server.ServerOptions;
import h2lab.server.dispatch.DispatchMethod;
import h2lab.server.dispatch.Service;
import h2lab.server.tls.TlsContext;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code thread}: accept, start a thread, talk until closed. */
public final class ThreadPerClient implements DispatchMethod {
  private final BlockingClients clients = new BlockingClients();

  @Override
  public String name() {
    return "thread";
  }

  @Override
  public String obstacle(ServerOptions options) {
    return TlsContext.obstacle(options.tls());
  }

  @Override
  public String serve(ServerSocketChannel listening, Service service) throws IOException {
    // closing the executor waits for the threads of all clients
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("client-", 1).factory())) {
      return clients.acceptUntilStopped(
          listening, service, client -> threads.execute(client::serve));
    } finally {
      clients.ended();
    }
  }

  @Override
  public void stop() {
    clients.stop();
  }
}
