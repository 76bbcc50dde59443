package h2lab.server.tls;

import static h2lab.server.tls.OpenSslLibrary.of;
import static h2lab.server.tls.OpenSslLibrary.ssl;
import static h2lab.server.tls.OpenSslLibrary.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * The functions of libssl about one connection that are needed. Named and used as OpenSSL's manual
 * says; a pointer is a long, null is 0. An SSL may be used by one thread at a time.
 *
 * <p>What runs the handshake, or may meet one, is no {@link Linker.Option#critical} call: the ALPN
 * callback comes back into Java.
 */
final class LibSsl {
  /** Values of {@link #error}. */
  static final int ERROR_WANT_READ = 2;

  static final int ERROR_ZERO_RETURN = 6;

  private static final Linker.Option BRIEF = Linker.Option.critical(false);

  private static final MethodHandle SSL_NEW = ssl("SSL_new", JAVA_LONG, of(JAVA_LONG));
  private static final MethodHandle SSL_FREE = ssl("SSL_free", null, of(JAVA_LONG));
  private static final MethodHandle SSL_SET_BIO =
      ssl("SSL_set_bio", null, of(JAVA_LONG, JAVA_LONG, JAVA_LONG), BRIEF);
  private static final MethodHandle SSL_SET_ACCEPT_STATE =
      ssl("SSL_set_accept_state", null, of(JAVA_LONG));
  private static final MethodHandle SSL_DO_HANDSHAKE =
      ssl("SSL_do_handshake", JAVA_INT, of(JAVA_LONG));
  private static final MethodHandle SSL_READ =
      ssl("SSL_read", JAVA_INT, of(JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle SSL_WRITE =
      ssl("SSL_write", JAVA_INT, of(JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle SSL_SHUTDOWN = ssl("SSL_shutdown", JAVA_INT, of(JAVA_LONG));
  private static final MethodHandle SSL_GET_ERROR =
      ssl("SSL_get_error", JAVA_INT, of(JAVA_LONG, JAVA_INT), BRIEF);
  private static final MethodHandle SSL_GET_VERSION =
      ssl("SSL_get_version", JAVA_LONG, of(JAVA_LONG));
  private static final MethodHandle SSL_GET_CURRENT_CIPHER =
      ssl("SSL_get_current_cipher", JAVA_LONG, of(JAVA_LONG));
  private static final MethodHandle SSL_CIPHER_STANDARD_NAME =
      ssl("SSL_CIPHER_standard_name", JAVA_LONG, of(JAVA_LONG));
  private static final MethodHandle SSL_GET0_ALPN_SELECTED =
      ssl("SSL_get0_alpn_selected", null, of(JAVA_LONG, JAVA_LONG, JAVA_LONG));

  private LibSsl() {}

  /** A connection by a context; 0 if there is no memory. */
  static long newConnection(long context) {
    try {
      return (long) SSL_NEW.invokeExact(context);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Frees a connection and its BIOs. */
  static void free(long ssl) {
    try {
      SSL_FREE.invokeExact(ssl);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Makes a server of a new connection. */
  static void accept(long ssl) {
    try {
      SSL_SET_ACCEPT_STATE.invokeExact(ssl);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Gives a connection other BIOs, which it frees in their turn; 0 for none. */
  static void setBios(long ssl, long input, long output) {
    try {
      SSL_SET_BIO.invokeExact(ssl, input, output);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** 1 if the handshake is done; else {@link #error} says why not. */
  static int handshake(long ssl) {
    try {
      return (int) SSL_DO_HANDSHAKE.invokeExact(ssl);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Plain octets of one record put to memory at {@code to}; 0 or less: see {@link #error}. */
  static int read(long ssl, long to, int room) {
    try {
      return (int) SSL_READ.invokeExact(ssl, to, room);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Plain octets taken from memory at {@code from}; 0 or less: see {@link #error}. */
  static int write(long ssl, long from, int octets) {
    try {
      return (int) SSL_WRITE.invokeExact(ssl, from, octets);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Writes the close_notify; less than 0 if there is none to write. */
  static int shutdown(long ssl) {
    try {
      return (int) SSL_SHUTDOWN.invokeExact(ssl);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Why a call returned 0 or less; needs the error queue that this call has left. */
  static int error(long ssl, int returned) {
    try {
      return (int) SSL_GET_ERROR.invokeExact(ssl, returned);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Such as {@code TLSv1.3}. */
  static String version(long ssl) {
    try {
      return LibCrypto.string((long) SSL_GET_VERSION.invokeExact(ssl));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The name that RFCs, and the JDK, have for the cipher suite. */
  static String cipherSuite(long ssl) {
    try {
      long cipher = (long) SSL_GET_CURRENT_CIPHER.invokeExact(ssl);
      return LibCrypto.string((long) SSL_CIPHER_STANDARD_NAME.invokeExact(cipher));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The protocol that ALPN selected; empty if none. */
  @SuppressWarnings("restricted")
  static String alpnProtocol(long ssl) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(ADDRESS);
      MemorySegment length = arena.allocate(JAVA_INT);
      SSL_GET0_ALPN_SELECTED.invokeExact(ssl, name.address(), length.address());
      byte[] octets = name.get(ADDRESS, 0).reinterpret(length.get(JAVA_INT, 0)).toArray(JAVA_BYTE);
      return new String(octets, StandardCharsets.ISO_8859_1);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }
}
