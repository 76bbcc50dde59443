package h2lab.server.tls;

import java.security.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/**
 * Bouncy Castle's TLS. It is not registered with the JVM, where it would change what others get.
 */
final class BouncyCastleJsse {
  /** It tells of every handshake and alert; held here, since the JDK holds loggers weakly. */
  private static final Logger CHATTER = Logger.getLogger("org.bouncycastle.jsse");

  static {
    CHATTER.setLevel(Level.SEVERE); // before its classes ask
  }

  static final Provider PROVIDER = new BouncyCastleJsseProvider(false, new BouncyCastleCiphers());

  private BouncyCastleJsse() {}
}
