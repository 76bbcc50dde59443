package h2lab.analysis.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.tracing.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds, it is read or refused in one line that names it. */
class BadFilesTest {
  @TempDir Path folder;

  private String refusal(Path file) {
    String message = assertThrows(RecordingFault.class, () -> Recording.open(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    assertFalse(message.contains("\n"), message);
    return message.substring(file.toString().length() + 1);
  }

  private Path file(byte[] content) throws Exception {
    return Files.write(folder.resolve("bad.jfr"), content);
  }

  @Test
  void refusesWhatIsMissingAFolderOrEmpty() throws Exception {
    assertEquals("does not exist", refusal(folder.resolve("nowhere.jfr")));
    assertEquals("is not a file", refusal(folder));
    assertTrue(refusal(file(new byte[0])).startsWith("is empty"));
  }

  @Test
  void refusesWhatIsNoRecording() throws Exception {
    assertEquals("is not a flight recording", refusal(file("Hello".getBytes())));
  }

  @Test
  void refusesRandomOctets() throws Exception {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      byte[] octets = new byte[random.nextInt(1, 4000)];
      random.nextBytes(octets);
      if (round % 2 == 0) {
        System.arraycopy(
            new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 1}, 0, octets, 0, Math.min(8, octets.length));
      }
      refusal(file(octets));
    }
  }

  @Test
  void refusesARecordingOfOthers() throws Exception {
    Path file = folder.resolve("foreign.jfr");
    try (var recording = new jdk.jfr.Recording()) {
      recording.enable("jdk.JVMInformation");
      recording.start();
      recording.dump(file);
    }

    String refusal = refusal(file);
    assertTrue(refusal.startsWith("holds no h2lab events, "), refusal);
  }

  @Test
  void refusesARecordingCutAnywhere() throws Exception {
    byte[] whole = Files.readAllBytes(RecordedLoop.twoClients(folder.resolve("whole.jfr")));
    for (int octets = 1; octets < whole.length; octets += octets < 100 ? 1 : 211) {
      String refusal = refusal(file(Arrays.copyOf(whole, octets)));
      assertTrue(refusal.matches("is damaged or truncated: \\d+ events read, then: .+"), refusal);
    }
  }

  @Test
  void saysHowMuchCouldBeReadBeforeTheFault() throws Exception {
    Path first = RecordedLoop.twoClients(folder.resolve("first.jfr"));
    Path second = RecordedLoop.twoClients(folder.resolve("second.jfr"));
    long events = Recording.open(first).events();
    byte[] both = Arrays.copyOf(Files.readAllBytes(first), (int) (Files.size(first) + 1000));
    System.arraycopy(Files.readAllBytes(second), 0, both, (int) Files.size(first), 1000);

    String refusal = refusal(file(both));
    // The JDK's reader reads one event ahead, so it fails before it hands over the last one.
    assertTrue(refusal.contains(": " + (events - 1) + " events read, "), refusal);
  }

  @Test
  void readsOrRefusesARecordingWithFlippedOctets() throws Exception {
    byte[] whole = Files.readAllBytes(RecordedLoop.twoClients(folder.resolve("whole.jfr")));
    Random random = new Random(2);
    for (int round = 0; round < 300; round++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(68, whole.length)] ^= (byte) random.nextInt(1, 256);
      Path file = file(flipped);
      try {
        Recording.open(file).forEach(row -> {});
      } catch (RecordingFault fault) {
        assertFalse(fault.getMessage().contains("\n"), fault.getMessage());
      }
    }
  }

  @Test
  void refusesEventsOfThoseNamesWithOtherFields() throws Exception {
    Path file =
        RecordedLoop.recordOnly(
            Level.FULL, folder.resolve("other.jfr"), () -> new OtherAction().commit());

    String refusal = refusal(file);
    assertTrue(
        refusal.startsWith("is damaged or of another version of h2lab: h2lab.Action"), refusal);
  }

  @jdk.jfr.Name("h2lab.ActionRow")
  static final class OtherAction extends jdk.jfr.Event {
    String other = "";
  }
}
