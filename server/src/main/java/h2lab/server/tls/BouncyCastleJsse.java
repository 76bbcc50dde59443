package h2lab.server.tls;

import java.security.Provider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/**
 * Bouncy Castle's TLS. It is not registered with the JVM, where it would change what others get.
 * Its ciphers are the JDK's, which the processor's instructions help; only the protocol is its own.
 */
final class BouncyCastleJsse {
  static final Provider PROVIDER = new BouncyCastleJsseProvider();

  private BouncyCastleJsse() {}
}
