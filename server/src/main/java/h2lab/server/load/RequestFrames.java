package h2lab.server.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.ByteBuffer;

/**
 * The request of one connection as a HEADERS frame made in advance: it is copied into the client's
 * buffer and gets its stream id there. The first request puts its fields into the server's dynamic
 * table, so later ones are an octet per field.
 */
final class RequestFrames {
  /** What {@code user-agent} says. */
  static final String USER_AGENT = "h2lab-load/0.1";

  private static final int DEFAULT_TABLE_OCTETS = 4096;
  private static final int STREAM_ID_AT = 5;

  private final Http2Headers fields;
  private final int flags;
  private long tableOctets = DEFAULT_TABLE_OCTETS;
  private byte[] next;
  private byte[] later;

  /**
   * The request for {@code target}, for a server with the initial settings.
   *
   * @param content what is posted, in DATA that follows; null for GET
   */
  RequestFrames(LoadTarget target, RequestContent content) {
    this.fields =
        new DefaultHttp2Headers()
            .method(content == null ? "GET" : "POST")
            .scheme(target.scheme())
            .authority(target.authority())
            .path(target.path())
            .set("user-agent", USER_AGENT);
    if (content != null) {
      fields.set("content-length", Integer.toString(content.octets()));
    }
    boolean whole = content == null || content.octets() == 0;
    this.flags = Frame.END_HEADERS | (whole ? Frame.END_STREAM : 0);
    build(new DefaultHttp2HeadersEncoder());
  }

  /**
   * Heeds the server's SETTINGS_HEADER_TABLE_SIZE from the next request on (RFC 7541 section 4.2).
   */
  void tableSize(long octets) {
    // Fields that do not all fit would evict each other, and no block could be sent twice.
    long used = fieldOctets() <= octets ? Math.min(octets, DEFAULT_TABLE_OCTETS) : 0;
    if (used == tableOctets) {
      return;
    }
    tableOctets = used;
    // What the server's table holds depends on whether a request went out: empty it, then refill.
    var encoder = new DefaultHttp2HeadersEncoder();
    try {
      encoder.maxHeaderTableSize(0);
      encoder.maxHeaderTableSize(used);
    } catch (Http2Exception e) {
      throw new IllegalStateException("a table of " + used + " octets", e);
    }
    build(encoder);
  }

  /** Octets of the longest frame {@link #put} may append. */
  int mostOctets() {
    return Math.max(next.length, later.length);
  }

  /** Appends the request that opens stream {@code streamId}. */
  void put(ByteBuffer out, int streamId) {
    int at = out.position();
    out.put(next);
    out.putInt(at + STREAM_ID_AT, streamId);
    next = later;
  }

  /** Octets that all fields take in a dynamic table (RFC 7541 section 4.1). */
  private long fieldOctets() {
    long octets = 0;
    for (var field : fields) {
      octets += field.getKey().length() + field.getValue().length() + 32;
    }
    return octets;
  }

  private void build(DefaultHttp2HeadersEncoder encoder) {
    next = frame(encoder);
    later = frame(encoder);
  }

  private byte[] frame(DefaultHttp2HeadersEncoder encoder) {
    ByteBuf block = Unpooled.buffer();
    try {
      encoder.encodeHeaders(1, fields, block);
    } catch (Http2Exception e) {
      throw new IllegalStateException("a request that cannot be encoded", e);
    }
    byte[] octets = ByteBufUtil.getBytes(block);
    ByteBuffer frame = ByteBuffer.allocate(Frame.HEADER_OCTETS + octets.length);
    Frame.putHeader(frame, octets.length, Frame.HEADERS, flags, 0);
    return frame.put(octets).array();
  }
}
