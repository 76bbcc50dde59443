package h2lab.server;

import static h2lab.server.ServerOptions.serving;

import h2lab.server.dispatch.DispatchMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Ways to serve: every method with every TLS engine, and the variants that a method has. */
final class ContractCells {
  private ContractCells() {}

  /** All that claim to work on this machine, labelled as the command line has them. */
  static Stream<Named<ServerOptions>> working() {
    return all().filter(cell -> works(cell)).map(cell -> Named.of(label(cell), cell));
  }

  private static boolean works(ServerOptions cell) {
    return DispatchMethods.create(cell.method()).obstacle(cell) == null;
  }

  private static Stream<ServerOptions> all() {
    List<ServerOptions> cells = new ArrayList<>();
    for (String method : DispatchMethods.names()) {
      for (Tls tls : Tls.values()) {
        cells.add(ServerOptions.of(method, tls));
        if (method.equals("async-custom")) {
          addPollLoops(cells, tls);
        }
      }
    }
    return cells.stream();
  }

  private static void addPollLoops(List<ServerOptions> cells, Tls tls) {
    cells.add(serving("async-custom", tls).poller(PollerKind.POLL).build());
    cells.add(serving("async-custom", tls).poller(PollerKind.EPOLL).build());
    for (PollerKind poller : PollerKind.values()) {
      for (ClientSpread spread : ClientSpread.values()) {
        cells.add(serving("async-custom", tls).poller(poller).loops(3).spread(spread).build());
      }
    }
  }

  /** Names what differs from the defaults, and TLS. */
  private static String label(ServerOptions cell) {
    StringBuilder label = new StringBuilder(cell.method()).append(" --tls ").append(cell.tls());
    if (cell.poller() != PollerKind.SELECTOR) {
      label.append(" --poller ").append(cell.poller());
    }
    if (cell.loops() > 1) {
      label.append(" --loops ").append(cell.loops()).append(" --spread ").append(cell.spread());
    }
    return label.toString();
  }
}
