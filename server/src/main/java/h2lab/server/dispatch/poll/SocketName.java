package h2lab.server.dispatch.poll;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/** Room for an address as the kernel has it: {@code sockaddr_in} or {@code sockaddr_in6}. */
final class SocketName {
  static final int AF_INET6 = 10;

  private static final int AF_INET = 2;

  private static final int ROOM = 128;
  private static final long PORT = 2;
  private static final long IPV4 = 4;
  private static final long IPV6 = 8;

  private final MemorySegment octets;
  private final MemorySegment length;

  SocketName(Arena arena) {
    octets = arena.allocate(ROOM, Long.BYTES);
    length = arena.allocate(JAVA_INT);
  }

  /** Where a call writes or reads the address. */
  long address() {
    return octets.address();
  }

  /** Where a call finds how much room there is, and writes how much it used. */
  long freshLength() {
    length.set(JAVA_INT, 0, ROOM);
    return length.address();
  }

  /** Octets that the last call wrote. */
  int length() {
    return length.get(JAVA_INT, 0);
  }

  /** {@code AF_INET}, {@code AF_INET6} or another. */
  int family() {
    return octets.get(JAVA_SHORT, 0);
  }

  /** Whether {@link #toAddress} makes sense of it. */
  boolean isInternet() {
    return family() == AF_INET || family() == AF_INET6;
  }

  /** The address; a mapped one comes as the IPv4 address that it is. */
  InetSocketAddress toAddress() {
    byte[] host =
        family() == AF_INET6
            ? octets.asSlice(IPV6, 16).toArray(JAVA_BYTE)
            : octets.asSlice(IPV4, 4).toArray(JAVA_BYTE);
    int port =
        Short.toUnsignedInt(octets.get(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), PORT));
    try {
      return new InetSocketAddress(InetAddress.getByAddress(host), port);
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // 4 and 16 octets are the lengths there are
    }
  }
}
