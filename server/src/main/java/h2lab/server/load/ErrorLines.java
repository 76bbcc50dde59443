package h2lab.server.load;

import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLException;

/** What went wrong, each kind once with its count. */
final class ErrorLines {
  private final Map<String, Long> counts = new TreeMap<>();
  private boolean closed;

  /**
   * What {@code e} means to the user.
   *
   * @param opened whether the connection had been made
   */
  static String of(IOException e, boolean opened) {
    return switch (e) {
      case ServerFault fault -> fault.getMessage();
      case ConnectException _ -> "connection refused";
      case SSLException tls -> "TLS: " + tls.getMessage();
      default -> (opened ? "connection lost: " : "cannot connect: ") + e.getMessage();
    };
  }

  /** Counts an error of kind {@code what}, unless {@link #close closed}. */
  void add(String what) {
    if (closed) {
      return;
    }
    counts.merge(what, 1L, Long::sum);
  }

  /** What happens from now on is of no interest. */
  void close() {
    closed = true;
  }

  void add(ErrorLines others) {
    others.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** One line per kind, such as {@code 5 x connection refused}. */
  List<String> lines() {
    return counts.entrySet().stream().map(e -> e.getValue() + " x " + e.getKey()).toList();
  }
}
