package h2lab.server.tls;

import static h2lab.server.tls.OpenSslLibrary.crypto;

import java.lang.foreign.Arena;
import java.time.Duration;

/**
 * A certificate for localhost, 127.0.0.1 and ::1, valid for a month, as OpenSSL makes it. What
 * {@link Certificates#selfSigned} says is the same, but the JDK takes longer to make one than a
 * server that has OpenSSL takes for all else at its start.
 */
final class SelfSigned {
  private static final Duration VALIDITY = Duration.ofDays(30);
  private static final Duration BEHIND = Duration.ofHours(1); // a peer's clock may be

  private static final int VERSION_3 = 2;
  private static final int MBSTRING_ASC = 0x1001;
  private static final int NID_SUBJECT_ALT_NAME = 85;
  private static final int NID_BASIC_CONSTRAINTS = 87;

  private static final NativeFunction X509_NEW = crypto("X509_new");
  private static final NativeFunction X509_SET_VERSION = crypto("X509_set_version");
  private static final NativeFunction X509_GET_SERIAL_NUMBER = crypto("X509_get_serialNumber");
  private static final NativeFunction ASN1_INTEGER_SET_UINT64 = crypto("ASN1_INTEGER_set_uint64");
  private static final NativeFunction RAND_BYTES = crypto("RAND_bytes");
  private static final NativeFunction X509_GETM_NOT_BEFORE = crypto("X509_getm_notBefore");
  private static final NativeFunction X509_GETM_NOT_AFTER = crypto("X509_getm_notAfter");
  private static final NativeFunction X509_GMTIME_ADJ = crypto("X509_gmtime_adj");
  private static final NativeFunction X509_GET_SUBJECT_NAME = crypto("X509_get_subject_name");
  private static final NativeFunction X509_NAME_ENTRY_CREATE_BY_TXT =
      crypto("X509_NAME_ENTRY_create_by_txt");
  private static final NativeFunction X509_NAME_ENTRY_FREE = crypto("X509_NAME_ENTRY_free");
  private static final NativeFunction X509_NAME_ADD_ENTRY = crypto("X509_NAME_add_entry");
  private static final NativeFunction X509_SET_ISSUER_NAME = crypto("X509_set_issuer_name");
  private static final NativeFunction X509_SET_PUBKEY = crypto("X509_set_pubkey");
  private static final NativeFunction X509V3_EXT_NCONF_NID = crypto("X509V3_EXT_nconf_nid");
  private static final NativeFunction X509_ADD_EXT = crypto("X509_add_ext");
  private static final NativeFunction X509_EXTENSION_FREE = crypto("X509_EXTENSION_free");
  private static final NativeFunction EVP_SHA256 = crypto("EVP_sha256");
  private static final NativeFunction X509_SIGN = crypto("X509_sign");

  private SelfSigned() {}

  /**
   * A certificate for a key on P-256, signed by it; the caller frees it.
   *
   * @return 0 if OpenSSL does not make it; its error queue says why
   */
  static long certificate(long key) {
    long certificate = X509_NEW.call();
    try (Arena arena = Arena.ofConfined()) {
      if (certificate != 0
          && done(X509_SET_VERSION.call(certificate, VERSION_3))
          && number(certificate, arena)
          && name(certificate, arena)
          && limit(certificate)
          && done(X509_SET_PUBKEY.call(certificate, key))
          && extend(certificate, NID_SUBJECT_ALT_NAME, "DNS:localhost,IP:127.0.0.1,IP:::1", arena)
          && extend(certificate, NID_BASIC_CONSTRAINTS, "critical,CA:FALSE", arena)
          && (int) X509_SIGN.call(certificate, key, EVP_SHA256.call()) > 0) {
        return certificate;
      }
    }
    LibCrypto.freeCertificate(certificate);
    return 0;
  }

  private static boolean done(long result) {
    return (int) result == 1;
  }

  private static boolean number(long certificate, Arena arena) {
    var random = NativeMemory.of(0, arena);
    return done(RAND_BYTES.call(random.address(), Long.BYTES))
        && done(
            ASN1_INTEGER_SET_UINT64.call(
                X509_GET_SERIAL_NUMBER.call(certificate), NativeMemory.number(random)));
  }

  private static boolean name(long certificate, Arena arena) {
    long name = X509_GET_SUBJECT_NAME.call(certificate);
    return add(name, "CN", "localhost", arena)
        && add(name, "O", "h2lab", arena)
        && done(X509_SET_ISSUER_NAME.call(certificate, name));
  }

  private static boolean add(long name, String attribute, String value, Arena arena) {
    long field = NativeMemory.of(attribute, arena).address();
    long text = NativeMemory.of(value, arena).address();
    long entry = X509_NAME_ENTRY_CREATE_BY_TXT.call(0, field, MBSTRING_ASC, text, value.length());
    boolean added = entry != 0 && done(X509_NAME_ADD_ENTRY.call(name, entry, -1, 0));
    X509_NAME_ENTRY_FREE.call(entry);
    return added;
  }

  private static boolean limit(long certificate) {
    long notBefore = X509_GETM_NOT_BEFORE.call(certificate);
    long notAfter = X509_GETM_NOT_AFTER.call(certificate);
    return X509_GMTIME_ADJ.call(notBefore, -BEHIND.toSeconds()) != 0
        && X509_GMTIME_ADJ.call(notAfter, VALIDITY.toSeconds()) != 0;
  }

  private static boolean extend(long certificate, int kind, String value, Arena arena) {
    long text = NativeMemory.of(value, arena).address();
    long extension = X509V3_EXT_NCONF_NID.call(0, 0, kind, text);
    boolean added = extension != 0 && done(X509_ADD_EXT.call(certificate, extension, -1));
    X509_EXTENSION_FREE.call(extension);
    return added;
  }
}
