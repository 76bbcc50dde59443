package h2lab.server.library;

import h2lab.server.http2.Answer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.nio.ByteBuffer;

/**
 * The content of {@code /octets/N}, given to Netty in parts: the next one as the one before is
 * written, so that its length costs no memory. All parts are the same octets.
 */
final class OctetsContent implements ChannelFutureListener {
  private static final ByteBuf PART = part();

  private final Exchange exchange;
  private long left;

  OctetsContent(Exchange exchange, long octets) {
    this.exchange = exchange;
    this.left = octets;
  }

  /** Some frames' worth; whole patterns, so that each part begins as the first one. */
  private static ByteBuf part() {
    ByteBuffer patterns = ByteBuffer.allocateDirect(4 * Answer.PATTERN_LENGTH);
    while (patterns.hasRemaining()) {
      Answer.pattern(patterns, 0, Answer.PATTERN_LENGTH);
    }
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(patterns.flip())).asReadOnly();
  }

  /** Writes the next part; the others follow. */
  void writeNext() {
    int octets = (int) Math.min(left, PART.capacity());
    left -= octets;
    exchange.write(PART.slice(0, octets), left == 0).addListener(this);
  }

  @Override
  public void operationComplete(ChannelFuture written) {
    if (left == 0) {
      exchange.answered(written);
    } else if (written.isSuccess()) {
      writeNext();
    }
  }
}
