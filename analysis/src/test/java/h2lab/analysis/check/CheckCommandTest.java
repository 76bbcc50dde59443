package h2lab.analysis.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.Ran;
import h2lab.analysis.recording.RecordedLoop;
import h2lab.tracing.ActionEvent;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  @TempDir Path folder;
  private Path golden;

  @BeforeEach
  void nameGolden() {
    golden = folder.resolve("golden.txt");
  }

  private Path record(String... steps) throws Exception {
    return RecordedLoop.record(
        folder.resolve("run.jfr"),
        () -> {
          ClientTrace trace = RecordedLoop.accept();
          RecordedLoop.select(trace, steps);
          trace.state(ClientLife.CLOSED, "");
        });
  }

  private Ran check(Path recording) {
    return Ran.of(new CheckCommand(), recording, "--golden", golden);
  }

  private Ran update(Path recording) {
    return Ran.of(new CheckCommand(), recording, "--golden", golden, "--update");
  }

  @Test
  void failsWithoutAGoldenAndPassesOnceItIsWritten() throws Exception {
    Path recording = record("1:READ_PORT", "P:PROCESS_FRAMES", "46:WAIT");

    Ran missing = check(recording);
    assertEquals(1, missing.exitCode());
    assertTrue(missing.complainedInOneLine(), missing.err());
    assertTrue(missing.err().contains("--update"), missing.err());

    Ran written = update(recording);
    assertEquals(0, written.exitCode());
    assertTrue(written.out().endsWith(golden + " written: clients 1, steps 3\n"), written.out());

    Ran passed = check(recording);
    assertEquals(0, passed.exitCode());
    assertTrue(passed.out().endsWith("golden.txt: clients 1, steps 3" + System.lineSeparator()));
    assertTrue(update(recording).out().contains("is up to date"));
  }

  @Test
  void doesNotDependOnTheClientIdsOfTheProcess() throws Exception {
    Path first = RecordedLoop.twoClients(folder.resolve("first.jfr"));
    update(first);
    RecordedLoop.accept().state(ClientLife.CLOSED, "");
    Path second = RecordedLoop.twoClients(folder.resolve("second.jfr"));

    assertEquals(0, check(second).exitCode());
    assertTrue(Files.readString(golden).contains("\n       2      1  "));
  }

  @Test
  void ignoresClientsThatNeverTookAStep() throws Exception {
    update(record("1:READ_PORT"));
    Path recording =
        RecordedLoop.record(
            folder.resolve("refused.jfr"),
            () -> {
              ClientTrace.refused(1, "no place");
              ClientTrace trace = RecordedLoop.accept();
              RecordedLoop.select(trace, "1:READ_PORT");
              trace.state(ClientLife.CLOSED, "");
            });

    assertEquals(0, check(recording).exitCode());
  }

  @Test
  void showsTheFirstDifferenceWithContextAndNames() throws Exception {
    update(record("1:READ_PORT", "13:DECRYPT", "1P:PROCESS_FRAMES", "U4:ENCRYPT", "46:WAIT"));
    Ran ran =
        check(record("1:READ_PORT", "13:DECRYPT", "1P:PROCESS_FRAMES", "E6:WRITE_PORT", "46:WAIT"));

    assertEquals(1, ran.exitCode());
    assertTrue(ran.complainedInOneLine(), ran.err());
    assertTrue(ran.err().contains("client 1 differs at step 4"), ran.err());
    assertEquals(
        """
        not validated: %s has no action table that tells what actions change
        client 1 differs at step 4

            step  golden              recording
               1  1   READ_PORT       1   READ_PORT
               2  13  DECRYPT         13  DECRYPT
               3  1P  PROCESS_FRAMES  1P  PROCESS_FRAMES
        >      4  U4  ENCRYPT         E6  WRITE_PORT
               5  46  WAIT            46  WAIT

        facts at step 4
          both             -
          golden only      U HAS_DATA_TO_ENCRYPT, 4 CAN_WRITE_TLS
          recording only   E HAS_DATA_TO_WRITE, 6 CAN_WRITE
        """
            .formatted(folder.resolve("run.jfr")),
        ran.out().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void updateSaysWhatChanged() throws Exception {
    update(record("1:READ_PORT", "46:WAIT"));
    Path changed = record("1:READ_PORT", "1:READ_PORT", "46:WAIT");
    Ran ran = update(changed);

    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().contains("updated: clients 1, steps 3, before clients 1, steps 2"));
    assertTrue(ran.out().contains("client 1 differs at step 2"), ran.out());
    assertEquals(0, check(changed).exitCode());
  }

  @Test
  void updateMakesTheFolderOfTheGolden() throws Exception {
    golden = folder.resolve("method/tls/golden.txt");
    Path recording = record("1:READ_PORT");

    assertEquals(0, update(recording).exitCode());
    assertEquals(0, check(recording).exitCode());
  }

  @Test
  void doesNotOverwriteWhatIsNoGolden() throws Exception {
    Files.writeString(golden, "# Notes\n");
    Ran ran = update(record("1:READ_PORT"));

    assertEquals(3, ran.exitCode());
    assertTrue(ran.complainedInOneLine(), ran.err());
    assertTrue(ran.err().contains("line 1 "), ran.err());
    assertEquals("# Notes\n", Files.readString(golden));
  }

  @Test
  void failsOnARecordingWithGaps() throws Exception {
    update(record("1:READ_PORT"));
    String before = Files.readString(golden);
    Path gaps =
        RecordedLoop.record(
            folder.resolve("gaps.jfr"),
            () -> {
              ActionEvent event = new ActionEvent();
              event.clientId = 4_000_000;
              event.step = 1;
              event.commit();
              event.step = 3;
              event.commit();
            });

    for (Ran ran : new Ran[] {check(gaps), update(gaps)}) {
      assertEquals(1, ran.exitCode());
      assertTrue(ran.complainedInOneLine(), ran.err());
      assertTrue(ran.err().contains("lost events: 1 steps"), ran.err());
    }
    assertEquals(before, Files.readString(golden));
  }

  @Test
  void refusesARecordingWithoutActions() throws Exception {
    Path file = folder.resolve("bytes.jfr");
    Ran ran =
        update(
            RecordedLoop.record(
                Level.BYTES, file, () -> RecordedLoop.converse(RecordedLoop.accept(), 1)));

    assertEquals(3, ran.exitCode());
    assertTrue(ran.complainedInOneLine(), ran.err());
    assertFalse(Files.exists(golden));
  }

  @Test
  void refusesAFileThatIsNoRecording() throws Exception {
    Ran ran = check(Files.writeString(folder.resolve("x.jfr"), "Hello"));

    assertEquals(3, ran.exitCode());
    assertTrue(ran.complainedInOneLine(), ran.err());
  }
}
