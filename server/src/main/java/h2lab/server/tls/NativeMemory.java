package h2lab.server.tls;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Arguments and results of C functions that they want in memory. Numbers are written and read
 * through a ByteBuffer: a segment does it by method handles, which the JVM makes at each start.
 */
final class NativeMemory {
  private NativeMemory() {}

  /** A copy of some octets, for as long as {@code arena} lives. */
  static MemorySegment of(byte[] octets, Arena arena) {
    return arena.allocate(octets.length).copyFrom(MemorySegment.ofArray(octets));
  }

  /** A C string, for as long as {@code arena} lives. */
  static MemorySegment of(String ascii, Arena arena) {
    return of((ascii + '\0').getBytes(StandardCharsets.US_ASCII), arena);
  }

  /** A {@code size_t} or a pointer, for as long as {@code arena} lives. */
  static MemorySegment of(long number, Arena arena) {
    MemorySegment memory = arena.allocate(Long.BYTES, Long.BYTES);
    buffer(memory).putLong(0, number);
    return memory;
  }

  /** The {@code size_t} or pointer that is there now. */
  static long number(MemorySegment memory) {
    return buffer(memory).getLong(0);
  }

  private static ByteBuffer buffer(MemorySegment memory) {
    return memory.asByteBuffer().order(ByteOrder.nativeOrder());
  }
}
