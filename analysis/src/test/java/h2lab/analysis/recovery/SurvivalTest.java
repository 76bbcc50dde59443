package h2lab.analysis.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import h2lab.analysis.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a recording, whatever ends the server: with real processes under load. */
@Timeout(120)
class SurvivalTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("run.jfr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  @Mishap(
      row = 1,
      what = "SIGTERM, Ctrl-C, its terminal is closed",
      kept = "everything: clients are closed first, then `FILE` is written")
  void signalsKeepEverything(String signal) throws Exception {
    assumeFalse(
        isIgnored(signal), "SIG" + signal + " is ignored here, as in what a shell's & starts");
    try (RecordedServer server = RecordedServer.start("thread", file())) {
      server.serveOnAndOn();
      server.process().signal(signal);
      Ran ran = server.process().ran();
      assertEquals(0, ran.exitCode(), ran.err());
      RecordedServer.assertComplete(file());
      assertFalse(Files.exists(server.repository()), "chunks are left");
    }
  }

  /** Inherited by the servers that are started, who never see such a signal. */
  private static boolean isIgnored(String signal) throws IOException {
    int number = Map.of("HUP", 1, "INT", 2, "TERM", 15).get(signal);
    String mask =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow();
    long ignored = Long.parseUnsignedLong(mask.substring("SigIgn:".length()).strip(), 16);
    return (ignored >> (number - 1) & 1) != 0;
  }

  /** A client of the poll loop needs memory of its own only while it has something under way. */
  @ParameterizedTest
  @CsvSource({"thread, off", "async-custom, jdk"})
  @Mishap(
      row = 2,
      what = "an uncaught error, OutOfMemoryError included, that ends the server",
      kept = "everything until then, in `FILE`")
  void anUncaughtOutOfMemoryErrorKeepsEverything(String method, String tls) throws Exception {
    try (RecordedServer server =
        RecordedServer.start(method, tls, file(), "-XX:MaxDirectMemorySize=512k")) {
      assertEquals(0, server.serve(300).exitCode());
      assertNotEquals(0, server.serveTooMany(40).exitCode());
      Ran ran = server.process().ran();
      assertEquals(1, ran.exitCode());
      assertTrue(ran.err().contains("OutOfMemoryError: Cannot reserve"), ran.err());
      assertTrue(RecordedServer.requestsWithoutGap(file()) >= 300);
      assertFalse(Files.exists(server.repository()), "chunks are left");
    }
  }

  @Test
  @Mishap(
      row = 3,
      what = "`kill -9`, the kernel's out-of-memory killer",
      kept =
          "all but what was recorded since the last flush, JFR's own of each second: `h2lab recover"
              + " FILE`")
  void killedServersAreRecoveredUpToTheLastFlush() throws Exception {
    try (RecordedServer server = RecordedServer.start("thread", file())) {
      assertEquals(0, server.serve(3_000).exitCode());
      server.awaitFlush();
      server.serveOnAndOn();
      server.process().signal("KILL");
      assertEquals(137, server.process().ran().exitCode());
      assertFalse(Files.exists(file()));

      Ran recovered = Ran.of(new RecoverCommand(), file());
      assertEquals(0, recovered.exitCode(), recovered.err());
      assertTrue(recovered.out().startsWith(file() + ": "), recovered.out());
      assertTrue(recovered.out().contains(" s of them lost"), recovered.out());
      assertTrue(RecordedServer.requestsWithoutGap(file()) >= 3_000);
      assertTrue(Files.exists(server.repository()), "recover leaves what it reads");
    }
  }

  @Test
  void aNewServerTellsOfAnEarlierRecordingAndLeavesItsChunks() throws Exception {
    try (RecordedServer first = RecordedServer.start("thread", file())) {
      assertEquals(0, first.serve(300).exitCode());
      first.awaitFlush();
      first.process().signal("KILL");
      first.process().ran();
    }
    try (RecordedServer second = RecordedServer.start("thread", file())) {
      second.process().terminate();
      Ran ran = second.process().ran();
      assertTrue(ran.err().contains("h2lab: an earlier recording was not written; h2lab recover "));
      Ran recovered = Ran.of(new RecoverCommand(), second.repository());
      assertEquals(0, recovered.exitCode(), recovered.err());
      assertTrue(recovered.out().startsWith(folder.resolve("run-recovered.jfr") + ": "));
      assertEquals(300, RecordedServer.requestsWithoutGap(folder.resolve("run-recovered.jfr")));
    }
  }

  @Test
  @Mishap(
      row = 4,
      what = "the JVM crashes (SIGSEGV)",
      kept = "as after `kill -9` or more: JFR tries to finish the last chunk")
  void crashedServersAreRecovered() throws Exception {
    try (RecordedServer server =
        RecordedServer.start(
            "thread",
            file(),
            "-XX:ErrorFile=" + folder.resolve("hs_err.log"),
            "-XX:-CreateCoredumpOnCrash")) {
      assertEquals(0, server.serve(3_000).exitCode());
      server.awaitFlush();
      server.process().signal("SEGV");
      assertNotEquals(0, server.process().ran().exitCode());

      Ran recovered = Ran.of(new RecoverCommand(), file());
      assertEquals(0, recovered.exitCode(), recovered.err());
      assertEquals(3_000, RecordedServer.requestsWithoutGap(file()));
    }
  }

  @Test
  @Mishap(
      row = 7,
      what = "`FILE` cannot be written in the end",
      kept = "everything: exit code 3, and `h2lab recover FILE` when it can")
  void aRecordingThatCannotBeWrittenStaysInItsChunks() throws Exception {
    try (RecordedServer server = RecordedServer.start("thread", file())) {
      assertEquals(0, server.serve(300).exitCode());
      Path inTheWay = folder.resolve("run.jfr.part");
      Files.createDirectories(inTheWay.resolve("full"));
      server.process().terminate();
      Ran ran = server.process().ran();
      assertEquals(3, ran.exitCode());
      assertTrue(ran.err().startsWith("h2lab: cannot write " + file() + ": "), ran.err());
      assertTrue(ran.err().contains("h2lab recover " + server.repository()), ran.err());

      assertEquals(0, Ran.of(new RecoverCommand(), file()).exitCode());
      RecordedServer.assertComplete(file());
    }
  }

  @Test
  @Mishap(
      row = 8,
      what = "more is recorded than the 250 MB that JFR keeps by default",
      kept = "everything: the recording has no limit but the disk")
  void recordingsBeyondTheDefaultLimitKeepTheirBegin() throws Exception {
    try (RecordedServer server = RecordedServer.start("thread", file())) {
      server.serveOnAndOn();
      server.awaitRecorded(260_000_000);
      server.process().terminate();
      assertEquals(0, server.process().ran().exitCode());
      assertTrue(Files.size(file()) > 260_000_000, "size " + Files.size(file()));
      RecordedServer.assertComplete(file());
    }
  }
}
