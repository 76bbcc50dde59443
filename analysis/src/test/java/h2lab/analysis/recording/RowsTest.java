package h2lab.analysis.recording;

import static h2lab.analysis.recording.RecordedLoop.facts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.FlowPoint;
import h2lab.tracing.Level;
import h2lab.tracing.QueueDepthEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was emitted is read back, each value under its own name. */
class RowsTest {
  @TempDir Path folder;

  private <R extends ClientRow> List<R> rows(Recording recording, Class<R> type, long clientId)
      throws Exception {
    List<R> rows = new ArrayList<>();
    recording.forEach(
        row -> {
          if (type.isInstance(row) && row.clientId() == clientId) {
            rows.add(type.cast(row));
          }
        });
    return rows;
  }

  private ClientTrace trace;

  private Recording record(RecordedLoop.Happening happening) throws Exception {
    return Recording.open(RecordedLoop.record(folder.resolve("rows.jfr"), happening));
  }

  @Test
  void readsAnAction() throws Exception {
    Recording recording =
        record(
            () -> {
              trace =
                  ClientTrace.accepted(
                      RecordedLoop.VOCABULARY, new RecordedLoop.FixedLevels(11, 22, 33, 4), 5);
              trace.selected(facts("1E6"), RecordedLoop.row("WRITE_PORT"));
              trace.state(ClientLife.CLOSED, "");
            });

    ActionRow row = rows(recording, ActionRow.class, trace.clientId()).getFirst();
    assertEquals(
        new ActionRow(trace.clientId(), 1, row.timeNanos(), "1E6", "WRITE_PORT", 11, 22, 33, 4),
        row);
    assertTrue(row.timeNanos() >= 0, "after the accept");
  }

  @Test
  void readsBytesBothWays() throws Exception {
    Recording recording =
        record(
            () -> {
              trace = RecordedLoop.accept();
              trace.read(FlowPoint.PEER_IN, 17);
              RecordedLoop.select(trace, "1:READ_PORT");
              trace.written(FlowPoint.PEER_OUT, 19);
              trace.state(ClientLife.CLOSED, "");
            });

    List<BytesRow> rows = rows(recording, BytesRow.class, trace.clientId());
    assertEquals(2, rows.size());
    BytesRow in = rows.stream().filter(BytesRow::inwards).findFirst().orElseThrow();
    BytesRow out = rows.stream().filter(row -> !row.inwards()).findFirst().orElseThrow();
    long id = trace.clientId();
    assertEquals(new BytesRow(id, 0, in.timeNanos(), true, "1 peer in", 17), in);
    assertEquals(new BytesRow(id, 1, out.timeNanos(), false, "6 peer out", 19), out);
  }

  @Test
  void readsFrames() throws Exception {
    Recording recording =
        record(
            () -> {
              trace = RecordedLoop.accept();
              RecordedLoop.select(trace, "1:PROCESS_FRAMES");
              trace.frameSent(1, 5, 30);
              trace.frameSent(1, 7, 12);
              trace.state(ClientLife.CLOSED, "");
            });

    FrameRow row = rows(recording, FrameRow.class, trace.clientId()).getFirst();
    assertEquals(
        new FrameRow(trace.clientId(), 1, row.timeNanos(), "out", "HEADERS", 2, 5, 7, 12, 42), row);
  }

  @Test
  void readsAQueueDepth() throws Exception {
    Recording recording =
        record(
            () -> {
              QueueDepthEvent event = new QueueDepthEvent();
              event.clientId = Long.MAX_VALUE;
              event.tlsPending = 1;
              event.toEncrypt = 2;
              event.toWrite = 3;
              event.commit();
            });

    assertEquals(
        List.of(new QueueDepthRow(Long.MAX_VALUE, 0, 1, 2, 3)),
        rows(recording, QueueDepthRow.class, Long.MAX_VALUE));
  }

  @Test
  void readsTheLifeOfAClient() throws Exception {
    Recording recording =
        record(
            () -> {
              trace = RecordedLoop.accept();
              RecordedLoop.select(trace, "1:READ_PORT", "46:WAIT");
              trace.state(ClientLife.CLOSED, "peer closed");
              ClientTrace.refused(41_000, "no place");
            });

    assertEquals(2, recording.clients().size());
    RecordedClient client = recording.clients().getFirst();
    RecordedClient refused = recording.clients().get(1);
    long closed = client.states().get(1).timeNanos();
    assertEquals(trace.clientId(), client.clientId());
    assertEquals(40_000, client.remotePort());
    assertEquals(2, client.steps());
    assertEquals(
        List.of(
            new StateRow(trace.clientId(), 0, 0, "ACCEPTED", "", 40_000, 0),
            new StateRow(trace.clientId(), 2, closed, "CLOSED", "peer closed", 40_000, 0)),
        client.states());
    assertEquals(
        List.of(new StateRow(refused.clientId(), 0, 0, "REFUSED", "no place", 41_000, 0)),
        refused.states());
    assertEquals(client.states(), rows(recording, StateRow.class, trace.clientId()));
  }

  @Test
  void readsTrialFactsAndTable() throws Exception {
    Recording recording = Recording.open(RecordedLoop.twoClients(folder.resolve("two.jfr")));

    TrialRow trial = recording.trial().orElseThrow();
    assertEquals(
        new TrialRow(
            "async-custom",
            "jdk",
            "clients=2 in_flight=10",
            "Test processor, 2 cores, Test OS 1.0",
            "Test JDK 25",
            "0123abc"),
        trial);
    assertEquals("10", trial.levelsByFactor().get("in_flight"));
    assertEquals(8, recording.facts().size());
    assertEquals(
        new FactRow(1, "3", "CAN_READ_TLS", "decrypted octets may be had", "NONE", "", "", ""),
        recording.facts().get(1));
    assertEquals(
        new TableRow(2, "DECRYPT", "3", "P", "decrypt", null, null, null, null, null, null),
        recording.table().get(2));
  }

  @Test
  void countsTimeFromTheAcceptOfEachClient() throws Exception {
    Recording recording = Recording.open(RecordedLoop.twoClients(folder.resolve("two.jfr")));

    RecordedClient first = recording.clients().get(0);
    RecordedClient second = recording.clients().get(1);
    long apart = Duration.between(first.acceptedAt(), second.acceptedAt()).toNanos();
    long firstOfFirst = firstStep(recording, first);
    long lastOfSecond = second.states().getLast().timeNanos();
    assertTrue(first.acceptRecorded() && second.acceptRecorded());
    assertTrue(apart + lastOfSecond <= firstOfFirst, "the first spoke after the second had left");
  }

  private long firstStep(Recording recording, RecordedClient client) throws Exception {
    return rows(recording, ActionRow.class, client.clientId()).stream()
        .filter(row -> row.step() == 1)
        .findFirst()
        .orElseThrow()
        .timeNanos();
  }

  @Test
  void hasNoActionsAndMissesNoneAtLevelBytes() throws Exception {
    Path file = folder.resolve("bytes.jfr");
    Recording recording =
        Recording.open(
            RecordedLoop.record(
                Level.BYTES, file, () -> RecordedLoop.converse(RecordedLoop.accept(), 2)));

    assertEquals(0, recording.actions());
    assertEquals(new LostEvents(0, 0, 0), recording.lost());
  }
}
