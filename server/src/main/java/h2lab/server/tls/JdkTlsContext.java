package h2lab.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * TLS as HTTP/2 wants it (RFC 9113 section 9.2), for all clients of a server: versions 1.2 and 1.3,
 * ephemeral AEAD suites only, ALPN, no client certificates, no renegotiation. TLS compression the
 * JDK does not have.
 */
final class JdkTlsContext implements TlsContext {
  static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** All of TLS 1.3, and of TLS 1.2 those that appendix A of RFC 9113 does not prohibit. */
  static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  static {
    // the JDK has no switch per engine; read once, when its TLS is first used
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  private final SSLContext context;

  /** A context that shows {@code identity} to clients. */
  JdkTlsContext(Certificates.Identity identity) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry("server", identity.key(), new char[0], identity.chain());
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK's TLS does not take the certificate", e);
    }
  }

  @Override
  public TlsCodec newCodec() {
    return new JdkTls(newEngine());
  }

  @Override
  public SSLEngine newEngine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setCipherSuites(CIPHER_SUITES.toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    parameters.setNeedClientAuth(false);
    engine.setSSLParameters(parameters);
    engine.setHandshakeApplicationProtocolSelector((own, offered) -> Alpn.select(offered));
    return engine;
  }
}
