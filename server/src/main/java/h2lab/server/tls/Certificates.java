package h2lab.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Where a server's certificate and private key come from. */
public final class Certificates {
  private Certificates() {}

  /** A private key and the certificates for it, the server's own first. */
  public record Identity(PrivateKey key, X509Certificate[] chain) {}

  /** Makes a certificate for localhost, 127.0.0.1 and ::1, ECDSA on P-256, valid for a month. */
  public static Identity selfSigned() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] der =
          SelfSigned.certificate(
              pair.getPublic().getEncoded(),
              octets -> sign(octets, pair.getPrivate(), "SHA256withECDSA"));
      Certificate made =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
      return new Identity(pair.getPrivate(), new X509Certificate[] {(X509Certificate) made});
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make a P-256 certificate", e);
    }
  }

  private static byte[] sign(byte[] octets, PrivateKey key, String algorithm)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(octets);
    return signature.sign();
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
    byte[] octets = {1};
    try {
      byte[] signed = sign(octets, key, algorithm);
      Signature signature = Signature.getInstance(algorithm);
      signature.initVerify(certified);
      signature.update(octets);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // not even of one algorithm
    }
  }
}
