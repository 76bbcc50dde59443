package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descriptions, command lines, placeholders, ports and keys. */
class TargetDescriptionTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z]+}");

  @TempDir Path folder;

  @Test
  void everyDescriptionIsCompleteWithAndWithoutTls() throws Exception {
    KeyFiles keys = KeyFiles.make();
    assertEquals(10, TargetCatalog.shipped().size());
    for (Target target : TargetCatalog.shipped()) {
      assertFalse(target.title().isBlank() || target.install().isBlank(), target.name());
      assertFalse(target.programs().isEmpty() && target.maven().isEmpty(), target.name());
      for (String tls : List.of("off", "jdk")) {
        assertTrue(target.speaks(tls), target.name());
        for (String user : List.of("root", "somebody")) {
          assertComplete(target, tls, new TargetFiles(keys, 3, user));
        }
      }
    }
  }

  private void assertComplete(Target target, String tls, TargetFiles files) throws Exception {
    Path place = folder.resolve(target.name() + tls + files.user());
    List<String> texts = new ArrayList<>(files.write(target, "/a.jar", tls, 20042, place));
    for (String file : target.files()) {
      texts.add(Files.readString(place.resolve(file)));
    }
    String all = String.join("\n", texts);
    assertFalse(PLACEHOLDER.matcher(all).find(), all);
    assertTrue(all.contains("20042"), all);
    assertTrue(all.contains("Hello World"), all);
    boolean identity =
        all.contains(place.resolve("cert.pem").toString())
            || all.contains(place.resolve("keys.p12").toString());
    assertTrue(identity || tls.equals("off"), all);
  }

  /** h2o wants to change to the user it is told, which fails for everybody but root. */
  @Test
  void rootAloneTellsH2oAsWhomToRun() throws Exception {
    assertEquals(List.of("user: \"root\""), usersInConfiguration("h2o", "root"));
    assertEquals(List.of(), usersInConfiguration("h2o", "somebody"));
  }

  private List<String> usersInConfiguration(String name, String user) throws Exception {
    Target target =
        TargetCatalog.shipped().stream().filter(t -> t.name().equals(name)).findFirst().get();
    Path place = folder.resolve(user);
    new TargetFiles(KeyFiles.make(), 1, user).write(target, "", "off", 20042, place);
    return Files.readAllLines(place.resolve(name + ".conf")).stream()
        .filter(line -> line.contains("user"))
        .toList();
  }

  @Test
  void everyLevelOfPeersIsAMethod() throws Exception {
    Experiment peers = ExperimentCatalog.shipped().named("peers");
    List<String> methods = peers.levelsOf("method");
    TargetCatalog.shipped().forEach(t -> assertTrue(methods.contains(t.name()), t.name()));
    assertEquals(2 * 4 * methods.size(), peers.combinations().size());
    Experiment five = peers.with(new Factor("clients", List.of("5")));
    assertEquals(2 * 3 * methods.size(), five.combinations().size(), "no longer limited");
  }

  @Test
  void commandLinesAreSplitAtSpacesOutsideOfQuotes() {
    assertEquals(
        List.of("a", "b c", "-x=d e", "", "f'g"),
        CommandText.words(" a 'b c'  -x=\"d e\" '' \"f'g\" "));
    for (String wrong : List.of("", "  ", "a 'b", "a \"b c")) {
      assertThrows(UsageException.class, () -> CommandText.words(wrong), wrong);
    }
  }

  @Test
  void placeholdersAreFilledInAndOtherBracesStay() {
    Placeholders words =
        new Placeholders()
            .with("port", 7)
            .with("java", List.of("j", "-Xmx1g"))
            .with(Map.of("listen", List.of("a:{port}", "b"), "none", List.of()));
    assertEquals(
        List.of("j", "-Xmx1g", "p=7", "a:7", "b", "{x} {y1}"),
        words.command(List.of("{java}", "p={port}", "{listen}", "{none}", "{x} {y1}")));
    assertEquals("{ a:7\nb; }", words.text("{ {listen}; }"));
  }

  @Test
  void targetSpeaksWhatItsUrlOrItsCommandTell() {
    assertSpeaks(true, false, target("http://a:1/", null));
    assertSpeaks(false, true, target("https://a:1/", null));
    assertSpeaks(true, false, target(null, "s {port}"));
    assertSpeaks(false, true, target(null, "s {port} {cert} {key}"));
    assertSpeaks(true, true, target(null, "s {port} {tls} {keystore}"));
    assertSpeaks(false, true, target("https://localhost:{port}/x", "s {port}"));
    assertEquals("http://127.0.0.1:9/", target(null, "s {port}").url("off", 9).toString());
    assertEquals("https://127.0.0.1:9/", target(null, "s {tls}").url("jdk", 9).toString());
  }

  private static void assertSpeaks(boolean cleartext, boolean tls, Target target) {
    assertEquals(cleartext, target.speaks("off"), target::toString);
    assertEquals(tls, target.speaks("jdk"), target::toString);
  }

  private static Target target(String url, String command) {
    return Target.given(
            url == null ? Map.of() : Map.of("x", url),
            command == null ? Map.of() : Map.of("x", command))
        .getFirst();
  }

  @Test
  void leasedPortsAreDistinctAndComeBack() throws Exception {
    Set<Integer> ports = new HashSet<>();
    List<PortLease> leases = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      PortLease lease = PortLease.take();
      leases.add(lease);
      assertTrue(ports.add(lease.port()), "given twice");
    }
    for (PortLease lease : leases) {
      lease.close();
      new java.net.ServerSocket(lease.port()).close();
    }
  }

  @Test
  void keyFilesBelongTogether() throws Exception {
    KeyFiles keys = KeyFiles.make();
    var certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new java.io.ByteArrayInputStream(keys.certificate().getBytes("US-ASCII")));
    String base64 = keys.key().replaceAll("-----[A-Z ]+-----|\n", "");
    var key =
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    var signature = java.security.Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(new byte[9]);
    byte[] signed = signature.sign();
    signature.initVerify(certificate);
    signature.update(new byte[9]);
    assertTrue(signature.verify(signed));
  }
}
