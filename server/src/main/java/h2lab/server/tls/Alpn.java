package h2lab.server.tls;

import java.util.List;

/** Which protocol the server selects from those a client offers (RFC 7301). */
public final class Alpn {
  private static final String HTTP_2 = "h2";

  private Alpn() {}

  /**
   * {@code h2} wherever it is in the list, else the first offered: such a client gets its
   * handshake, and then a GOAWAY it can report, instead of an alert it may not explain.
   *
   * @return empty, which selects none, if nothing was offered
   */
  public static String select(List<String> offered) {
    if (offered.contains(HTTP_2)) {
      return HTTP_2;
    }
    return offered.isEmpty() ? "" : offered.getFirst();
  }
}
