package h2lab.server.http2;

import h2lab.server.http2.hpack.CompressionException;
import h2lab.server.http2.hpack.HpackDecoder;
import java.nio.ByteBuffer;

/**
 * Field blocks put together from their frames (RFC 9113 section 4.3) and decoded. Every block is,
 * even of a request nobody will answer, since the client's table changes with each.
 */
final class FieldSections {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final Limits limits;
  private final HpackDecoder decoder = new HpackDecoder();
  private final RememberedBlocks remembered = new RememberedBlocks();
  private ByteBuffer fragments = NONE;
  private int frames;

  FieldSections(Limits limits) {
    this.limits = limits;
  }

  /** The request a whole block means that came before, or null; nothing is consumed. */
  Request known(ByteBuffer in, int at, int length) {
    return remembered.find(in, at, length);
  }

  /** A block has begun with a HEADERS frame. */
  void begin() {
    frames = 0;
    fragments = NONE;
  }

  /**
   * Adds the fragment of one frame.
   *
   * @return false if the block exceeds its limits
   */
  boolean add(ByteBuffer in, int at, int length) {
    frames++;
    int octets = fragments.remaining() + length;
    if (octets > limits.fieldBlockOctets() || frames > limits.fieldBlockFrames()) {
      return false;
    }
    if (frames == 1) {
      fragments = in.slice(at, length);
      return true;
    }
    ByteBuffer joined = ByteBuffer.allocate(octets);
    fragments = joined.put(fragments).put(in.slice(at, length)).flip();
    return true;
  }

  /** The caller's buffer changes behind the frame: keeps what was added so far. */
  void keep() {
    if (frames == 1) {
      fragments = ByteBuffer.allocate(fragments.remaining()).put(fragments).flip();
    }
  }

  /**
   * Decodes the block that is whole now as the header section of a request.
   *
   * @return null if the section is so large that the connection has to end
   */
  Request request() throws CompressionException {
    int length = fragments.remaining();
    Request request = known(fragments, 0, length);
    if (request != null) {
      return request;
    }
    long changesBefore = decoder.tableChanges();
    RequestFields fields = decode(false);
    if (fields.isOverload()) {
      return null;
    }
    request = fields.request(limits.bodyOctets());
    if (changesBefore != decoder.tableChanges()) {
      remembered.forget();
    } else {
      remembered.remember(fragments, 0, length, request);
    }
    return request;
  }

  /**
   * Decodes the block that is whole now as trailers, or as anything nobody will look at.
   *
   * @return what is malformed; null if nothing
   */
  String trailers() throws CompressionException {
    long changesBefore = decoder.tableChanges();
    RequestFields fields = decode(true);
    if (changesBefore != decoder.tableChanges()) {
      remembered.forget();
    }
    return fields.fault();
  }

  private RequestFields decode(boolean trailers) throws CompressionException {
    RequestFields fields = new RequestFields(limits.headerListOctets(), trailers);
    decoder.decode(fragments.duplicate(), fields::add);
    return fields;
  }
}
