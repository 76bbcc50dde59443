package h2lab.server.script;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The TLS of a scripted peer, which remembers its sessions from one visit to the next. */
final class TlsSessions {
  /** The script's server makes its certificate itself; there is nobody to be protected from. */
  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private final SSLContext context;
  private final String version;

  /**
   * @param version the only one that is offered, null for all
   */
  TlsSessions(String version) {
    this.version = version;
    try {
      context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /** The engine of one visit; a session of an earlier one is offered again. */
  SSLEngine engine() throws IOException {
    SSLEngine engine = context.createSSLEngine("localhost", 1);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    if (version != null) {
      parameters.setProtocols(new String[] {version});
    }
    engine.setSSLParameters(parameters);
    engine.beginHandshake();
    return engine;
  }
}
