package h2lab.server.tls;

import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Where a server's certificate and private key come from. */
public final class Certificates {
  private static final Duration VALIDITY = Duration.ofDays(30);
  private static final X500Name SUBJECT = new X500Name("CN=localhost, O=h2lab");

  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Certificates() {}

  /** A private key and the certificates for it, the server's own first. */
  public record Identity(PrivateKey key, X509Certificate[] chain) {}

  /** Makes a certificate for localhost, 127.0.0.1 and ::1, ECDSA on P-256, valid for a month. */
  public static Identity selfSigned() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      return new Identity(pair.getPrivate(), new X509Certificate[] {sign(pair)});
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("this JDK cannot make a P-256 certificate", e);
    }
  }

  private static X509Certificate sign(KeyPair pair)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    Instant now = Instant.now();
    var names =
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.dNSName, "localhost"),
              new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
              new GeneralName(GeneralName.iPAddress, "::1")
            });
    var builder =
        new X509v3CertificateBuilder(
                SUBJECT,
                new BigInteger(64, new SecureRandom()).setBit(64),
                time(now.minus(Duration.ofHours(1))), // a peer's clock may be behind
                time(now.plus(VALIDITY)),
                SUBJECT,
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()))
            .addExtension(Extension.subjectAlternativeName, false, names)
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  /**
   * UTCTime, which is for years before 2050 (RFC 5280, 4.1.2.5). As its encoding, since the library
   * examines a text or date by a calendar, the loading of which is felt at each start.
   */
  private static Time time(Instant instant) throws IOException {
    byte[] text = UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII);
    byte[] encoded = new byte[2 + text.length];
    encoded[0] = BERTags.UTC_TIME;
    encoded[1] = (byte) text.length;
    System.arraycopy(text, 0, encoded, 2, text.length);
    return new Time(ASN1Primitive.fromByteArray(encoded));
  }

  /**
   * Reads PEM files.
   *
   * @param certificate one certificate or a chain, the server's own first
   * @param key its private key, unencrypted
   * @throws IOException with a line for the user, if a file is missing, unreadable, of another
   *     content, or the two do not belong together
   */
  public static Identity read(Path certificate, Path key) throws IOException {
    X509Certificate[] chain = readChain(certificate);
    PrivateKey privateKey = readKey(key);
    if (!belongTogether(privateKey, chain[0].getPublicKey())) {
      throw new IOException(
          "the key in " + key + " is not that of the certificate in " + certificate);
    }
    return new Identity(privateKey, chain);
  }

  private static X509Certificate[] readChain(Path file) throws IOException {
    try (var octets = Files.newInputStream(file)) {
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(octets);
      if (certificates.isEmpty()) {
        throw new IOException("no certificate in " + file);
      }
      return certificates.toArray(X509Certificate[]::new);
    } catch (GeneralSecurityException e) {
      throw new IOException("no PEM certificate in " + file, e);
    } catch (java.nio.file.FileSystemException e) {
      throw unreadable("certificate", file, e);
    }
  }

  private static PrivateKey readKey(Path file) throws IOException {
    try (Reader text = Files.newBufferedReader(file)) {
      PEMParser parser = new PEMParser(text);
      for (Object found; (found = parser.readObject()) != null; ) {
        if (found instanceof PEMKeyPair pair) {
          return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
        }
        if (found instanceof PrivateKeyInfo info) {
          return new JcaPEMKeyConverter().getPrivateKey(info);
        }
      }
    } catch (java.nio.file.FileSystemException e) {
      throw unreadable("key", file, e);
    } catch (IOException | RuntimeException e) {
      throw new IOException("no PEM private key in " + file, e);
    }
    throw new IOException("no unencrypted PEM private key in " + file);
  }

  private static IOException unreadable(
      String what, Path file, java.nio.file.FileSystemException cause) {
    String why =
        cause instanceof java.nio.file.NoSuchFileException ? "it does not exist" : "unreadable";
    return new IOException("cannot read the " + what + " " + file + ": " + why, cause);
  }

  /** Signs something with the one and verifies it with the other. */
  private static boolean belongTogether(PrivateKey key, PublicKey certified) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update((byte) 1);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update((byte) 1);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // not even of one algorithm
    }
  }
}
