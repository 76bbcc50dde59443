package h2lab.analysis.recording;

import static h2lab.analysis.recording.RecordedLoop.facts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import h2lab.tracing.ActionEvent;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import java.nio.file.Path;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostEventsTest {
  @TempDir Path folder;

  /** Looks like the recorder's own, which cannot be provoked. */
  @Name("jdk.DataLoss")
  @StackTrace(false)
  static final class DataLoss extends Event {
    long amount;
    long total;
  }

  private LostEvents lostIn(RecordedLoop.Happening happening) throws Exception {
    return Recording.open(RecordedLoop.record(folder.resolve("lost.jfr"), happening)).lost();
  }

  /** A client of which only some steps were recorded. */
  private static void emit(long clientId, long... steps) {
    for (long step : steps) {
      ActionEvent event = new ActionEvent();
      event.clientId = clientId;
      event.step = step;
      event.facts = RecordedLoop.VOCABULARY.marks(facts("46"));
      event.action = "WAIT";
      event.commit();
    }
  }

  @Test
  void findsNoneInAWholeRecording() throws Exception {
    LostEvents lost = lostIn(() -> RecordedLoop.converse(RecordedLoop.accept(), 20));

    assertEquals(new LostEvents(0, 0, 0), lost);
    assertFalse(lost.any());
  }

  @Test
  void countsGapsOfEachClient() throws Exception {
    LostEvents lost =
        lostIn(
            () -> {
              emit(1_000_001, 1, 2, 5, 9);
              emit(1_000_002, 1, 3);
              emit(1_000_003, 1, 2);
            });

    assertEquals(new LostEvents(5 + 1, 2, 0), lost);
    assertEquals("lost events: 6 steps of 2 clients are missing", lost.warning());
  }

  @Test
  void countsStepsMissingBeforeTheClose() throws Exception {
    LostEvents lost =
        lostIn(
            () -> {
              ClientTrace trace = RecordedLoop.accept();
              RecordedLoop.select(trace, "1:READ_PORT", "46:WAIT");
              emit(2_000_001, 1);
              closeAt(2_000_001, 4);
              trace.state(ClientLife.CLOSED, "");
            });

    assertEquals(new LostEvents(3, 1, 0), lost);
  }

  private static void closeAt(long clientId, long step) {
    var event = new h2lab.tracing.ClientStateEvent();
    event.clientId = clientId;
    event.step = step;
    event.state = ClientLife.CLOSED.name();
    event.reason = "";
    event.commit();
  }

  @Test
  void doesNotMissWhatHappenedBeforeTheRecordingBegan() throws Exception {
    ClientTrace early = RecordedLoop.accept();
    RecordedLoop.select(early, "1:READ_PORT", "1:READ_PORT");

    LostEvents lost =
        lostIn(
            () -> {
              RecordedLoop.select(early, "1:READ_PORT", "46:WAIT");
              early.state(ClientLife.CLOSED, "");
            });

    assertEquals(new LostEvents(0, 0, 0), lost);
  }

  @Test
  void reportsWhatTheRecorderSaysItDropped() throws Exception {
    LostEvents lost =
        lostIn(
            () -> {
              DataLoss event = new DataLoss();
              event.amount = 4096;
              event.commit();
            });

    assertEquals(new LostEvents(0, 0, 4096), lost);
    assertEquals("the recorder dropped 4096 octets of events (jdk.DataLoss)", lost.warning());
  }
}
