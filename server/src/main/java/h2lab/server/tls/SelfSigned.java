package h2lab.server.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A certificate for localhost, 127.0.0.1 and ::1, valid for a month, that its own key on P-256
 * signs: the octets of RFC 5280, section 4.1. Written out here, since a library that makes any
 * certificate is felt at each start of a server.
 */
final class SelfSigned {
  private static final Duration VALIDITY = Duration.ofDays(30);

  /** Tags of DER. */
  private static final int BOOLEAN = 0x01;

  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_ID = 0x06;
  private static final int UTF8_STRING = 0x0c;
  private static final int UTC_TIME = 0x17;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;

  private static final byte[] ECDSA_WITH_SHA256 =
      der(SEQUENCE, der(OBJECT_ID, hex("2a8648ce3d040302")));

  private static final byte[] SUBJECT =
      der(SEQUENCE, nameOf("550403", "localhost"), nameOf("55040a", "h2lab"));

  private static final byte[] ALTERNATIVE_NAMES =
      der(
          SEQUENCE,
          der(OBJECT_ID, hex("551d11")),
          der(
              OCTET_STRING,
              der(
                  SEQUENCE,
                  der(DNS_NAME, ascii("localhost")),
                  der(IP_ADDRESS, hex("7f000001")),
                  der(IP_ADDRESS, hex("00000000000000000000000000000001")))));

  /** It is no authority's, which is critical. */
  private static final byte[] BASIC_CONSTRAINTS =
      der(
          SEQUENCE,
          der(OBJECT_ID, hex("551d13")),
          der(BOOLEAN, hex("ff")),
          der(OCTET_STRING, der(SEQUENCE)));

  /** ECDSA with SHA-256 by the key of the certificate. */
  @FunctionalInterface
  interface Signer {
    byte[] sign(byte[] octets) throws GeneralSecurityException;
  }

  private SelfSigned() {}

  /**
   * The certificate in DER.
   *
   * @param publicKey on P-256, as a SubjectPublicKeyInfo in DER
   */
  static byte[] certificate(byte[] publicKey, Signer signer) throws GeneralSecurityException {
    Instant now = Instant.now();
    byte[] toBeSigned =
        der(
            SEQUENCE,
            der(VERSION, der(INTEGER, hex("02"))), // which is 3
            der(INTEGER, serialNumber(publicKey)),
            ECDSA_WITH_SHA256,
            SUBJECT,
            der(
                SEQUENCE,
                time(now.minus(Duration.ofHours(1))), // a peer's clock may be behind
                time(now.plus(VALIDITY))),
            SUBJECT,
            publicKey,
            der(EXTENSIONS, der(SEQUENCE, ALTERNATIVE_NAMES, BASIC_CONSTRAINTS)));
    byte[] unusedBits = {0};
    return der(
        SEQUENCE,
        toBeSigned,
        ECDSA_WITH_SHA256,
        der(BIT_STRING, unusedBits, signer.sign(toBeSigned)));
  }

  /** Another for each key: the last octets of the key, which are as random, after a one. */
  private static byte[] serialNumber(byte[] publicKey) {
    byte[] number = Arrays.copyOfRange(publicKey, publicKey.length - 9, publicKey.length);
    number[0] = 1;
    return number;
  }

  /** Such as 261130212921Z, which is for years before 2050 (RFC 5280, section 4.1.2.5.1). */
  private static byte[] time(Instant instant) {
    LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    int[] parts = {
      utc.getYear() % 100,
      utc.getMonthValue(),
      utc.getDayOfMonth(),
      utc.getHour(),
      utc.getMinute(),
      utc.getSecond()
    };
    StringBuilder text = new StringBuilder();
    for (int part : parts) {
      text.append(part / 10).append(part % 10);
    }
    return der(UTC_TIME, ascii(text.append('Z').toString()));
  }

  private static byte[] nameOf(String attribute, String value) {
    return der(SET, der(SEQUENCE, der(OBJECT_ID, hex(attribute)), der(UTF8_STRING, ascii(value))));
  }

  /** Contents of at most 65,535 octets, after their tag and length. */
  private static byte[] der(int tag, byte[]... contents) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int length = 0;
    for (byte[] content : contents) {
      length += content.length;
    }
    octets.write(tag);
    if (length > 0xff) {
      octets.write(0x82);
      octets.write(length >> 8);
    } else if (length > 0x7f) {
      octets.write(0x81);
    }
    octets.write(length);
    for (byte[] content : contents) {
      octets.writeBytes(content);
    }
    return octets.toByteArray();
  }

  private static byte[] hex(String octets) {
    return HexFormat.of().parseHex(octets);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
