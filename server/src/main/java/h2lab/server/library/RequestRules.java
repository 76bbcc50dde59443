package h2lab.server.library;

import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map.Entry;

/**
 * What Netty leaves to its user of the rules for requests (RFC 9113 sections 8.2.1, 8.3.1 and 8.5).
 */
final class RequestRules {
  private RequestRules() {}

  /** What is malformed in any fields that Netty has let pass; null if nothing. */
  static String fieldFault(Http2Headers fields) {
    for (Entry<CharSequence, CharSequence> field : fields) {
      CharSequence value = field.getValue();
      char last = value.isEmpty() ? 'x' : value.charAt(value.length() - 1);
      if (last == ' ' || last == '\t') {
        return "value of " + field.getKey();
      }
    }
    return null;
  }

  /** What is malformed in the control data of a request that Netty has let pass; likewise. */
  static String controlFault(Http2Headers headers) {
    if (headers.method().isEmpty()) {
      return ":method";
    }
    if (headers.contains(Http2Headers.PseudoHeaderName.PROTOCOL.value())) {
      return ":protocol, which was not offered";
    }
    if (same(headers.method(), "CONNECT")) {
      return headers.scheme() != null || headers.path() != null ? "CONNECT" : null;
    }
    boolean asterisk = same(headers.path(), "*") && same(headers.method(), "OPTIONS");
    boolean fine = !isHttp(headers) || headers.path().charAt(0) == '/' || asterisk;
    return fine ? null : ":path";
  }

  private static boolean isHttp(Http2Headers headers) {
    String scheme = headers.scheme().toString();
    return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
  }

  private static boolean same(CharSequence value, String text) {
    return CharSequence.compare(value, text) == 0;
  }
}
