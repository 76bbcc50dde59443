package h2lab.server.dispatch.blocking;

import h2lab.server.ServerOptions;
import h2lab.server.dispatch.DispatchMethod;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.StartedThreads;
import h2lab.server.tls.TlsContext;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.ThreadFactory;

/** {@code thread} and {@code virtual-thread}: accept, start a thread, talk until closed. */
public final class ThreadPerClient implements DispatchMethod {
  private final BlockingClients clients;
  private final String name;
  private final ThreadFactory factory;
  private final boolean virtual;
  private final StartedThreads threads = new StartedThreads();

  private ThreadPerClient(String name, Thread.Builder threads) {
    this.name = name;
    virtual = threads instanceof Thread.Builder.OfVirtual;
    factory = threads.name("client-", 1).factory();
    clients = new BlockingClients(factory);
  }

  /** Each client has a thread of the operating system. */
  public static ThreadPerClient ofPlatformThreads() {
    return new ThreadPerClient("thread", Thread.ofPlatform());
  }

  /** Each client has a virtual thread; as many carry them as there are processors. */
  public static ThreadPerClient ofVirtualThreads() {
    return new ThreadPerClient("virtual-thread", Thread.ofVirtual());
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
    if (virtual) {
      FirstWait.ofVirtualThreads();
    }
    try {
      return clients.acceptUntilStopped(
          listening, service, client -> threads.start(factory, client::serve));
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
