package h2lab.server.load;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * What is requested, and where.
 *
 * @param url as the user wrote it
 * @param secure TLS, else cleartext with prior knowledge (RFC 9113 section 3.3)
 * @param host name or address, IPv6 ones without brackets
 * @param port 1 to 65535
 * @param authority what goes into {@code :authority}
 * @param path with its query, at least {@code /}
 */
record LoadTarget(
    String url, boolean secure, String host, int port, String authority, String path) {
  private static final int LONGEST_PATH = 8192;

  /**
   * Reads an http or https URL.
   *
   * @throws IllegalArgumentException if it is none, naming what is wrong with it
   */
  static LoadTarget of(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL: " + url);
    }
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    if (!secure && !"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "not a URL of the form http[s]://HOST[:PORT]/PATH: " + url);
    }
    if (uri.getPort() == 0 || uri.getPort() > 65535) {
      throw new IllegalArgumentException("not a port in " + url);
    }
    int usual = secure ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    String host = uri.getHost();
    String authority = port == usual ? host : host + ":" + port;
    return new LoadTarget(
        url, secure, host.replaceAll("^\\[|]$", ""), port, authority, pathOf(uri));
  }

  private static String pathOf(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String whole = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    if (whole.length() > LONGEST_PATH) {
      throw new IllegalArgumentException(
          "a path of more than " + LONGEST_PATH + " octets does not fit one HEADERS frame");
    }
    return whole;
  }

  String scheme() {
    return secure ? "https" : "http";
  }
}
