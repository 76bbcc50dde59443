package h2lab.server.tls;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The shared libraries of OpenSSL 3, or why they are not to be had. Pointers, {@code size_t} and
 * {@code long} cross as Java longs: where these libraries exist, all have 64 bits, and a long needs
 * no object.
 */
final class OpenSslLibrary {
  private static final String SSL = "libssl.so.3";
  private static final String CRYPTO = "libcrypto.so.3";
  private static final String OBSTACLE = obstacleOf(SSL, CRYPTO);

  private OpenSslLibrary() {}

  /** What keeps OpenSSL from being used in this process, for the user; null if nothing does. */
  static String obstacle() {
    return OBSTACLE;
  }

  /** What keeps these libraries from being used; null if nothing does. */
  static String obstacleOf(String... libraries) {
    for (String library : libraries) {
      try {
        lookup(library);
      } catch (IllegalArgumentException e) {
        return "OpenSSL 3's "
            + library
            + " is not on this machine (Debian: apt-get install libssl3)";
      } catch (IllegalCallerException e) {
        return "this JVM may not use native code; start it with --enable-native-access=ALL-UNNAMED";
      }
    }
    return null;
  }

  /** Loaded once and for good: the JVM cannot tell when nobody will call it any more. */
  @SuppressWarnings("restricted")
  private static SymbolLookup lookup(String library) {
    return SymbolLookup.libraryLookup(library, Arena.global());
  }

  /** A function of libssl. */
  static MethodHandle ssl(
      String name, MemoryLayout result, MemoryLayout[] arguments, Linker.Option... options) {
    return function(SSL, name, descriptor(result, arguments), options);
  }

  /** A function of libcrypto. */
  static MethodHandle crypto(
      String name, MemoryLayout result, MemoryLayout[] arguments, Linker.Option... options) {
    return function(CRYPTO, name, descriptor(result, arguments), options);
  }

  /** The types of a function's arguments, as {@link #ssl} and {@link #crypto} take them. */
  static MemoryLayout[] of(MemoryLayout... arguments) {
    return arguments;
  }

  private static FunctionDescriptor descriptor(MemoryLayout result, MemoryLayout[] arguments) {
    return result == null
        ? FunctionDescriptor.ofVoid(arguments)
        : FunctionDescriptor.of(result, arguments);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      String library, String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return Linker.nativeLinker()
        .downcallHandle(lookup(library).findOrThrow(name), descriptor, options);
  }

  /** What a call that declares every exception but throws none is told to throw. */
  static AssertionError unexpected(Throwable thrown) {
    return new AssertionError("a call of OpenSSL failed on our side", thrown);
  }
}
