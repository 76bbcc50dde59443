package h2lab.server.script;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Octets as a client sends them, built without the server's frame code. */
final class ClientOctets {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
  private static final int HEADERS = 1;
  private static final int PING = 6;
  private static final int END_STREAM_AND_HEADERS = 5;

  /** RFC 7541: GET, http, path / indexed; authority a literal with the name of static entry 1. */
  private static final byte[] FIELDS = {
    (byte) 0x82, (byte) 0x86, (byte) 0x84, 0x01, 0x09, 'l', 'o', 'c', 'a', 'l', 'h', 'o', 's', 't'
  };

  private ClientOctets() {}

  /** The client preface with empty SETTINGS. */
  static byte[] opening() {
    byte[] opening = Arrays.copyOf(PREFACE, PREFACE.length + SETTINGS.length);
    System.arraycopy(SETTINGS, 0, opening, PREFACE.length, SETTINGS.length);
    return opening;
  }

  /** A whole request in one HEADERS frame. */
  static byte[] request(int streamId) {
    return ByteBuffer.allocate(9 + FIELDS.length)
        .putInt(FIELDS.length << 8 | HEADERS)
        .put((byte) END_STREAM_AND_HEADERS)
        .putInt(streamId)
        .put(FIELDS)
        .array();
  }

  /** {@code count} requests on consecutive streams. */
  static byte[] requests(int firstStreamId, int count) {
    ByteArrayOutputStream requests = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      requests.writeBytes(request(firstStreamId + 2 * i));
    }
    return requests.toByteArray();
  }

  /** So many PING frames. */
  static byte[] pings(int count) {
    ByteBuffer pings = ByteBuffer.allocate(count * 17);
    for (int i = 0; i < count; i++) {
      pings.putInt(8 << 8 | PING).put((byte) 0).putInt(0).putLong(i);
    }
    return pings.array();
  }

  static byte[] part(byte[] octets, int from, int to) {
    return Arrays.copyOfRange(octets, from, to);
  }
}
