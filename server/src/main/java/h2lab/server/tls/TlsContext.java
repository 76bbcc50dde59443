package h2lab.server.tls;

import h2lab.server.Tls;
import javax.net.ssl.SSLEngine;

/**
 * TLS as HTTP/2 wants it (RFC 9113 section 9.2), for all clients of a server: versions 1.2 and 1.3,
 * ephemeral AEAD suites only, ALPN, no client certificates, no renegotiation, no compression.
 */
public interface TlsContext extends AutoCloseable {
  /** The TLS side of one client just accepted; the caller closes it. */
  TlsCodec newCodec();

  /**
   * The engine of one client just accepted, for a library that drives engines itself.
   *
   * @throws UnsupportedOperationException if this TLS does not come as such an engine
   */
  default SSLEngine newEngine() {
    throw new UnsupportedOperationException("this TLS is no SSLEngine");
  }

  /** Frees what the engine holds outside the JVM's heap; every codec must be closed before. */
  @Override
  default void close() {}

  /**
   * Why {@code tls} is not to be had on this machine, for the user.
   *
   * @return null if it is
   */
  static String obstacle(Tls tls) {
    return switch (tls) {
      case OFF, JDK, BC -> null;
      case OPENSSL -> OpenSslLibrary.obstacle();
      case BORINGSSL -> BoringSslContext.obstacle();
    };
  }

  /**
   * The engine for {@code tls}, showing clients a certificate for localhost that is made now.
   *
   * @return null for cleartext
   * @throws UnsupportedOperationException if there is an {@link #obstacle}
   */
  static TlsContext create(Tls tls) {
    if (tls == Tls.OPENSSL && obstacle(tls) == null) {
      return OpenSslContext.selfSigned();
    }
    return tls == Tls.OFF ? null : create(tls, Certificates.selfSigned());
  }

  /**
   * The engine for {@code tls}, showing {@code identity} to clients.
   *
   * @return null for cleartext
   * @throws UnsupportedOperationException if there is an {@link #obstacle}
   */
  static TlsContext create(Tls tls, Certificates.Identity identity) {
    String obstacle = obstacle(tls);
    if (obstacle != null) {
      throw new UnsupportedOperationException(obstacle);
    }
    return switch (tls) {
      case OFF -> null;
      case JDK -> JdkTlsContext.ofJdk(identity);
      case OPENSSL -> new OpenSslContext(identity);
      case BC -> JdkTlsContext.of(identity, BouncyCastleJsse.PROVIDER);
      case BORINGSSL -> new BoringSslContext(identity);
    };
  }

  /**
   * Why a dispatch method that moves octets by {@link TlsCodec} cannot do so with {@code tls}.
   *
   * @return null if it can
   */
  static String codecObstacle(Tls tls) {
    return switch (tls) {
      case OFF, JDK, OPENSSL, BC -> obstacle(tls);
      case BORINGSSL -> "BoringSSL comes as a part of Netty, which only async uses";
    };
  }
}
