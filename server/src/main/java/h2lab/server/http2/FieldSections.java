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

  /** The block of the frame that is next, see {@link RememberedBlocks#next}. */
  KnownBlock next(ByteBuffer in) {
    return remembered.next(in);
  }

  /** A block has begun with a HEADERS frame. */
  void begin() {
    frames = 0;
    fragments = NONE;
  }

  /**
   * Adds the fragment of one frame.
   *
   * @throws FieldBlockException if the block exceeds its limits
   */
  void add(ByteBuffer in, int at, int length) throws FieldBlockException {
    frames++;
    int octets = fragments.remaining() + length;
    if (octets > limits.fieldBlockOctets() || frames > limits.fieldBlockFrames()) {
      throw new FieldBlockException(ErrorCode.ENHANCE_YOUR_CALM, "field block exceeds its limits");
    }
    if (frames == 1) {
      fragments = in.slice(at, length);
      return;
    }
    ByteBuffer joined = ByteBuffer.allocate(octets);
    fragments = joined.put(fragments).put(in.slice(at, length)).flip();
  }

  /** The caller's buffer changes behind the frame: keeps what was added so far. */
  void keep() {
    if (frames == 1) {
      fragments = ByteBuffer.allocate(fragments.remaining()).put(fragments).flip();
    }
  }

  /** Decodes the block that is whole now as the header section of a request. */
  Request request() throws FieldBlockException {
    int length = fragments.remaining();
    Request request = remembered.find(fragments, 0, length);
    if (request != null) {
      return request;
    }
    long changesBefore = decoder.tableChanges();
    request = decode(false).request(limits.bodyOctets());
    if (changesBefore == decoder.tableChanges()) {
      remembered.remember(fragments, 0, length, request);
    }
    return request;
  }

  /**
   * Decodes the block that is whole now as trailers, or as anything nobody will look at.
   *
   * @return what is wrong with it; null if nothing
   */
  String trailers() throws FieldBlockException {
    return decode(true).trailersFault();
  }

  private RequestFields decode(boolean trailers) throws FieldBlockException {
    RequestFields fields = new RequestFields(limits.headerListOctets(), trailers);
    long changesBefore = decoder.tableChanges();
    try {
      decoder.decode(fragments.duplicate(), fields::add);
    } catch (CompressionException e) {
      throw new FieldBlockException(ErrorCode.COMPRESSION_ERROR, e.getMessage());
    }
    if (fields.isOverload()) {
      throw new FieldBlockException(ErrorCode.ENHANCE_YOUR_CALM, "far too large a field section");
    }
    if (changesBefore != decoder.tableChanges()) {
      remembered.forget();
    }
    return fields;
  }
}
