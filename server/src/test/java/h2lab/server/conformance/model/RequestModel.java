package h2lab.server.conformance.model;

import h2lab.server.conformance.model.HpackModel.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the server should do about the field section of a request (RFC 9113 section 8) and with the
 * resources it has.
 */
final class RequestModel {
  /** What becomes of a request. */
  enum Fate {
    /** A stream error. */
    MALFORMED,
    /** Answered without waiting for content, of which there is too much. */
    AT_ONCE,
    /** Answered when its content has ended. */
    AT_END,
    /** Answered with the content as it comes. */
    ECHO
  }

  /**
   * @param status of the answer
   * @param length of the answer's content; -1 if the standard does not say
   * @param content what the answer holds: {@code hello}, {@code octets}, {@code echo}, {@code sink}
   *     or {@code error}
   * @param promised the request's content-length, or -1
   * @param head whether no answer may have content
   */
  record Judgement(
      Fate fate, int status, long length, String content, long promised, boolean head) {}

  private static final Judgement MALFORMED = new Judgement(Fate.MALFORMED, 0, 0, "", -1, false);
  private static final long MOST_OCTETS = 1L << 30;
  private static final int HELLO = "Hello World\n".length();
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade");
  private static final Set<String> PSEUDO = Set.of(":method", ":scheme", ":authority", ":path");

  private final long listOctets;
  private final long bodyOctets;

  RequestModel(Map<String, Long> limits) {
    listOctets = limits.get("headerListOctets");
    bodyOctets = limits.get("bodyOctets");
  }

  /** Whether the list is so long that the connection ends. */
  boolean outrageous(List<Field> fields) {
    return octets(fields) > 8 * listOctets;
  }

  private static long octets(List<Field> fields) {
    return fields.stream().mapToLong(Field::size).sum();
  }

  /** Those that are within the limit; nobody looks at what comes after (10.5.1). */
  private List<Field> looked(List<Field> fields) {
    int within = 0;
    while (within < fields.size() && octets(fields.subList(0, within + 1)) <= listOctets) {
      within++;
    }
    return fields.subList(0, within);
  }

  /** Judges the first field section of a stream. */
  Judgement judge(List<Field> all, boolean ends) {
    List<Field> fields = looked(all);
    Map<String, String> pseudo = new TreeMap<>();
    long promised = contentLength(fields);
    if (breaksOrder(fields, pseudo) || breaksFields(fields) || promised == -2) {
      return MALFORMED;
    }
    boolean head = "HEAD".equals(pseudo.get(":method"));
    if (fields.size() < all.size()) {
      return error(431, head, -1);
    }
    if (lacksPseudo(pseudo) || ends && promised > 0) {
      return MALFORMED;
    }
    if (promised > bodyOctets) {
      return error(413, head, promised);
    }
    return answer(pseudo.get(":method"), pseudo.getOrDefault(":path", ""), promised);
  }

  /** Whether trailers break a rule: they have no pseudo-header fields (8.1). */
  boolean badTrailers(List<Field> fields) {
    return octets(fields) > listOctets
        || fields.stream().anyMatch(field -> field.name().startsWith(":"))
        || breaksFields(fields);
  }

  private static Judgement error(int status, boolean head, long promised) {
    Fate fate = status == 413 ? Fate.AT_ONCE : Fate.AT_END;
    return new Judgement(fate, status, head ? 0 : -1, "error", promised, head);
  }

  private static Judgement answer(String method, String pathAndQuery, long promised) {
    boolean head = method.equals("HEAD");
    if (method.equals("CONNECT")) {
      return error(405, false, promised);
    }
    int question = pathAndQuery.indexOf('?');
    String path = question < 0 ? pathAndQuery : pathAndQuery.substring(0, question);
    boolean reads = method.equals("GET") || head;
    long octets = octetsOf(path);
    if (path.equals("/")) {
      return reads
          ? new Judgement(Fate.AT_END, 200, head ? 0 : HELLO, "hello", promised, head)
          : error(405, false, promised);
    }
    if (octets >= 0) {
      return reads
          ? new Judgement(Fate.AT_END, 200, head ? 0 : octets, "octets", promised, head)
          : error(405, false, promised);
    }
    if (path.equals("/echo") || path.equals("/sink")) {
      boolean echo = path.equals("/echo");
      return method.equals("POST")
          ? new Judgement(
              echo ? Fate.ECHO : Fate.AT_END, 200, -1, path.substring(1), promised, false)
          : error(405, head, promised);
    }
    return error(404, head, promised);
  }

  /** The N of {@code /octets/N}, or -1 if it is no such path. */
  private static long octetsOf(String path) {
    if (!path.matches("/octets/[0-9]{1,10}")) {
      return -1;
    }
    long octets = Long.parseLong(path.substring("/octets/".length()));
    return octets <= MOST_OCTETS ? octets : -1;
  }

  /** Section 8.3: known ones, once each, before all others. */
  private static boolean breaksOrder(List<Field> fields, Map<String, String> pseudo) {
    boolean regular = false;
    for (Field field : fields) {
      if (!field.name().startsWith(":")) {
        regular = true;
      } else if (regular
          || !PSEUDO.contains(field.name())
          || pseudo.put(field.name(), field.value()) != null) {
        return true;
      }
    }
    return false;
  }

  /** Sections 8.3.1 and 8.5. */
  private static boolean lacksPseudo(Map<String, String> pseudo) {
    String method = pseudo.get(":method");
    if (method == null || method.isEmpty()) {
      return true;
    }
    if (method.equals("CONNECT")) {
      return !pseudo.keySet().equals(Set.of(":method", ":authority"));
    }
    String path = pseudo.get(":path");
    if (path == null || !pseudo.containsKey(":scheme")) {
      return true;
    }
    boolean ofHttp = pseudo.get(":scheme").matches("(?i)https?");
    return ofHttp && !path.startsWith("/") && !(method.equals("OPTIONS") && path.equals("*"));
  }

  /** Sections 8.2.1 and 8.2.2. */
  private static boolean breaksFields(List<Field> fields) {
    return fields.stream().anyMatch(RequestModel::breaksField);
  }

  private static boolean breaksField(Field field) {
    String name = field.name().startsWith(":") ? field.name().substring(1) : field.name();
    String value = field.value();
    boolean illegalName =
        name.isEmpty()
            || name.chars()
                .anyMatch(c -> c <= 0x20 || c >= 'A' && c <= 'Z' || c >= 0x7f || c == ':');
    boolean illegalValue =
        value.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')
            || !value.isEmpty()
                && (isSpace(value.charAt(0)) || isSpace(value.charAt(value.length() - 1)));
    return illegalName
        || illegalValue
        || OF_THE_CONNECTION.contains(name)
        || name.equals("te") && !value.equalsIgnoreCase("trailers");
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  /** The content-length: -1 if there is none, -2 if there is none to be had (8.1.1). */
  private static long contentLength(List<Field> fields) {
    List<String> values =
        fields.stream()
            .filter(field -> field.name().equals("content-length"))
            .map(Field::value)
            .distinct()
            .toList();
    if (values.isEmpty()) {
      return -1;
    }
    return values.size() == 1 && values.getFirst().matches("[0-9]{1,18}")
        ? Long.parseLong(values.getFirst())
        : -2;
  }
}
