package h2lab.server.tls;

import java.security.NoSuchAlgorithmException;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import org.bouncycastle.jcajce.util.JcaJceHelper;
import org.bouncycastle.jcajce.util.ProviderJcaJceHelper;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/**
 * What Bouncy Castle's TLS computes with: its own algorithms, but the JDK's AES-GCM, for which the
 * processor has instructions that only the JDK's compiler knows how to use.
 */
final class BouncyCastleCiphers extends JcaTlsCryptoProvider {
  private static final String AES_GCM = "AES/GCM/NoPadding";

  private final JcaJceHelper helper = new JdkAesGcm();

  @Override
  public JcaJceHelper getHelper() {
    return helper;
  }

  private static final class JdkAesGcm extends ProviderJcaJceHelper {
    JdkAesGcm() {
      super(new BouncyCastleProvider());
    }

    @Override
    public Cipher createCipher(String algorithm)
        throws NoSuchAlgorithmException, NoSuchPaddingException {
      return algorithm.equals(AES_GCM)
          ? Cipher.getInstance(AES_GCM)
          : super.createCipher(algorithm);
    }
  }
}
