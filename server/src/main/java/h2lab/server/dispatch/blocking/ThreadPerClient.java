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

/** {@code thread} and {@code virtual-thread}: accept, start a thread, talk until closed. */
public final class ThreadPerClient implements DispatchMethod {
  private static final int TIDY_AT_LEAST = 64;

  private final BlockingClients clients = new BlockingClients();
  private final String name;
  private final ThreadFactory factory;

  /** Those that may still run; those that have ended are removed now and then. */
  private final List<Thread> threads = new ArrayList<>();

  private int tidyAt = TIDY_AT_LEAST;

  private ThreadPerClient(String name, ThreadFactory factory) {
    this.name = name;
    this.factory = factory;
  }

  /** Each client has a thread of the operating system. */
  public static ThreadPerClient ofPlatformThreads() {
    return new ThreadPerClient("thread", Thread.ofPlatform().name("client-", 1).factory());
  }

  /** Each client has a virtual thread; as many carry them as there are processors. */
  public static ThreadPerClient ofVirtualThreads() {
    return new ThreadPerClient("virtual-thread", Thread.ofVirtual().name("client-", 1).factory());
  }

  @Override
  public String name() {
    return name;
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
