package h2lab.server.dispatch;

import java.io.IOException;
import java.nio.channels.ByteChannel;

/** A channel to a peer, other than a {@code SocketChannel}, whose directions close one by one. */
public interface HalfClosableChannel extends ByteChannel {
  /** Tells the peer that nothing more comes; what it sends can still be read. */
  void shutOutput() throws IOException;
}
