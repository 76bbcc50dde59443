package h2lab.server;

/** Whether and by which engine a server speaks TLS. */
public enum Tls {
  /** Cleartext with prior knowledge (RFC 9113 section 3.3). */
  OFF,
  /** The JDK's SSLEngine. */
  JDK,
  /** OpenSSL 3's libssl, called through the Foreign Function and Memory API. */
  OPENSSL,
  /** The SSLEngine of Bouncy Castle's JSSE. */
  BC,
  /** Google's fork of OpenSSL as Netty brings it; only behind Netty's own handler. */
  BORINGSSL;

  /** As the command line and recordings name it. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }

  /** The scheme of URLs served so. */
  public String scheme() {
    return this == OFF ? "http" : "https";
  }
}
