package h2lab.server.http2;

import java.nio.ByteBuffer;

/** Flow control of what the client sends, on the connection and on each stream (section 6.9). */
final class Uploads {
  private final ReplyFrames replies;
  private final ReceiveWindow connection = new ReceiveWindow();
  private long octets;

  Uploads(ReplyFrames replies) {
    this.replies = replies;
  }

  /** Octets of DATA received, padding included. */
  long octets() {
    return octets;
  }

  /** Counts a DATA frame on the connection, whatever becomes of it; false if it was too much. */
  boolean take(int length) {
    octets += length;
    return connection.take(length);
  }

  /** Octets of a stream are not held any more. */
  void giveBack(ByteBuffer out, ServerStream stream, int length) {
    giveBack(out, length);
    int increment = stream.state == StreamState.OPEN ? stream.received.giveBack(length) : 0;
    if (increment > 0) {
      replies.windowUpdate(out, stream.id, increment);
    }
  }

  /** Octets of a stream that is closed were dropped. */
  void giveBack(ByteBuffer out, int length) {
    int increment = connection.giveBack(length);
    if (increment > 0) {
      replies.windowUpdate(out, 0, increment);
    }
  }
}
