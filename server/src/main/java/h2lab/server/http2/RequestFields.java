package h2lab.server.http2;

import h2lab.server.http2.hpack.Field;

/**
 * Collects the fields of one section and judges them (RFC 9113 sections 8.1 to 8.3): a request's
 * header section, or its trailers.
 */
final class RequestFields {
  private static final int OVERLOAD = 8;
  private static final int MOST_LENGTH_DIGITS = 18;

  private final int mostOctets;
  private final boolean trailers;
  private long octets;
  private boolean regularSeen;
  private String method;
  private String scheme;
  private String authority;
  private String path;
  private long contentLength = -1;
  private String fault;

  RequestFields(int mostOctets, boolean trailers) {
    this.mostOctets = mostOctets;
    this.trailers = trailers;
  }

  void add(Field field) {
    octets += field.size();
    if (fault != null || octets > mostOctets) {
      return; // what is judged already costs no more
    }
    blame(field.fault(FieldRules::fault));
    if (field.name().startsWith(":")) {
      pseudo(field.name(), field.value());
    } else {
      regularSeen = true;
      if (field.name().equals("content-length") && !trailers) {
        contentLength(field.value());
      }
    }
  }

  private void pseudo(String name, String value) {
    if (trailers || regularSeen) {
      blame(trailers ? "pseudo-header in trailers" : "pseudo-header behind fields");
      return;
    }
    switch (name) {
      case ":method" -> method = once(method, value);
      case ":scheme" -> scheme = once(scheme, value);
      case ":authority" -> authority = once(authority, value);
      case ":path" -> path = once(path, value);
      default -> blame("pseudo-header no request has");
    }
  }

  private String once(String before, String value) {
    if (before != null) {
      blame("pseudo-header given twice");
    }
    return value;
  }

  private void contentLength(String value) {
    boolean number =
        !value.isEmpty()
            && value.length() <= MOST_LENGTH_DIGITS
            && value.chars().allMatch(c -> c >= '0' && c <= '9');
    long length = number ? Long.parseLong(value) : -1;
    if (!number || (contentLength >= 0 && contentLength != length)) {
      blame("content-length");
    }
    contentLength = length;
  }

  private void blame(String wrong) {
    if (fault == null) {
      fault = wrong;
    }
  }

  /** Whether the section is so large that the connection has to end. */
  boolean isOverload() {
    return octets > (long) OVERLOAD * mostOctets;
  }

  /** What is wrong with the section as trailers; null if nothing. */
  String trailersFault() {
    return octets > mostOctets ? "trailers larger than was announced" : fault;
  }

  /**
   * The request of a header section that is complete.
   *
   * @param mostContent octets that are taken
   */
  Request request(long mostContent) {
    boolean head = "HEAD".equals(method);
    if (octets > mostOctets && fault == null) {
      return new Request(Answer.complaint(431, head), -1, null);
    }
    if (fault == null) {
      blame(controlFault());
    }
    if (fault != null) {
      return new Request(null, contentLength, fault);
    }
    Answer answer =
        contentLength > mostContent
            ? Answer.complaint(413, head)
            : Answer.to(method, path == null ? "" : path);
    return new Request(answer, contentLength, null);
  }

  /** Section 8.3.1: what every request has, and CONNECT has not (8.5). */
  private String controlFault() {
    if (method == null || method.isEmpty()) {
      return "no :method";
    }
    if (method.equals("CONNECT")) {
      return authority == null || scheme != null || path != null ? "CONNECT" : null;
    }
    if (scheme == null || path == null) {
      return "no :scheme or no :path";
    }
    boolean ofHttp = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    boolean asterisk = path.equals("*") && method.equals("OPTIONS");
    return ofHttp && !path.startsWith("/") && !asterisk ? ":path" : null;
  }
}
