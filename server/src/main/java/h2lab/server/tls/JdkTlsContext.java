package h2lab.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * TLS as HTTP/2 wants it (RFC 9113 section 9.2) by the JDK's SSLEngine or another provider's: all
 * clients of a server share it. TLS compression such engines do not have.
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

  /** By the JDK's own provider, showing {@code identity} to clients. */
  static JdkTlsContext ofJdk(Certificates.Identity identity) {
    return of(identity, defaultProvider());
  }

  /** By the engine of {@code provider}, showing {@code identity} to clients. */
  static JdkTlsContext of(Certificates.Identity identity, Provider provider) {
    return new JdkTlsContext(identity, provider);
  }

  private static Provider defaultProvider() {
    try {
      return SSLContext.getInstance("TLS").getProvider();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  private JdkTlsContext(Certificates.Identity identity, Provider provider) {
    try {
      // Kept in memory only. PKCS #12 would derive keys from the empty password by 10,000 rounds of
      // HMAC, and the compiler would be busy with those when the first clients come.
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(null, null);
      store.setKeyEntry("server", identity.key(), new char[0], identity.chain());
      var keys = KeyManagerFactory.getInstance("PKIX", provider);
      keys.init(store, new char[0]);
      context = SSLContext.getInstance("TLS", provider);
      // Nobody is trusted, since no client is asked who it is; null would read the JDK's 140
      // authorities.
      context.init(keys.getKeyManagers(), new TrustManager[0], new SecureRandom());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(provider.getName() + " does not take the certificate", e);
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
