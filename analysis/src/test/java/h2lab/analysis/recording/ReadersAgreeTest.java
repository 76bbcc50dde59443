package h2lab.analysis.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.tracing.ActionEvent;
import h2lab.tracing.ClientStateEvent;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.FlowPoint;
import h2lab.tracing.QueueDepthEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import jdk.jfr.Configuration;
import jdk.jfr.Event;
import jdk.jfr.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our reader reads what the JDK's does. Every recording that {@link RecordedLoop} makes for any
 * test is compared as well.
 */
class ReadersAgreeTest {
  @TempDir Path folder;

  private Path record(RecordedLoop.Happening happening) throws Exception {
    return RecordedLoop.record(folder.resolve("both.jfr"), happening);
  }

  @Test
  void onNumbersOfEverySizeAndSign() throws Exception {
    Random random = new Random(5);
    Path file =
        record(
            () -> {
              for (int bits = 0; bits < Long.SIZE; bits++) {
                for (long near = -1; near <= 1; near++) {
                  emit((1L << bits) + near, random);
                }
              }
            });

    assertTrue(ReaderAgreement.require(file) >= 3 * Long.SIZE);
  }

  private static void emit(long clientId, Random random) {
    QueueDepthEvent event = new QueueDepthEvent();
    event.clientId = clientId;
    event.tlsPending = random.nextInt() >> random.nextInt(Integer.SIZE);
    event.toEncrypt = Integer.MIN_VALUE;
    event.toWrite = Integer.MAX_VALUE;
    event.commit();
  }

  @Test
  void onTextsOfEveryLengthAndAlphabet() throws Exception {
    int longest = 300;
    List<String> texts = new ArrayList<>();
    texts.add(null);
    for (int length = 0; length <= longest; length++) {
      texts.add("a".repeat(length));
      texts.add("\u00e4".repeat(length));
      texts.add("\u2192".repeat(length));
      texts.add("\0".repeat(length));
    }
    Path file =
        record(
            () -> {
              for (int step = 0; step < texts.size(); step++) {
                emit(step, texts.get(step));
              }
            });

    ReaderAgreement.require(file);
    String[] read = new String[texts.size()];
    Recording.open(file)
        .forEach(
            row -> {
              if (row instanceof ActionRow action) { // others' clients may have queues sampled
                read[(int) action.step()] = action.facts();
              }
            });
    texts.set(0, "");
    assertEquals(texts, List.of(read));
  }

  private static void emit(int step, String text) {
    ActionEvent event = new ActionEvent();
    event.clientId = 1_000_000;
    event.step = step;
    event.facts = text;
    event.action = text;
    event.commit();
  }

  @Test
  void onRecordingsOfManyChunks() throws Exception {
    int chunks = 5;
    Path file =
        record(
            () -> {
              ClientTrace trace = RecordedLoop.accept();
              for (int chunk = 0; chunk < chunks; chunk++) {
                RecordedLoop.select(trace, "1:READ_PORT", "46:WAIT");
                state(trace.clientId(), "a reason that is kept in a pool, number " + chunk % 2);
                startAChunk();
              }
            });

    ReaderAgreement.require(file);
    assertEquals(2 * chunks, Recording.open(file).actions());
  }

  private static void state(long clientId, String reason) {
    ClientStateEvent event = new ClientStateEvent();
    event.clientId = clientId;
    event.state = "OPEN";
    event.reason = reason;
    event.commit();
  }

  /** A recording that starts or stops makes the recorder begin a chunk. */
  private static void startAChunk() {
    try (var other = new jdk.jfr.Recording()) {
      other.start();
    }
  }

  @Test
  void onRecordingsJoinedOfSeveralProcesses() throws Exception {
    Path file = RecordedLoop.twoClients(folder.resolve("first.jfr"));
    Path second = RecordedLoop.twoClients(folder.resolve("second.jfr"));
    int first = ReaderAgreement.require(file);
    Files.write(file, Files.readAllBytes(second), StandardOpenOption.APPEND);

    assertEquals(first + ReaderAgreement.require(second), ReaderAgreement.require(file));
  }

  @Test
  void whateverElseIsRecorded() throws Exception {
    Path file = folder.resolve("profile.jfr");
    try (var recording = new jdk.jfr.Recording(Configuration.getConfiguration("profile"))) {
      recording.enable("h2lab.Action");
      recording.enable("h2lab.BytesRead");
      recording.start();
      ClientTrace trace = RecordedLoop.accept();
      RecordedLoop.converse(trace, 300);
      trace.read(FlowPoint.PEER_IN, 1);
      new Unheard().commit();
      System.gc();
      recording.dump(file);
    }

    assertTrue(ReaderAgreement.require(file) > 300);
  }

  @Name("h2lab.Unheard")
  static final class Unheard extends Event {
    String of = "an event that no reader of ours knows";
  }

  /** What the JDK's reader hands over after ours gave up continues where ours ended. */
  @Test
  void whenOneGoesOnForTheOther() throws Exception {
    Path file =
        record(
            () -> {
              RecordedLoop.converse(RecordedLoop.accept(), 3);
              startAChunk();
              RecordedLoop.converse(RecordedLoop.accept(), 3);
            });
    List<ClientRow> rows = new ArrayList<>();
    Recording.open(file).forEach(rows::add);
    byte[] octets = Files.readAllBytes(file);
    long secondChunk = java.nio.ByteBuffer.wrap(octets).getLong(8);
    octets[(int) secondChunk + 5] = 1; // a version that ours does not know, and the JDK's does
    Path mixed = Files.write(folder.resolve("mixed.jfr"), octets);

    List<ClientRow> mixedRows = new ArrayList<>();
    Recording.open(mixed).forEach(mixedRows::add);
    assertEquals(rows, mixedRows);
  }
}
