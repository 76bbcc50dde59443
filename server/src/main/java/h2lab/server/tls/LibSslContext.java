package h2lab.server.tls;

import static h2lab.server.tls.OpenSslLibrary.of;
import static h2lab.server.tls.OpenSslLibrary.ssl;
import static h2lab.server.tls.OpenSslLibrary.unexpected;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The functions of libssl about a context, what all connections share, that are needed. Named and
 * used as OpenSSL's manual says; a pointer is a long, null is 0.
 */
final class LibSslContext {
  /** Commands of {@link #control}. */
  static final int SET_SESSION_CACHE_MODE = 44;

  static final int ADD_CHAIN_CERTIFICATE = 89;
  static final int SET_LEAST_VERSION = 123;
  static final int SET_LAST_VERSION = 124;

  /** Bits of {@link #setOptions}. */
  static final long NO_COMPRESSION = 1L << 17;

  static final long SERVER_PREFERENCE = 1L << 22;
  static final long NO_RENEGOTIATION = 1L << 30;

  /** At exit the JVM's threads may be inside OpenSSL; what they use must stay. */
  private static final long NO_CLEANUP_AT_EXIT = 0x0008_0000;

  private static final MethodHandle OPENSSL_INIT_SSL =
      ssl("OPENSSL_init_ssl", JAVA_INT, of(JAVA_LONG, JAVA_LONG));
  private static final MethodHandle TLS_SERVER_METHOD = ssl("TLS_server_method", JAVA_LONG, of());
  private static final MethodHandle SSL_CTX_NEW = ssl("SSL_CTX_new", JAVA_LONG, of(JAVA_LONG));
  private static final MethodHandle SSL_CTX_FREE = ssl("SSL_CTX_free", null, of(JAVA_LONG));
  private static final MethodHandle SSL_CTX_CTRL =
      ssl("SSL_CTX_ctrl", JAVA_LONG, of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle SSL_CTX_SET_OPTIONS =
      ssl("SSL_CTX_set_options", JAVA_LONG, of(JAVA_LONG, JAVA_LONG));
  private static final MethodHandle SSL_CTX_SET_NUM_TICKETS =
      ssl("SSL_CTX_set_num_tickets", JAVA_INT, of(JAVA_LONG, JAVA_LONG));
  private static final MethodHandle SSL_CTX_SET_CIPHER_LIST =
      ssl("SSL_CTX_set_cipher_list", JAVA_INT, of(JAVA_LONG, JAVA_LONG));
  private static final MethodHandle SSL_CTX_SET_CIPHERSUITES =
      ssl("SSL_CTX_set_ciphersuites", JAVA_INT, of(JAVA_LONG, JAVA_LONG));
  private static final MethodHandle SSL_CTX_SET_ALPN_SELECT_CB =
      ssl("SSL_CTX_set_alpn_select_cb", null, of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle SSL_CTX_USE_CERTIFICATE =
      ssl("SSL_CTX_use_certificate", JAVA_INT, of(JAVA_LONG, JAVA_LONG));
  private static final MethodHandle SSL_CTX_USE_PRIVATE_KEY =
      ssl("SSL_CTX_use_PrivateKey", JAVA_INT, of(JAVA_LONG, JAVA_LONG));

  private LibSslContext() {}

  /** A context for servers; 0 if there is no memory. */
  static long newContext() {
    try {
      int ignored = (int) OPENSSL_INIT_SSL.invokeExact(NO_CLEANUP_AT_EXIT, 0L); // or the next fails
      return (long) SSL_CTX_NEW.invokeExact((long) TLS_SERVER_METHOD.invokeExact());
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Gives a context up; it goes with its last connection. */
  static void free(long context) {
    try {
      SSL_CTX_FREE.invokeExact(context);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long control(long context, int command, long number, long pointer) {
    try {
      return (long) SSL_CTX_CTRL.invokeExact(context, command, number, pointer);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void setOptions(long context, long bits) {
    try {
      long ignored = (long) SSL_CTX_SET_OPTIONS.invokeExact(context, bits); // all that are set now
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** How many session tickets follow a full handshake of TLS 1.3. */
  static boolean setTickets(long context, long tickets) {
    try {
      return (int) SSL_CTX_SET_NUM_TICKETS.invokeExact(context, tickets) == 1;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Cipher suites by OpenSSL's names with colons between, those of TLS 1.2 and of 1.3. */
  static boolean setCipherSuites(long context, String tls12, String tls13) {
    try (Arena arena = Arena.ofConfined()) {
      long older = arena.allocateFrom(tls12).address();
      long newer = arena.allocateFrom(tls13).address();
      return (int) SSL_CTX_SET_CIPHER_LIST.invokeExact(context, older) == 1
          && (int) SSL_CTX_SET_CIPHERSUITES.invokeExact(context, newer) == 1;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The callback must outlive the context and its connections. */
  static void setAlpnCallback(long context, MemorySegment callback) {
    try {
      SSL_CTX_SET_ALPN_SELECT_CB.invokeExact(context, callback.address(), 0L);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Takes a certificate; the caller's reference remains the caller's. */
  static boolean useCertificate(long context, long certificate) {
    try {
      return (int) SSL_CTX_USE_CERTIFICATE.invokeExact(context, certificate) == 1;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Takes the key of the certificate; the caller's reference remains the caller's. */
  static boolean useKey(long context, long key) {
    try {
      return (int) SSL_CTX_USE_PRIVATE_KEY.invokeExact(context, key) == 1;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }
}
