package h2lab.server.tls;

import h2lab.server.Tls;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Date;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The engines of this machine, and identities for them. */
final class Engines {
  private static final long DAY_MILLIS = 86_400_000;

  private Engines() {}

  /** All that work here by a codec. */
  static Stream<Tls> all() {
    return Stream.of(Tls.values())
        .filter(tls -> tls != Tls.OFF && TlsContext.codecObstacle(tls) == null);
  }

  static KeyPair ecKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  static KeyPair rsaKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  static Certificates.Identity identity(KeyPair keys) throws Exception {
    return new Certificates.Identity(
        keys.getPrivate(),
        new X509Certificate[] {certificate("localhost", keys, "localhost", keys.getPrivate())});
  }

  /** A certificate for {@code subject}'s keys, signed by {@code issuer}'s key. */
  static X509Certificate certificate(
      String subject, KeyPair keys, String issuer, PrivateKey issuerKey) throws Exception {
    long now = System.currentTimeMillis();
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Principal("CN=" + issuer),
            BigInteger.TWO,
            new Date(now - DAY_MILLIS),
            new Date(now + DAY_MILLIS),
            new X500Principal("CN=" + subject),
            keys.getPublic());
    builder.addExtension(
        Extension.basicConstraints, true, new BasicConstraints(subject.equals("authority")));
    String algorithm = issuerKey.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKey)));
  }
}
