package h2lab.server.tls;

import static h2lab.server.tls.OpenSslLibrary.ssl;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
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

  private static final NativeFunction SSL_NEW = ssl("SSL_new");
  private static final NativeFunction SSL_FREE = ssl("SSL_free");
  private static final NativeFunction SSL_SET_BIO = ssl("SSL_set_bio", BRIEF);
  private static final NativeFunction SSL_SET_ACCEPT_STATE = ssl("SSL_set_accept_state");
  private static final NativeFunction SSL_DO_HANDSHAKE = ssl("SSL_do_handshake");
  private static final NativeFunction SSL_READ = ssl("SSL_read");
  private static final NativeFunction SSL_WRITE = ssl("SSL_write");
  private static final NativeFunction SSL_SHUTDOWN = ssl("SSL_shutdown");
  private static final NativeFunction SSL_GET_ERROR = ssl("SSL_get_error", BRIEF);
  private static final NativeFunction SSL_GET_VERSION = ssl("SSL_get_version");
  private static final NativeFunction SSL_GET_CURRENT_CIPHER = ssl("SSL_get_current_cipher");
  private static final NativeFunction SSL_CIPHER_STANDARD_NAME = ssl("SSL_CIPHER_standard_name");
  private static final NativeFunction SSL_GET0_ALPN_SELECTED = ssl("SSL_get0_alpn_selected");

  private LibSsl() {}

  /** A connection by a context; 0 if there is no memory. */
  static long newConnection(long context) {
    return SSL_NEW.call(context);
  }

  /** Frees a connection and its BIOs. */
  static void free(long ssl) {
    SSL_FREE.call(ssl);
  }

  /** Makes a server of a new connection. */
  static void accept(long ssl) {
    SSL_SET_ACCEPT_STATE.call(ssl);
  }

  /** Gives a connection other BIOs, which it frees in their turn; 0 for none. */
  static void setBios(long ssl, long input, long output) {
    SSL_SET_BIO.call(ssl, input, output);
  }

  /** 1 if the handshake is done; else {@link #error} says why not. */
  static int handshake(long ssl) {
    return (int) SSL_DO_HANDSHAKE.call(ssl);
  }

  /** Plain octets of one record put to memory at {@code to}; 0 or less: see {@link #error}. */
  static int read(long ssl, long to, int room) {
    return (int) SSL_READ.call(ssl, to, room);
  }

  /** Plain octets taken from memory at {@code from}; 0 or less: see {@link #error}. */
  static int write(long ssl, long from, int octets) {
    return (int) SSL_WRITE.call(ssl, from, octets);
  }

  /** Writes the close_notify; less than 0 if there is none to write. */
  static int shutdown(long ssl) {
    return (int) SSL_SHUTDOWN.call(ssl);
  }

  /** Why a call returned 0 or less; needs the error queue that this call has left. */
  static int error(long ssl, int returned) {
    return (int) SSL_GET_ERROR.call(ssl, returned);
  }

  /** Such as {@code TLSv1.3}. */
  static String version(long ssl) {
    return LibCrypto.string(SSL_GET_VERSION.call(ssl));
  }

  /** The name that RFCs, and the JDK, have for the cipher suite. */
  static String cipherSuite(long ssl) {
    long cipher = SSL_GET_CURRENT_CIPHER.call(ssl);
    return LibCrypto.string(SSL_CIPHER_STANDARD_NAME.call(cipher));
  }

  /** The protocol that ALPN selected; empty if none. */
  @SuppressWarnings("restricted")
  static String alpnProtocol(long ssl) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(ADDRESS);
      MemorySegment length = arena.allocate(JAVA_INT);
      SSL_GET0_ALPN_SELECTED.call(ssl, name.address(), length.address());
      byte[] octets = name.get(ADDRESS, 0).reinterpret(length.get(JAVA_INT, 0)).toArray(JAVA_BYTE);
      return new String(octets, StandardCharsets.ISO_8859_1);
    }
  }
}
