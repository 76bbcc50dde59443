package h2lab.server.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import h2lab.server.Tls;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates made and read, and what the user is told of files that do not serve. */
class CertificatesTest {
  @TempDir private Path folder;

  private static String pkcs8(PrivateKey key, OutputEncryptor encryptor) throws Exception {
    return Pem.of(new JcaPKCS8Generator(key, encryptor).generate());
  }

  /** PKCS#1 for RSA; for EC, SEC1 with the curve before it and in it, as OpenSSL writes it. */
  private static String traditional(PrivateKey key) throws IOException {
    if (!(key instanceof java.security.interfaces.ECPrivateKey ec)) {
      return Pem.of(key);
    }
    var curve = SECObjectIdentifiers.secp256r1;
    byte[] sec1 = new ECPrivateKey(256, ec.getS(), curve).getEncoded();
    String text =
        Pem.of(
            new PemObject("EC PARAMETERS", curve.getEncoded()),
            new PemObject("EC PRIVATE KEY", sec1));
    assertTrue(text.contains("BEGIN EC PARAMETERS"), text);
    return text;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static X509Certificate certificate(KeyPair keys) throws Exception {
    return Engines.certificate("localhost", keys, "localhost", keys.getPrivate());
  }

  private static String refusal(Path certificate, Path key) {
    return assertThrows(IOException.class, () -> Certificates.read(certificate, key)).getMessage();
  }

  @Test
  void everyEngineMakesACertificateForThisHostOnP256() throws Exception {
    for (Tls tls : Engines.all().toList()) {
      try (TlsContext context = TlsContext.create(tls);
          Link link = Link.to(context, client -> {}).handshake()) {
        var shown = link.client.getSession().getPeerCertificates();
        assertEquals(1, shown.length, tls.label());
        checkOwn((X509Certificate) shown[0]);
      }
    }
  }

  private static void checkOwn(X509Certificate made) throws Exception {
    assertEquals(
        List.of(List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1")),
        made.getSubjectAlternativeNames().stream().map(name -> (List<?>) name).toList());
    assertEquals("O=h2lab,CN=localhost", made.getSubjectX500Principal().getName());
    assertEquals(made.getSubjectX500Principal(), made.getIssuerX500Principal());
    assertEquals(3, made.getVersion());
    ECPublicKey key = (ECPublicKey) made.getPublicKey();
    assertTrue(key.getParams().toString().contains("secp256r1"), key.getParams().toString());
    assertEquals(-1, made.getBasicConstraints(), "no authority");
    assertTrue(made.getCriticalExtensionOIDs().contains("2.5.29.19"));
    made.checkValidity();
    made.verify(made.getPublicKey());
    assertTrue(
        Duration.between(made.getNotBefore().toInstant(), made.getNotAfter().toInstant())
                .compareTo(Duration.ofDays(31))
            < 0);
  }

  @Test
  void noTwoCertificatesHaveOneSerialNumber() {
    assertNotEquals(
        Certificates.selfSigned().chain()[0].getSerialNumber(),
        Certificates.selfSigned().chain()[0].getSerialNumber());
  }

  @Test
  void readsKeysOfEveryPemFormAndServesWithThem() throws Exception {
    for (KeyPair keys : List.of(Engines.ecKeys(), Engines.rsaKeys())) {
      Path certificate = file("cert.pem", Pem.of(certificate(keys)));
      serve(Certificates.read(certificate, file("key.pem", traditional(keys.getPrivate()))));
      serve(Certificates.read(certificate, file("key8.pem", pkcs8(keys.getPrivate(), null))));
    }
  }

  @Test
  void showsTheWholeChain() throws Exception {
    KeyPair authority = Engines.ecKeys();
    KeyPair keys = Engines.rsaKeys();
    X509Certificate[] chain = {
      Engines.certificate("localhost", keys, "authority", authority.getPrivate()),
      Engines.certificate("authority", authority, "authority", authority.getPrivate())
    };
    Path certificates = file("chain.pem", Pem.of((Object[]) chain));
    Certificates.Identity read =
        Certificates.read(certificates, file("key.pem", traditional(keys.getPrivate())));
    assertArrayEquals(chain, read.chain());
    serve(read);
  }

  /** Every engine shows it to a client. */
  private static void serve(Certificates.Identity identity) throws Exception {
    for (Tls tls : Engines.all().toList()) {
      try (TlsContext context = TlsContext.create(tls, identity);
          Link link = Link.to(context, client -> {}).handshake()) {
        assertArrayEquals(
            identity.chain(), link.client.getSession().getPeerCertificates(), tls.label());
      }
    }
  }

  @Test
  void saysWhichFileIsMissing() throws Exception {
    KeyPair keys = Engines.ecKeys();
    Path there = file("cert.pem", Pem.of(certificate(keys)));
    Path missing = folder.resolve("nowhere.pem");
    assertEquals(
        "cannot read the certificate " + missing + ": it does not exist", refusal(missing, there));
    assertEquals("cannot read the key " + missing + ": it does not exist", refusal(there, missing));
  }

  @Test
  void saysWhichFileIsUnreadable() throws Exception {
    Path locked = file("locked.pem", "secret");
    assumeFalse(locked.toFile().setReadable(false) && Files.isReadable(locked), "by root all are");
    assertEquals("cannot read the certificate " + locked + ": unreadable", refusal(locked, locked));
  }

  @Test
  void saysThatAFolderIsNoFile() throws Exception {
    Path certificate = file("cert.pem", Pem.of(certificate(Engines.ecKeys())));
    assertTrue(refusal(folder, folder).contains(folder.toString()));
    assertTrue(refusal(certificate, folder).contains(folder.toString()));
  }

  @Test
  void refusesFilesThatAreNotPem() throws Exception {
    Path certificate = file("cert.pem", Pem.of(certificate(Engines.ecKeys())));
    Path text = file("text", "this is no certificate");
    Path empty = file("empty", "");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {-1, -2, 0, 77});
    assertEquals("no PEM certificate in " + text, refusal(text, text));
    assertEquals("no certificate in " + empty, refusal(empty, empty));
    assertEquals("no PEM certificate in " + binary, refusal(binary, binary));
    assertEquals("no unencrypted PEM private key in " + text, refusal(certificate, text));
    assertEquals("no unencrypted PEM private key in " + empty, refusal(certificate, empty));
    assertTrue(refusal(certificate, binary).endsWith("private key in " + binary));
    assertEquals(
        "no unencrypted PEM private key in " + certificate, refusal(certificate, certificate));
  }

  @Test
  void refusesACutOffKey() throws Exception {
    KeyPair keys = Engines.rsaKeys();
    Path certificate = file("cert.pem", Pem.of(certificate(keys)));
    String whole = Pem.of(keys.getPrivate());
    Path cut = file("cut.pem", whole.substring(0, whole.length() / 2));
    assertTrue(refusal(certificate, cut).endsWith("private key in " + cut));
  }

  @Test
  void refusesAKeyOfAnotherCertificate() throws Exception {
    Path certificate = file("cert.pem", Pem.of(certificate(Engines.ecKeys())));
    Path ec = file("ec.pem", traditional(Engines.ecKeys().getPrivate()));
    Path rsa = file("rsa.pem", traditional(Engines.rsaKeys().getPrivate()));
    for (Path key : List.of(ec, rsa)) {
      assertEquals(
          "the key in " + key + " is not that of the certificate in " + certificate,
          refusal(certificate, key));
    }
  }

  @Test
  void refusesEncryptedKeys() throws Exception {
    KeyPair keys = Engines.rsaKeys();
    Path certificate = file("cert.pem", Pem.of(certificate(keys)));
    var encryptor =
        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
            .setProvider(new BouncyCastleProvider())
            .setPassword("secret".toCharArray())
            .build();
    Path pkcs8 = file("pkcs8.pem", pkcs8(keys.getPrivate(), encryptor));
    assertEquals("no unencrypted PEM private key in " + pkcs8, refusal(certificate, pkcs8));
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(
          keys.getPrivate(),
          new JcePEMEncryptorBuilder("AES-128-CBC")
              .setProvider(new BouncyCastleProvider())
              .build("s".toCharArray()));
    }
    Path pkcs1 = file("pkcs1.pem", text.toString());
    assertEquals("no unencrypted PEM private key in " + pkcs1, refusal(certificate, pkcs1));
  }
}
