package h2lab.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.tracing.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording that somebody else starts, when the server has long served without one. */
@Timeout(120)
class AttachedRecordingTest {
  @TempDir Path folder;

  private static void load(String url) throws Exception {
    try (H2labProcess load = H2labProcess.start("load", url, "-c", 2, "-m", 5, "-n", 500)) {
      assertEquals(0, load.ran().exitCode());
    }
  }

  /** The diagnostic command of the JDK that runs the tests, on a process. */
  private static void command(H2labProcess process, String... words) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(process.pid()));
    command.addAll(List.of(words));
    Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(jcmd.getInputStream().readAllBytes());
    assertEquals(0, jcmd.waitFor(), said);
  }

  @Test
  void hasAllThatOurOwnHas() throws Exception {
    Path file = folder.resolve("attached.jfr");
    Path settings = folder.resolve("full.jfc");
    try (var octets = Level.class.getResourceAsStream("full.jfc")) {
      Files.copy(octets, settings);
    }
    try (H2labProcess server = H2labProcess.start("serve", "async-custom")) {
      String url = server.url();
      load(url);
      command(server, "JFR.start", "name=attached", "settings=" + settings);
      load(url);
      command(server, "JFR.stop", "name=attached", "filename=" + file);
      server.terminate();
      assertEquals(0, server.ran().exitCode());
    }
    Set<String> types =
        RecordingFile.readAllEvents(file).stream()
            .map(event -> event.getEventType().getName())
            .collect(Collectors.toSet());
    for (String type :
        Set.of(
            "Fact", "ActionRow", "ClientState", "Action", "BytesRead", "BytesWritten", "Frames")) {
      assertTrue(types.contains("h2lab." + type), type + " in " + types);
    }
  }
}
