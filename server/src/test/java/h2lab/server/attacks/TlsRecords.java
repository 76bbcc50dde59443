package h2lab.server.attacks;

import h2lab.server.TestClient;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** Records of TLS (RFC 8446 section 5) that attacks are made of. */
final class TlsRecords {
  private static final byte CHANGE_CIPHER_SPEC = 20;
  private static final byte HANDSHAKE = 22;
  private static final byte APPLICATION_DATA = 23;
  private static final byte CLIENT_HELLO = 1;
  private static final int HEADER = 5;
  private static final int LARGEST = 16_384;

  private TlsRecords() {}

  static byte[] nothing() {
    return new byte[0];
  }

  /** As the JDK makes it, for h2. */
  static byte[] clientHello() {
    SSLEngine engine = TestClient.trustingAll().createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    engine.setSSLParameters(parameters);
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    try {
      engine.wrap(ByteBuffer.allocate(0), record);
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
    return Arrays.copyOf(record.array(), record.position());
  }

  static byte[] halfClientHello() {
    byte[] hello = clientHello();
    return Arrays.copyOf(hello, hello.length / 2);
  }

  /** The beginning of a ClientHello of 16 KiB, in one record. */
  static byte[] longClientHello() {
    byte[] hello = new byte[LARGEST];
    hello[0] = CLIENT_HELLO;
    hello[2] = (byte) (LARGEST - 4 >> 8);
    hello[3] = (byte) (LARGEST - 4);
    return record(HANDSHAKE, hello);
  }

  /** A part of a handshake message of nearly 16 MiB; the first one says so. */
  static byte[] hugeMessage(int n) {
    byte[] part = new byte[LARGEST];
    if (n == 0) {
      Arrays.fill(part, 1, 4, (byte) 0xff);
      part[0] = CLIENT_HELLO;
      part[4] = 3;
      part[5] = 3;
    }
    return record(HANDSHAKE, part);
  }

  static byte[] changeCipherSpec() {
    return record(CHANGE_CIPHER_SPEC, new byte[] {1});
  }

  /** Encrypted octets that are none. */
  static byte[] longRecord() {
    return record(APPLICATION_DATA, new byte[LARGEST]);
  }

  private static byte[] record(byte type, byte[] content) {
    ByteBuffer record = ByteBuffer.allocate(HEADER + content.length);
    record.put(type).putShort((short) 0x0303).putShort((short) content.length).put(content);
    return record.array();
  }
}
