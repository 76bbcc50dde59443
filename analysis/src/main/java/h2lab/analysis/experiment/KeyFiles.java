package h2lab.analysis.experiment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A self-signed certificate for localhost and its key, ECDSA on P-256 like our servers' own, in the
 * forms that other servers take. Made by the JDK's keytool, so that nothing else is needed.
 *
 * @param keyStore PKCS #12
 * @param certificate PEM
 * @param key PEM, PKCS #8
 */
record KeyFiles(byte[] keyStore, String certificate, String key) {
  /** Of the key store and the key in it. */
  static final String PASSWORD = "h2lab-peers";

  /** Of the key in the key store. */
  static final String ALIAS = "h2lab";

  /** Makes a new pair, which takes half a second. */
  static KeyFiles make() throws IOException {
    Path folder = Files.createTempDirectory("h2lab-keys");
    Path file = folder.resolve("keys.p12");
    try {
      Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
      String command =
          "-genkeypair -storetype PKCS12 -keyalg EC -groupname secp256r1 -dname CN=localhost"
              + " -ext san=dns:localhost,ip:127.0.0.1,ip:::1 -validity 30 -alias %s -storepass %s"
                  .formatted(ALIAS, PASSWORD);
      var words = new java.util.ArrayList<>(java.util.List.of(keytool.toString()));
      words.addAll(java.util.List.of(command.split(" ")));
      words.addAll(java.util.List.of("-keystore", file.toString()));
      Environment.output(folder, words.toArray(String[]::new));
      if (!Files.exists(file)) {
        throw new EnvironmentException("the JDK's keytool made no certificate");
      }
      return read(Files.readAllBytes(file));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static KeyFiles read(byte[] octets) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(octets), PASSWORD.toCharArray());
      return new KeyFiles(
          octets,
          pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()),
          pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new EnvironmentException("the JDK's keytool made no usable certificate", e);
    }
  }

  private static String pem(String label, byte[] der) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
  }

  /** Writes all forms into a folder and says where they are. */
  void writeTo(Path folder, Placeholders words) throws IOException {
    Path store = Files.write(folder.resolve("keys.p12"), keyStore);
    Path cert = Files.writeString(folder.resolve("cert.pem"), certificate);
    Path privateKey = Files.writeString(folder.resolve("key.pem"), key);
    words.with("keystore", store).with("password", PASSWORD);
    words.with("cert", cert).with("key", privateKey);
  }
}
