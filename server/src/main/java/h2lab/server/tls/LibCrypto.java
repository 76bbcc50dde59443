package h2lab.server.tls;

import static h2lab.server.tls.OpenSslLibrary.crypto;
import static h2lab.server.tls.OpenSslLibrary.of;
import static h2lab.server.tls.OpenSslLibrary.unexpected;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
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

  private static final MethodHandle BIO_S_MEM = crypto("BIO_s_mem", JAVA_LONG, of());
  private static final MethodHandle BIO_NEW = crypto("BIO_new", JAVA_LONG, of(JAVA_LONG));
  private static final MethodHandle BIO_FREE = crypto("BIO_free", JAVA_INT, of(JAVA_LONG));
  private static final MethodHandle BIO_UP_REF =
      crypto("BIO_up_ref", JAVA_INT, of(JAVA_LONG), BRIEF);
  private static final MethodHandle BIO_READ =
      crypto("BIO_read", JAVA_INT, of(JAVA_LONG, JAVA_LONG, JAVA_INT), BRIEF);
  private static final MethodHandle BIO_WRITE =
      crypto("BIO_write", JAVA_INT, of(JAVA_LONG, JAVA_LONG, JAVA_INT), BRIEF);
  private static final MethodHandle BIO_CTRL_PENDING =
      crypto("BIO_ctrl_pending", JAVA_LONG, of(JAVA_LONG), BRIEF);
  private static final MethodHandle ERR_CLEAR_ERROR = crypto("ERR_clear_error", null, of(), BRIEF);
  private static final MethodHandle ERR_GET_ERROR = crypto("ERR_get_error", JAVA_LONG, of());
  private static final MethodHandle ERR_REASON_ERROR_STRING =
      crypto("ERR_reason_error_string", JAVA_LONG, of(JAVA_LONG));
  private static final MethodHandle D2I_X509 =
      crypto("d2i_X509", JAVA_LONG, of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle X509_FREE = crypto("X509_free", null, of(JAVA_LONG));
  private static final MethodHandle D2I_AUTO_PRIVATE_KEY =
      crypto("d2i_AutoPrivateKey", JAVA_LONG, of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle EVP_PKEY_FREE = crypto("EVP_PKEY_free", null, of(JAVA_LONG));

  private LibCrypto() {}

  /** A new memory BIO; 0 if there is no memory. */
  static long newMemoryBio() {
    try {
      return (long) BIO_NEW.invokeExact((long) BIO_S_MEM.invokeExact());
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void freeBio(long bio) {
    try {
      int ignored = (int) BIO_FREE.invokeExact(bio); // 0 is for a null pointer
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** One more holds the BIO: it is freed as often before it goes. */
  static void hold(long bio) {
    try {
      int ignored = (int) BIO_UP_REF.invokeExact(bio); // 0 is for a count gone wrong
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Octets read into memory at {@code to}; 0 or less if there are none. */
  static int bioRead(long bio, long to, int room) {
    try {
      return (int) BIO_READ.invokeExact(bio, to, room);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Octets written from memory at {@code from}; less than given if there is no memory. */
  static int bioWrite(long bio, long from, int octets) {
    try {
      return (int) BIO_WRITE.invokeExact(bio, from, octets);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Octets that wait in a BIO. */
  static int bioPending(long bio) {
    try {
      return Math.toIntExact((long) BIO_CTRL_PENDING.invokeExact(bio));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Empties this thread's error queue, which {@link LibSsl#error} consults. */
  static void clearErrors() {
    try {
      ERR_CLEAR_ERROR.invokeExact();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The oldest reason in this thread's error queue, which is the cause; empties the queue. */
  static String takeError() {
    try {
      long code = (long) ERR_GET_ERROR.invokeExact();
      long reason = (long) ERR_REASON_ERROR_STRING.invokeExact(code);
      clearErrors();
      return reason != 0 ? string(reason) : "OpenSSL error " + Long.toHexString(code);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** A certificate read from DER; 0 if it is none. The caller frees it. */
  static long newCertificate(MemorySegment der, MemorySegment pointer) {
    try {
      pointer.set(JAVA_LONG, 0, der.address());
      return (long) D2I_X509.invokeExact(0L, pointer.address(), der.byteSize());
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void freeCertificate(long certificate) {
    try {
      X509_FREE.invokeExact(certificate);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** A private key read from DER, such as PKCS#8; 0 if it is none. The caller frees it. */
  static long newKey(MemorySegment der, MemorySegment pointer) {
    try {
      pointer.set(JAVA_LONG, 0, der.address());
      return (long) D2I_AUTO_PRIVATE_KEY.invokeExact(0L, pointer.address(), der.byteSize());
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void freeKey(long key) {
    try {
      EVP_PKEY_FREE.invokeExact(key);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The C string at an address. */
  @SuppressWarnings("restricted")
  static String string(long address) {
    return MemorySegment.ofAddress(address)
        .reinterpret(MAX_REASON_OCTETS)
        .getString(0, StandardCharsets.US_ASCII);
  }
}
