package h2lab.server.tls;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many objects of OpenSSL exist, counted by OpenSSL itself: it calls back whenever one that may
 * carry a user's data is made or freed (CRYPTO_get_ex_new_index). Counts those made from now on.
 */
final class OpenSslObjects {
  /** CRYPTO_EX_INDEX_*. */
  private static final Map<String, Integer> KINDS =
      Map.of("SSL", 0, "SSL_CTX", 1, "SSL_SESSION", 2, "X509", 3, "BIO", 12, "EVP_PKEY", 17);

  private static final AtomicIntegerArray MADE = new AtomicIntegerArray(32);
  private static final AtomicIntegerArray FREED = new AtomicIntegerArray(32);

  static {
    KINDS.values().forEach(OpenSslObjects::register);
  }

  private OpenSslObjects() {}

  /** Those that were made and not freed, by kind; kinds without any are left out. */
  static Map<String, Integer> alive() {
    Map<String, Integer> alive = new TreeMap<>();
    KINDS.forEach((name, kind) -> alive.put(name, MADE.get(kind) - FREED.get(kind)));
    alive.values().removeIf(count -> count == 0);
    return alive;
  }

  /** How many of a kind were ever made. */
  static int made(String name) {
    return MADE.get(KINDS.get(name));
  }

  private static void register(int kind) {
    int index =
        (int)
            OpenSslLibrary.crypto("CRYPTO_get_ex_new_index")
                .call(kind, kind, 0, stub("made").address(), 0, stub("freed").address());
    if (index < 0) {
      throw new AssertionError("OpenSSL does not tell of kind " + kind);
    }
  }

  @SuppressWarnings("restricted")
  private static MemorySegment stub(String callback) {
    MethodType type =
        MethodType.methodType(
            void.class, long.class, long.class, long.class, int.class, long.class, long.class);
    try {
      return Linker.nativeLinker()
          .upcallStub(
              MethodHandles.lookup().findStatic(OpenSslObjects.class, callback, type),
              FunctionDescriptor.ofVoid(
                  JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG),
              Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unused")
  private static void made(
      long parent, long pointer, long data, int index, long kind, long argument) {
    MADE.incrementAndGet((int) kind);
  }

  @SuppressWarnings("unused")
  private static void freed(
      long parent, long pointer, long data, int index, long kind, long argument) {
    FREED.incrementAndGet((int) kind);
  }
}
