package h2lab.server.http2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes the header section of a response (RFC 7541 section 6): indexed where the static table has
 * it, else literal without indexing, so that no dynamic table is needed.
 */
final class ResponseFields {
  private static final int STATUS_200 = 0x88;
  private static final int STATUS_404 = 0x8d;
  private static final int STATUS = 8;
  private static final int ALLOW = 22;
  private static final int CONTENT_LENGTH = 28;
  private static final int CONTENT_TYPE = 31;
  private static final int PREFIX = 0x0f;

  private ResponseFields() {}

  /**
   * Appends the field block.
   *
   * @param contentLength -1 for none
   */
  static void put(ByteBuffer out, Answer answer, long contentLength) {
    switch (answer.status()) {
      case 200 -> out.put((byte) STATUS_200);
      case 404 -> out.put((byte) STATUS_404);
      default -> put(out, STATUS, Integer.toString(answer.status()));
    }
    put(out, CONTENT_TYPE, answer.contentType());
    if (contentLength >= 0) {
      put(out, CONTENT_LENGTH, Long.toString(contentLength));
    }
    if (answer.allow() != null) {
      put(out, ALLOW, answer.allow());
    }
  }

  /** A literal whose name is an entry of the static table; values are shorter than 127 octets. */
  private static void put(ByteBuffer out, int nameIndex, String value) {
    if (nameIndex < PREFIX) {
      out.put((byte) nameIndex);
    } else {
      out.put((byte) PREFIX).put((byte) (nameIndex - PREFIX));
    }
    out.put((byte) value.length()).put(value.getBytes(StandardCharsets.US_ASCII));
  }
}
