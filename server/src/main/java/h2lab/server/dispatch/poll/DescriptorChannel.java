package h2lab.server.dispatch.poll;

import h2lab.server.dispatch.HalfClosableChannel;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * A connected, non-blocking socket by its descriptor. Takes direct buffers only, and by their
 * address: between the caller's memory and the kernel there is no other. Not thread-safe.
 */
final class DescriptorChannel implements HalfClosableChannel {
  private static final int SHUT_WR = 1;

  private final int descriptor;
  private final Place in = new Place();
  private final Place out = new Place();
  private boolean open = true;

  /**
   * @param descriptor closed by {@link #close}
   */
  DescriptorChannel(int descriptor) {
    this.descriptor = descriptor;
  }

  int descriptor() {
    return descriptor;
  }

  /**
   * @return octets read, which may be none; -1 at the end of the input
   * @throws IllegalArgumentException if the buffer is not direct
   */
  @Override
  public int read(ByteBuffer into) throws IOException {
    requireOpen();
    if (!into.hasRemaining()) {
      return 0;
    }
    int result = SystemCalls.receive(descriptor, in.of(into), into.remaining());
    Reference.reachabilityFence(into);
    return result == 0 ? -1 : moved(result, into);
  }

  /**
   * @return octets written, which may be none
   * @throws IllegalArgumentException if the buffer is not direct
   */
  @Override
  public int write(ByteBuffer from) throws IOException {
    requireOpen();
    int result = SystemCalls.send(descriptor, out.of(from), from.remaining());
    Reference.reachabilityFence(from);
    return moved(result, from);
  }

  private static int moved(int result, ByteBuffer buffer) throws IOException {
    if (result == -SystemCalls.EAGAIN) {
      return 0;
    }
    if (result < 0) {
      throw new IOException(SystemCalls.text(-result));
    }
    buffer.position(buffer.position() + result);
    return result;
  }

  @Override
  public void shutOutput() throws IOException {
    requireOpen();
    int result = SystemCalls.shutdown(descriptor, SHUT_WR);
    if (result < 0) {
      throw new IOException(SystemCalls.text(-result));
    }
  }

  private void requireOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException(); // the number may be another's by now
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      SystemCalls.close(descriptor);
    }
  }

  /**
   * Where a buffer lies. A client reads into one buffer and writes from one: they are remembered.
   */
  private static final class Place {
    private ByteBuffer last;
    private long start;

    /** The address of the buffer's position. */
    long of(ByteBuffer buffer) {
      if (buffer != last) {
        MemorySegment octets = MemorySegment.ofBuffer(buffer);
        if (!octets.isNative()) {
          throw new IllegalArgumentException("not a direct buffer");
        }
        start = octets.address() - buffer.position();
        last = buffer;
      }
      return start + buffer.position();
    }
  }
}
