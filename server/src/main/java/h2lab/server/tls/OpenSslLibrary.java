package h2lab.server.tls;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;

/**
 * The shared libraries of OpenSSL 3, or why they are not to be had. Pointers cross as Java longs,
 * which need no object.
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
  static NativeFunction ssl(String name, Linker.Option... options) {
    return NativeFunction.at(Functions.OF_SSL.findOrThrow(name), options);
  }

  /** A function of libcrypto. */
  static NativeFunction crypto(String name, Linker.Option... options) {
    return NativeFunction.at(Functions.OF_CRYPTO.findOrThrow(name), options);
  }

  /** Looked at only where there is no {@link #obstacle}. */
  private static final class Functions {
    private static final SymbolLookup OF_SSL = lookup(SSL);
    private static final SymbolLookup OF_CRYPTO = lookup(CRYPTO);
  }
}
