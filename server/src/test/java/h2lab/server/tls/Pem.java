package h2lab.server.tls;

import java.io.IOException;
import java.io.StringWriter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** Certificates and keys as files have them. */
public final class Pem {
  private Pem() {}

  /** One after the other: certificates, keys (in their traditional forms), or PEM objects. */
  public static String of(Object... objects) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object object : objects) {
        writer.writeObject(object);
      }
    }
    return text.toString();
  }
}
