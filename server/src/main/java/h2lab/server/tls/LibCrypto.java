package h2lab.server.tls;

import static h2lab.server.tls.OpenSslLibrary.crypto;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * The functions of libcrypto that are needed: memory BIOs, the error queue, certificates and keys.
 * Named and used as OpenSSL's manual says; a pointer is a long, null is 0.
 *
 * <p>What only copies or looks is called as {@link Linker.Option#critical}, without leaving the
 * JVM's state: it takes microseconds at most, never blocks and never calls back.
 */
final class LibCrypto {
  /** Of a reason in the error queue; they are a line each. */
  private static final int MAX_REASON_OCTETS = 256;

  private static final Linker.Option BRIEF = Linker.Option.critical(false);

  private static final NativeFunction BIO_S_MEM = crypto("BIO_s_mem");
  private static final NativeFunction BIO_NEW = crypto("BIO_new");
  private static final NativeFunction BIO_FREE = crypto("BIO_free");
  private static final NativeFunction BIO_UP_REF = crypto("BIO_up_ref", BRIEF);
  private static final NativeFunction BIO_READ = crypto("BIO_read", BRIEF);
  private static final NativeFunction BIO_WRITE = crypto("BIO_write", BRIEF);
  private static final NativeFunction BIO_CTRL_PENDING = crypto("BIO_ctrl_pending", BRIEF);
  private static final NativeFunction ERR_CLEAR_ERROR = crypto("ERR_clear_error", BRIEF);
  private static final NativeFunction ERR_GET_ERROR = crypto("ERR_get_error");
  private static final NativeFunction ERR_REASON_ERROR_STRING = crypto("ERR_reason_error_string");
  private static final NativeFunction D2I_X509 = crypto("d2i_X509");
  private static final NativeFunction X509_FREE = crypto("X509_free");
  private static final NativeFunction D2I_AUTO_PRIVATE_KEY = crypto("d2i_AutoPrivateKey");
  private static final NativeFunction EVP_PKEY_FREE = crypto("EVP_PKEY_free");
  private static final NativeFunction EVP_PKEY_Q_KEYGEN =
      crypto("EVP_PKEY_Q_keygen", Linker.Option.firstVariadicArg(3));

  private LibCrypto() {}

  /** A new memory BIO; 0 if there is no memory. */
  static long newMemoryBio() {
    return BIO_NEW.call(BIO_S_MEM.call());
  }

  static void freeBio(long bio) {
    BIO_FREE.call(bio); // 0 is for a null pointer
  }

  /** One more holds the BIO: it is freed as often before it goes. */
  static void hold(long bio) {
    BIO_UP_REF.call(bio); // 0 is for a count gone wrong
  }

  /** Octets read into memory at {@code to}; 0 or less if there are none. */
  static int bioRead(long bio, long to, int room) {
    return (int) BIO_READ.call(bio, to, room);
  }

  /** Octets written from memory at {@code from}; less than given if there is no memory. */
  static int bioWrite(long bio, long from, int octets) {
    return (int) BIO_WRITE.call(bio, from, octets);
  }

  /** Octets that wait in a BIO. */
  static int bioPending(long bio) {
    return Math.toIntExact(BIO_CTRL_PENDING.call(bio));
  }

  /** Empties this thread's error queue, which {@link LibSsl#error} consults. */
  static void clearErrors() {
    ERR_CLEAR_ERROR.call();
  }

  /** The oldest reason in this thread's error queue, which is the cause; empties the queue. */
  static String takeError() {
    long code = ERR_GET_ERROR.call();
    long reason = ERR_REASON_ERROR_STRING.call(code);
    clearErrors();
    return reason != 0 ? string(reason) : "OpenSSL error " + Long.toHexString(code);
  }

  /** A certificate read from DER; 0 if it is none. The caller frees it. */
  static long newCertificate(byte[] der) {
    return decode(D2I_X509, der);
  }

  static void freeCertificate(long certificate) {
    X509_FREE.call(certificate);
  }

  /** A private key read from DER, such as PKCS#8; 0 if it is none. The caller frees it. */
  static long newKey(byte[] der) {
    return decode(D2I_AUTO_PRIVATE_KEY, der);
  }

  /** A function d2i_ is told where it finds the address of its octets, and moves that one on. */
  private static long decode(NativeFunction function, byte[] der) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment octets = NativeMemory.of(der, arena);
      MemorySegment pointer = NativeMemory.of(octets.address(), arena);
      long read = function.call(0, pointer.address(), der.length);
      octets.fill((byte) 0); // they may be a key, and freed memory is not cleared
      return read;
    }
  }

  /** A new private key on P-256; 0 if it cannot be made. The caller frees it. */
  static long newKey() {
    try (Arena arena = Arena.ofConfined()) {
      long type = NativeMemory.of("EC", arena).address();
      long curve = NativeMemory.of("P-256", arena).address();
      return EVP_PKEY_Q_KEYGEN.call(0, 0, type, curve);
    }
  }

  static void freeKey(long key) {
    EVP_PKEY_FREE.call(key);
  }

  /** The C string at an address. */
  @SuppressWarnings("restricted")
  static String string(long address) {
    return MemorySegment.ofAddress(address)
        .reinterpret(MAX_REASON_OCTETS)
        .getString(0, StandardCharsets.US_ASCII);
  }
}
