package h2lab.server.dispatch;

import h2lab.tracing.ClientTrace;
import h2lab.tracing.FlowPoint;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

/** The channel of one client with the buffers next to it: the outer arrows of {@link FlowPoint}. */
public final class ClientPort {
  private final ByteChannel channel;
  private final OctetQueue in;
  private final OctetQueue out;
  private final ClientTrace trace;
  private long written;

  ClientPort(ByteChannel channel, ClientBuffers buffers, ClientTrace trace) {
    this.channel = channel;
    this.in = buffers.wireIn;
    this.out = buffers.wireOut;
    this.trace = trace;
  }

  /**
   * (1) Reads what the channel has and the buffer takes.
   *
   * @return octets read; -1 at the end of the input
   */
  public int read() throws IOException {
    int octets = channel.read(in.room());
    in.filled();
    trace.read(FlowPoint.PEER_IN, octets);
    return octets;
  }

  /** Reads and forgets, for a client that was told to go; -1 at the end of the input. */
  public int discard() throws IOException {
    int before = in.waiting();
    in.clear();
    int octets = read();
    in.clear();
    trace.read(FlowPoint.DISCARDED, before + Math.max(octets, 0));
    return octets;
  }

  /** (6) Writes what the channel takes; octets written. */
  public int write() throws IOException {
    channel.write(out.octets());
    int octets = out.drained();
    written += octets;
    trace.written(FlowPoint.PEER_OUT, octets);
    return octets;
  }

  /** Octets written so far. */
  long octetsWritten() {
    return written;
  }

  /** Octets that wait to be written. */
  public int toWrite() {
    return out.waiting();
  }

  /** Tells the peer that nothing more comes; what it sends can still be read. */
  public void shutOutput() throws IOException {
    shutOutput(channel);
  }

  /** The same of any channel. */
  public static void shutOutput(ByteChannel channel) throws IOException {
    switch (channel) {
      case SocketChannel socket -> socket.shutdownOutput();
      case HalfClosableChannel halves -> halves.shutOutput();
      default -> {} // a scripted peer has no such thing
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // the peer is gone, which is what closing is for
    }
  }
}
