package h2lab.server.tls;

import h2lab.server.Tls;

/**
 * TLS as HTTP/2 wants it (RFC 9113 section 9.2), for all clients of a server: versions 1.2 and 1.3,
 * ephemeral AEAD suites only, ALPN, no client certificates, no renegotiation, no compression.
 */
public interface TlsContext extends AutoCloseable {
  /** The TLS side of one client just accepted; the caller closes it. */
  TlsCodec newCodec();

  /** Frees what the engine holds outside the JVM's heap; every codec must be closed before. */
  @Override
  default void close() {}

  /**
   * Why {@code tls} is not to be had on this machine, for the user.
   *
   * @return null if it is
   */
  static String obstacle(Tls tls) {
    return tls == Tls.OPENSSL ? OpenSslLibrary.obstacle() : null;
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
    };
  }
}
