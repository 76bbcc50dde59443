package h2lab.server.tls;

import static h2lab.server.tls.OpenSslLibrary.ssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

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

  private static final NativeFunction OPENSSL_INIT_SSL = ssl("OPENSSL_init_ssl");
  private static final NativeFunction TLS_SERVER_METHOD = ssl("TLS_server_method");
  private static final NativeFunction SSL_CTX_NEW = ssl("SSL_CTX_new");
  private static final NativeFunction SSL_CTX_FREE = ssl("SSL_CTX_free");
  private static final NativeFunction SSL_CTX_CTRL = ssl("SSL_CTX_ctrl");
  private static final NativeFunction SSL_CTX_SET_OPTIONS = ssl("SSL_CTX_set_options");
  private static final NativeFunction SSL_CTX_SET_NUM_TICKETS = ssl("SSL_CTX_set_num_tickets");
  private static final NativeFunction SSL_CTX_SET_CIPHER_LIST = ssl("SSL_CTX_set_cipher_list");
  private static final NativeFunction SSL_CTX_SET_CIPHERSUITES = ssl("SSL_CTX_set_ciphersuites");
  private static final NativeFunction SSL_CTX_SET_ALPN_SELECT_CB =
      ssl("SSL_CTX_set_alpn_select_cb");
  private static final NativeFunction SSL_CTX_USE_CERTIFICATE = ssl("SSL_CTX_use_certificate");
  private static final NativeFunction SSL_CTX_USE_PRIVATE_KEY = ssl("SSL_CTX_use_PrivateKey");

  private LibSslContext() {}

  /** A context for servers; 0 if there is no memory. */
  static long newContext() {
    OPENSSL_INIT_SSL.call(NO_CLEANUP_AT_EXIT, 0); // or the next fails
    return SSL_CTX_NEW.call(TLS_SERVER_METHOD.call());
  }

  /** Gives a context up; it goes with its last connection. */
  static void free(long context) {
    SSL_CTX_FREE.call(context);
  }

  static long control(long context, int command, long number, long pointer) {
    return SSL_CTX_CTRL.call(context, command, number, pointer);
  }

  static void setOptions(long context, long bits) {
    SSL_CTX_SET_OPTIONS.call(context, bits);
  }

  /** How many session tickets follow a full handshake of TLS 1.3. */
  static boolean setTickets(long context, long tickets) {
    return (int) SSL_CTX_SET_NUM_TICKETS.call(context, tickets) == 1;
  }

  /** Cipher suites by OpenSSL's names with colons between, those of TLS 1.2 and of 1.3. */
  static boolean setCipherSuites(long context, String tls12, String tls13) {
    try (Arena arena = Arena.ofConfined()) {
      long older = NativeMemory.of(tls12, arena).address();
      long newer = NativeMemory.of(tls13, arena).address();
      return (int) SSL_CTX_SET_CIPHER_LIST.call(context, older) == 1
          && (int) SSL_CTX_SET_CIPHERSUITES.call(context, newer) == 1;
    }
  }

  /** The callback must outlive the context and its connections. */
  static void setAlpnCallback(long context, MemorySegment callback) {
    SSL_CTX_SET_ALPN_SELECT_CB.call(context, callback.address(), 0);
  }

  /** Takes a certificate; the caller's reference remains the caller's. */
  static boolean useCertificate(long context, long certificate) {
    return (int) SSL_CTX_USE_CERTIFICATE.call(context, certificate) == 1;
  }

  /** Takes the key of the certificate; the caller's reference remains the caller's. */
  static boolean useKey(long context, long key) {
    return (int) SSL_CTX_USE_PRIVATE_KEY.call(context, key) == 1;
  }
}
