package h2lab.server.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A ClientHello by hand, for what the JDK's client would not say (RFC 5246 section 7.4.1.2). */
final class Hello {
  private Hello() {}

  /** One record with a hello of {@code version}, offering one cipher suite on P-256. */
  static ByteBuffer of(int version, int cipherSuite) {
    byte[] extensions = {
      0,
      10,
      0,
      4,
      0,
      2,
      0,
      23, // supported groups: secp256r1
      0,
      11,
      0,
      2,
      1,
      0, // point formats: uncompressed
      0,
      13,
      0,
      4,
      0,
      2,
      4,
      3 // signatures: ecdsa_secp256r1_sha256
    };
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    put2(body, version);
    body.writeBytes(new byte[32]); // random
    body.write(0); // no session
    put2(body, 2);
    put2(body, cipherSuite);
    body.write(1); // one way to compress:
    body.write(0); // none
    put2(body, extensions.length);
    body.writeBytes(extensions);
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(22);
    put2(record, 0x0301);
    put2(record, body.size() + 4);
    record.write(1);
    record.write(0);
    put2(record, body.size());
    record.writeBytes(body.toByteArray());
    return direct(record.toByteArray());
  }

  static ByteBuffer direct(byte[] octets) {
    return ByteBuffer.allocateDirect(octets.length).put(octets).flip();
  }

  private static void put2(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }
}
