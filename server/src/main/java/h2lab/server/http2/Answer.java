package h2lab.server.http2;

import java.nio.charset.StandardCharsets;

/**
 * What a request is answered with; the whole of what this server serves, whichever protocol asks.
 *
 * @param status of the response
 * @param content what is sent behind the header section
 * @param octets of content that {@code content-length} tells; -1 if it is not told
 * @param allow methods that would have been right, for 405; else null
 */
public record Answer(int status, Content content, long octets, String allow) {
  /** Kinds of content. */
  public enum Content {
    /** {@code Hello World}, the prebuilt answer. */
    HELLO,
    /** So many octets of {@link #PATTERN}. */
    OCTETS,
    /** What the request brings, as it comes. */
    ECHO,
    /** One line: how many octets the request brought, and their CRC-32. */
    COUNT,
    /** One line that says what was wrong. */
    COMPLAINT,
    /** The answer to HEAD. */
    NONE
  }

  /** The content of {@link Content#HELLO}. */
  public static final String HELLO_WORLD = "Hello World\n";

  /** The most octets that can be asked for. */
  public static final long MOST_OCTETS = 1L << 30;

  /** The content of {@link Content#OCTETS}, over and over; read only. */
  private static final byte[] PATTERN =
      "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop\r\n"
          .repeat(256)
          .getBytes(StandardCharsets.US_ASCII);

  /** Octets after which the content of {@link Content#OCTETS} begins anew. */
  public static final int PATTERN_LENGTH = PATTERN.length;

  static final Answer HELLO = new Answer(200, Content.HELLO, -1, null);
  private static final Answer NOT_FOUND = complaint(404, false);
  private static final int CONTENT_TOO_LARGE = 413;
  private static final String OCTETS_PATH = "/octets/";

  /** The answer to a well-formed request; a path may have a query, which says nothing here. */
  public static Answer to(String method, String path) {
    int query = path.indexOf('?');
    Answer answer = of(query < 0 ? path : path.substring(0, query));
    boolean posted = answer.content == Content.ECHO || answer.content == Content.COUNT;
    return switch (method) {
      case "GET" -> posted ? notAllowed("POST") : answer;
      case "HEAD" -> (posted ? notAllowed("POST") : answer).withoutContent();
      case "POST" -> posted || answer == NOT_FOUND ? answer : notAllowed("GET, HEAD");
      case "CONNECT" -> notAllowed("GET, HEAD, POST");
      default -> answer == NOT_FOUND ? answer : notAllowed(posted ? "POST" : "GET, HEAD");
    };
  }

  private static Answer of(String resource) {
    return switch (resource) {
      case "/" -> HELLO;
      case "/echo" -> new Answer(200, Content.ECHO, -1, null);
      case "/sink" -> new Answer(200, Content.COUNT, -1, null);
      default -> {
        long octets = octets(resource);
        yield octets < 0 ? NOT_FOUND : new Answer(200, Content.OCTETS, octets, null);
      }
    };
  }

  private Answer withoutContent() {
    return new Answer(status, Content.NONE, octets, allow);
  }

  /**
   * The answer to a request that cannot be served.
   *
   * @param status 404, 413 or 431
   * @param head the method is HEAD
   */
  public static Answer complaint(int status, boolean head) {
    return new Answer(status, head ? Content.NONE : Content.COMPLAINT, -1, null);
  }

  private static Answer notAllowed(String allow) {
    return new Answer(405, Content.COMPLAINT, -1, allow);
  }

  /** The number in the path, or -1 if it is not the path of any. */
  private static long octets(String path) {
    int digits = path.length() - OCTETS_PATH.length();
    if (!path.startsWith(OCTETS_PATH) || digits < 1 || digits > 10) {
      return -1;
    }
    long octets = 0;
    for (int i = OCTETS_PATH.length(); i < path.length(); i++) {
      int digit = path.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      octets = 10 * octets + digit;
    }
    return octets <= MOST_OCTETS ? octets : -1;
  }

  /** The media type of the content. */
  public String contentType() {
    return content == Content.OCTETS || content == Content.ECHO || octets >= 0
        ? "application/octet-stream"
        : "text/plain";
  }

  /**
   * Whether the answer begins before the request has ended. Complaints could, but clients that are
   * still sending read them badly; only content that is too much is not waited for.
   */
  public boolean isEarly() {
    return content == Content.ECHO || status == CONTENT_TOO_LARGE;
  }

  /** The line of {@link Content#COMPLAINT}. */
  public String line() {
    return switch (status) {
      case 405 -> "405: here the method must be one of " + allow + "\n";
      case 413 -> "413: more content than this server takes\n";
      case 431 -> "431: more header fields than this server takes\n";
      default -> "404: here are /, /octets/N up to " + MOST_OCTETS + ", /echo and /sink\n";
    };
  }

  /** The line of {@link Content#COUNT}. */
  public static String count(long octets, long crc32) {
    return "%d octets, crc32 %08x\n".formatted(octets, crc32);
  }

  /**
   * Copies a part of the content of {@link Content#OCTETS}.
   *
   * @param from its first octet, 0 to {@link #PATTERN_LENGTH} - 1
   * @param length at most up to the end of the pattern
   */
  public static void pattern(java.nio.ByteBuffer into, int from, int length) {
    into.put(PATTERN, from, length);
  }
}
