package h2lab.server.tls;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/** How much of this process's malloc heap is in use, by glibc's {@code mallinfo2}. */
final class NativeHeap {
  /** Ten counts; the fifth is of octets mapped for large blocks, the eighth of those in use. */
  private static final StructLayout MALLINFO2 =
      MemoryLayout.structLayout(MemoryLayout.sequenceLayout(10, JAVA_LONG));

  private static final int MAPPED = 5 - 1;
  private static final int IN_USE = 8 - 1;

  private NativeHeap() {}

  static boolean isKnown() {
    return Linker.nativeLinker().defaultLookup().find("mallinfo2").isPresent();
  }

  @SuppressWarnings("restricted")
  static long octetsInUse() {
    Linker linker = Linker.nativeLinker();
    MethodHandle mallinfo2 =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("mallinfo2"), FunctionDescriptor.of(MALLINFO2));
    try (Arena arena = Arena.ofConfined()) {
      var info = (MemorySegment) mallinfo2.invokeExact((SegmentAllocator) arena);
      return info.getAtIndex(JAVA_LONG, MAPPED) + info.getAtIndex(JAVA_LONG, IN_USE);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
