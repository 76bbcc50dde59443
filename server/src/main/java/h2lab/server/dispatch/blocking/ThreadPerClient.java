package h2lab.server.dispatch.blocking;

import h2lab.server.ServerOptions;
import h2lab.server.dispatch.DispatchMethod;
import h2lab.server.dispatch.Service;
import h2lab.server.tls.TlsContext;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** {@code thread}: accept, start a thread, talk until closed. */
public final class ThreadPerClient implements DispatchMethod {
  private static final int TIDY_AT_LEAST = 64;

  private final BlockingClients clients = new BlockingClients();
  private final ThreadFactory factory = Thread.ofPlatform().name("client-", 1).factory();

  /** Those that may still run; those that have ended are removed now and then. */
  private final List<Thread> threads = new ArrayList<>();

  private int tidyAt = TIDY_AT_LEAST;

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
    try {
      return clients.acceptUntilStopped(listening, service, this::start);
    } finally {
      threads.forEach(ThreadPerClient::join);
      clients.ended();
    }
  }

  private void start(BlockingClient client) {
    if (threads.size() >= tidyAt) {
      threads.removeIf(thread -> !thread.isAlive());
      tidyAt = 2 * threads.size() + TIDY_AT_LEAST;
    }
    threads.add(factory.newThread(client::serve));
    threads.getLast().start();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    clients.stop();
  }
}
