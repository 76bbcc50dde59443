package h2lab.server.dispatch.blocking;

import h2lab.server.PollerKind;
import h2lab.server.ServerOptions;
import h2lab.server.dispatch.DispatchMethod;
import h2lab.server.dispatch.Entrance;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.StartedThreads;
import h2lab.server.dispatch.carrier.Carriers;
import h2lab.server.tls.TlsContext;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/**
 * {@code virtual-thread}: accept, start a virtual thread, talk until closed. By {@link
 * PollerKind#JDK} as many threads carry them as there are processors, and the JDK wakes those whose
 * octets have come; by {@link PollerKind#EPOLL} {@link Carriers} do both.
 */
public final class VirtualThreadPerClient implements DispatchMethod {
  private final BlockingClients clients = new BlockingClients();
  private final StartedThreads threads = new StartedThreads();

  @Override
  public String name() {
    return "virtual-thread";
  }

  @Override
  public String obstacle(ServerOptions options) {
    String obstacle =
        switch (options.poller()) {
          case JDK -> options.loops() == 1 ? null : "--loops is not for --poller jdk";
          case EPOLL -> Carriers.obstacle(options);
          case SELECTOR, POLL -> "--poller takes jdk or epoll for virtual threads";
        };
    return obstacle != null ? obstacle : TlsContext.codecObstacle(options.tls());
  }

  @Override
  public String serve(ServerSocketChannel listening, Service service) throws IOException {
    return service.options().poller() == PollerKind.JDK
        ? serveByJdk(listening, service)
        : serveByCarriers(listening, service);
  }

  private String serveByJdk(ServerSocketChannel listening, Service service) throws IOException {
    FirstWait.ofVirtualThreads();
    Entrance entrance =
        new SocketEntrance(listening, Thread.ofVirtual().name("client-", 1).factory());
    return acceptThenDrain(entrance, service);
  }

  /** The wait for the end of all that is carried is carried too: a carrier's failure ends it. */
  private String serveByCarriers(ServerSocketChannel listening, Service service)
      throws IOException {
    try (Carriers carriers = Carriers.start(listening, service.options())) {
      return carriers.call(() -> acceptThenDrain(carriers.entrance(), service));
    } finally {
      clients.forget();
    }
  }

  private String acceptThenDrain(Entrance entrance, Service service) throws IOException {
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
