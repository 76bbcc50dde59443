package h2lab.server.tls;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A function of a C library whose arguments and result are pointers or integers. All are called in
 * one shape, six longs that give a long, since the JVM makes classes for each shape anew at every
 * start. The conventions of 64-bit Linux allow that: six arguments are in registers, where a
 * function looks only at as many and at as much of each as it takes.
 *
 * @param handle of that shape; a constant for the compiler, as fields of records are
 */
record NativeFunction(MethodHandle handle) {
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  @SuppressWarnings("restricted")
  static NativeFunction at(MemorySegment address, Linker.Option... options) {
    return new NativeFunction(Linker.nativeLinker().downcallHandle(address, SHAPE, options));
  }

  long call() {
    return call(0, 0, 0, 0, 0, 0);
  }

  long call(long a) {
    return call(a, 0, 0, 0, 0, 0);
  }

  long call(long a, long b) {
    return call(a, b, 0, 0, 0, 0);
  }

  long call(long a, long b, long c) {
    return call(a, b, c, 0, 0, 0);
  }

  long call(long a, long b, long c, long d) {
    return call(a, b, c, d, 0, 0);
  }

  long call(long a, long b, long c, long d, long e) {
    return call(a, b, c, d, e, 0);
  }

  /** What the function returns; of an {@code int} only the lower half counts, of void nothing. */
  long call(long a, long b, long c, long d, long e, long f) {
    try {
      return (long) handle.invokeExact(a, b, c, d, e, f);
    } catch (Throwable thrown) {
      throw new AssertionError("a call of a C function failed on our side", thrown);
    }
  }
}
