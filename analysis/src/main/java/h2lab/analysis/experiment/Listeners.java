package h2lab.analysis.experiment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the processes behind a port of this machine, where Linux tells. */
final class Listeners {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTEN = "0A";

  private Listeners() {}

  /**
   * The processes that hold a listening socket at the port of a URL.
   *
   * @return empty if it is not on the loopback, or they may not be looked at
   */
  static List<ProcessHandle> at(URI url) {
    try {
      if (url.getPort() < 0 || !InetAddress.getByName(url.getHost()).isLoopbackAddress()) {
        return List.of();
      }
      Set<String> sockets = new HashSet<>();
      addSockets("net/tcp", url.getPort(), sockets);
      addSockets("net/tcp6", url.getPort(), sockets);
      return holders(sockets);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Columns of these tables: number, local address, remote address, state, ..., inode (10th). */
  private static void addSockets(String table, int port, Set<String> sockets) throws IOException {
    String ending = ":%04X".formatted(port);
    Path file = PROC.resolve(table);
    if (!Files.exists(file)) {
      return;
    }
    try (Stream<String> lines = Files.lines(file)) {
      lines
          .map(line -> line.strip().split("\\s+"))
          .filter(cells -> cells.length > 9)
          .filter(cells -> cells[1].endsWith(ending) && cells[3].equals(LISTEN))
          .forEach(cells -> sockets.add("socket:[" + cells[9] + "]"));
    }
  }

  private static List<ProcessHandle> holders(Set<String> sockets) throws IOException {
    try (Stream<Path> entries = Files.list(PROC)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
          .filter(entry -> holds(entry, sockets))
          .map(entry -> ProcessHandle.of(Long.parseLong(entry.getFileName().toString())))
          .flatMap(Optional::stream)
          .toList();
    }
  }

  private static boolean holds(Path process, Set<String> sockets) {
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
    } catch (IOException | java.io.UncheckedIOException e) {
      return false; // It has ended or is somebody else's.
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }
}
