package h2lab.server.http2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The 24 octets every client sends first (RFC 9113 section 3.4). */
final class Preface {
  private static final byte[] OCTETS =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  enum Match {
    /** What there is agrees, and there is not yet all of it; nothing was consumed. */
    PARTIAL,
    /** All there; consumed. */
    WHOLE,
    /** Some octet differs; nothing was consumed. */
    MISMATCH
  }

  private Preface() {}

  static Match match(ByteBuffer plain) {
    int available = Math.min(plain.remaining(), OCTETS.length);
    for (int i = 0; i < available; i++) {
      if (plain.get(plain.position() + i) != OCTETS[i]) {
        return Match.MISMATCH;
      }
    }
    if (available < OCTETS.length) {
      return Match.PARTIAL;
    }
    plain.position(plain.position() + OCTETS.length);
    return Match.WHOLE;
  }
}
