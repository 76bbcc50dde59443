package h2lab.server.http2;

import java.util.zip.CRC32;

/** One request that is under way, and its answer. */
final class ServerStream {
  final int id;
  final Window window;
  final ReceiveWindow received = new ReceiveWindow();
  StreamState state;

  /** Null until the header section is whole. */
  Request request;

  /** What is still to be sent; null before the answer has begun. */
  Content content;

  /** Content the request brought so far. */
  long contentOctets;

  /** Of that content, where the answer tells it; else null. */
  CRC32 checksum;

  /** Whether it stands in the queue of those that can send. */
  boolean queued;

  ServerStream(int id, StreamState state, int windowOctets) {
    this.id = id;
    this.state = state;
    window = new Window(windowOctets);
  }

  /** Whether a response has begun and has content that could be sent if windows allowed. */
  boolean waits() {
    return content != null && (content.ready(1) > 0 || content.endsWith(0));
  }
}
