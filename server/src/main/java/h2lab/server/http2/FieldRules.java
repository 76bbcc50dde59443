package h2lab.server.http2;

import java.util.Set;

/** What no field of a request may be (RFC 9113 sections 8.2.1 and 8.2.2). */
final class FieldRules {
  private static final Set<String> CONNECTION_SPECIFIC =
      Set.of("connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade");

  private FieldRules() {}

  /** What is wrong with a field; null if nothing. Which pseudo-headers there are is not judged. */
  static String fault(String name, String value) {
    if (!name.startsWith(":") && !isName(name)) {
      return "field name";
    }
    if (!isValue(value)) {
      return "value of " + name;
    }
    if (CONNECTION_SPECIFIC.contains(name)) {
      return "connection-specific field " + name;
    }
    return name.equals("te") && !value.equalsIgnoreCase("trailers")
        ? "te other than trailers"
        : null;
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == ':' || (c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0 || c == '\r' || c == '\n') {
        return false;
      }
    }
    return value.isEmpty()
        || !(isSpace(value.charAt(0)) || isSpace(value.charAt(value.length() - 1)));
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
