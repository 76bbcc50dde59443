package h2lab.analysis.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.Ran;
import h2lab.analysis.recording.RecordedLoop;
import h2lab.tracing.ActionEvent;
import h2lab.tracing.ClientTrace;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandTest {
  @TempDir Path folder;

  private Path record(String name, int rounds) throws Exception {
    return RecordedLoop.record(
        folder.resolve(name), () -> RecordedLoop.converse(RecordedLoop.accept(), rounds));
  }

  /** Runs a query, whose answer goes to the standard output of the process. */
  private static Ran query(Object... arguments) {
    PrintStream usual = System.out;
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(octets, true, StandardCharsets.UTF_8));
      Ran ran = Ran.of(new QueryCommand(), arguments);
      return new Ran(ran.exitCode(), octets.toString(StandardCharsets.UTF_8), ran.err());
    } finally {
      System.setOut(usual);
    }
  }

  @Test
  void answersAsATable() throws Exception {
    assertEquals(
        new Ran(
            0,
            """
            action          steps
            --------------  -----
            DECRYPT             5
            ENCRYPT             5
            PROCESS_FRAMES      5
            READ_PORT           5
            WAIT                5
            WRITE_PORT          5
            """,
            ""),
        query(
            record("run.jfr", 5),
            "select action, count(*) steps from actions group by all order by 1"));
  }

  @Test
  void answersAsCsvAndJson() throws Exception {
    Path run = record("run.jfr", 3);
    String sql =
        "select point, sum(octets) as octets, null as nothing from bytes group by 1 order by 1";

    assertEquals(
        "point,octets,nothing\n\"1 peer in\",900,\n\"6 peer out\",1500,\n",
        query(run, sql, "--format", "csv").out());
    assertEquals(
        """
        [
        {"point":"1 peer in","octets":900,"nothing":null},
        {"point":"6 peer out","octets":1500,"nothing":null}]
        """,
        query(run, sql, "--format", "json").out());
  }

  @Test
  void asksSeveralRecordingsByNameAndLevels() throws Exception {
    Path first = record("first.jfr", 2);
    Path second = record("second.jfr", 4);
    String sql =
        "select recording, method, in_flight, count(*) n from actions group by all order by 1";

    assertEquals(
        """
        recording,method,in_flight,n
        first.jfr,async-custom,10,12
        second.jfr,async-custom,10,24
        """,
        query(first, second, sql, "--format", "csv").out());
  }

  @Test
  void tellsRecordingsOfTheSameNameApart() throws Exception {
    Path one = record("run.jfr", 1);
    Path other = Files.createDirectory(folder.resolve("other")).resolve("run.jfr");
    Files.copy(one, other);

    assertEquals(
        one + "\n" + other + "\n",
        query(
                one,
                other,
                "select recording from trials order by length(recording)",
                "--format",
                "csv")
            .out()
            .replaceFirst("recording\n", "")
            .replace("\"", ""));
  }

  @Test
  void joinsEveryTable() throws Exception {
    Path run =
        RecordedLoop.record(
            folder.resolve("run.jfr"),
            () -> {
              RecordedLoop.converse(RecordedLoop.accept(), 2);
              ClientTrace.refused(9, "no place");
            });
    String sql =
        "select c.state, c.steps, (select count(*) from states s where s.client = c.client) states,"
            + " (select sum(count) from frames f where f.client = c.client) frames,"
            + " (select count(*) from queue) queue,"
            + " accepted_at is not null accepted, host from clients c, trials order by steps";

    assertEquals(
        """
        state,steps,states,frames,queue,accepted,host
        REFUSED,0,1,,0,true,"Test processor, 2 cores, Test OS 1.0"
        CLOSED,12,4,20,0,true,"Test processor, 2 cores, Test OS 1.0"
        """,
        query(run, sql, "--format", "csv").out());
  }

  @Test
  void refusesAStatementItDoesNotUnderstandByOneLine() throws Exception {
    Path run = record("run.jfr", 1);
    for (String sql : new String[] {"selekt", "select nothing from actions", ""}) {
      Ran ran = query(run, sql);
      assertEquals(2, ran.exitCode(), sql);
      assertTrue(ran.complainedInOneLine(), ran.err());
      assertEquals("", ran.out());
    }
    assertEquals(2, query(run, run).exitCode());
    assertEquals(3, query(folder.resolve("none.jfr"), "select 1").exitCode());
  }

  @Test
  void warnsOfLostEvents() throws Exception {
    Path run =
        RecordedLoop.record(
            folder.resolve("lost.jfr"),
            () -> {
              ActionEvent event = new ActionEvent();
              event.clientId = 4_000_000;
              event.step = 2;
              event.commit();
              event.step = 5;
              event.commit();
            });
    Ran ran = query(run, "select count(*) from actions");

    assertEquals(0, ran.exitCode());
    assertTrue(ran.err().contains("warning: lost.jfr: lost events: 2 steps"), ran.err());
  }
}
