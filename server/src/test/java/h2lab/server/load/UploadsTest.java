package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int MAX_FRAME_SIZE = 5;
  private static final int DATA = 0;
  private static final int RST_STREAM = 3;

  @TempDir private Path directory;

  @Test
  void arriveWholeWhateverTheServerTakesAtATime() throws Exception {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      byte[] octets =
          new byte[random.nextInt(4) == 0 ? random.nextInt(20) : random.nextInt(90_000)];
      random.nextBytes(octets);
      int inFlight = 1 + random.nextInt(6);
      Talk talk = new Talk(plan(octets, inFlight, 20));
      StingyServer server = new StingyServer(talk, random, octets);
      server.run();
      assertEquals(20, talk.counts().succeeded(), "seed " + seed);
      assertEquals(20L * octets.length, talk.tally.traffic().contentOut());
    }
  }

  @Test
  void sayWhatTheyAre() throws Exception {
    Talk talk = Talk.settled(plan(new byte[3], 1, 1));
    List<Talk.SentFrame> sent = talk.exchange(0);
    assertEquals(List.of(1, DATA), sent.stream().map(Talk.SentFrame::type).toList());
    assertEquals(0x4, sent.getFirst().flags());
    assertEquals(0x1, sent.getLast().flags());
  }

  @Test
  void ofNothingEndWithTheFields() throws Exception {
    Talk talk = Talk.settled(plan(new byte[0], 1, 1));
    List<Talk.SentFrame> sent = talk.exchange(0);
    assertEquals(1, sent.size());
    assertEquals(0x5, sent.getFirst().flags());
  }

  @Test
  void takeTurns() throws Exception {
    Talk talk = Talk.settled(plan(new byte[20_000], 3, 3));
    assertEquals(
        List.of(1, 3, 5, 1, 3, 5),
        talk.exchange(0).stream()
            .filter(frame -> frame.type() == DATA)
            .map(Talk.SentFrame::streamId)
            .toList());
  }

  @Test
  void areNotLongerThanTheBuffersOfAnyServer() throws Exception {
    Talk talk = Talk.settled(plan(new byte[40_000], 1, 1), MAX_FRAME_SIZE, 1 << 20);
    assertEquals(List.of(16384, 16384, 7232), data(talk.exchange(0)));
  }

  @Test
  void stopWhereTheServerHasAnsweredAlready() throws Exception {
    Talk talk = Talk.settled(plan(new byte[100_000], 1, 2));
    talk.exchange(0);
    talk.receive(1, new FrameBytes().answer(1).widen(0, 1 << 20).widen(1, 1 << 20));
    List<Talk.SentFrame> sent = talk.sent();
    assertEquals(List.of(RST_STREAM), sent.stream().map(Talk.SentFrame::type).toList());
    assertEquals(1, talk.counts().succeeded());
    assertTrue(
        talk.exchange(1).stream().allMatch(frame -> frame.streamId() == 3), "only the next one");
  }

  /** The connection's window is used up, so that nothing is ever sent of the streams that come. */
  @Test
  void areForgottenWithTheirStreams() throws Exception {
    Talk talk = Talk.settled(plan(new byte[100_000], 4, 1000));
    for (int id = 1; id < 2 * 1000; id += 2) {
      talk.exchange(0);
      talk.receive(1, new FrameBytes().answer(id));
    }
    assertEquals(1000, talk.counts().succeeded());
  }

  @Test
  void endWhereTheServerBreaksTheRulesOfWindows() throws Exception {
    assertFault(1, new FrameBytes().widen(0, 0));
    assertFault(1, new FrameBytes().widen(1, 0));
    assertFault(3, new FrameBytes().widen(0, Integer.MAX_VALUE));
    assertFault(3, new FrameBytes().widen(1, Integer.MAX_VALUE));
    assertFault(3, new FrameBytes().settings(INITIAL_WINDOW_SIZE, -1));
    assertFault(1, new FrameBytes().settings(MAX_FRAME_SIZE, 16383));
    assertFault(1, new FrameBytes().settings(MAX_FRAME_SIZE, 1 << 24));
    assertFault(1, new FrameBytes().widen(9, 1));
  }

  private void assertFault(int code, FrameBytes frames) throws Exception {
    Talk talk = Talk.settled(plan(new byte[1], 1, 1));
    talk.request(0);
    var fault = assertThrows(ServerFault.class, () -> talk.receive(1, frames));
    assertEquals(code, fault.code(), fault.getMessage());
  }

  private LoadPlan plan(byte[] octets, int inFlight, int requests) throws IOException {
    Path file = Files.write(directory.resolve("content"), octets);
    return Plans.exchange(RequestContent.of(file), Windows.WIDE, inFlight, requests);
  }

  private static List<Integer> data(List<Talk.SentFrame> sent) {
    return sent.stream()
        .filter(frame -> frame.type() == DATA)
        .map(frame -> frame.payload().size())
        .toList();
  }

  /** Takes contents in random pieces, keeps account of its windows, and answers what is whole. */
  private static final class StingyServer {
    private final Talk talk;
    private final Random random;
    private final byte[] octets;
    private final int[] received = new int[20];
    private final int[] windows = new int[20];
    private int connectionWindow = 65_535;
    private int initialWindow = 65_535;
    private int opened;
    private int answered;

    StingyServer(Talk talk, Random random, byte[] octets) {
      this.talk = talk;
      this.random = random;
      this.octets = octets;
    }

    void run() throws ServerFault {
      talk.receive(0, settings(random.nextInt(3) * 5000));
      talk.sent();
      while (answered < 20) {
        talk.exchange(1).forEach(this::take);
        talk.receive(1, some());
      }
    }

    private FrameBytes settings(int window) {
      IntStream.range(0, opened).forEach(i -> windows[i] += window - initialWindow);
      initialWindow = window;
      return new FrameBytes().settings(INITIAL_WINDOW_SIZE, window);
    }

    private void take(Talk.SentFrame frame) {
      int stream = frame.streamId() / 2;
      if (frame.type() == 1) {
        windows[stream] = initialWindow;
        opened++;
        answerIfWhole(stream, (frame.flags() & 1) != 0);
      } else if (frame.type() == DATA) {
        take(stream, frame);
      }
    }

    private void take(int stream, Talk.SentFrame frame) {
      int size = frame.payload().size();
      byte[] content = new byte[size];
      IntStream.range(0, size).forEach(i -> content[i] = frame.payload().get(i));
      int from = received[stream];
      assertArrayEquals(java.util.Arrays.copyOfRange(octets, from, from + size), content);
      received[stream] += size;
      windows[stream] -= size;
      connectionWindow -= size;
      assertTrue(windows[stream] >= 0 && connectionWindow >= 0 && size <= 16384, "overrun");
      answerIfWhole(stream, (frame.flags() & 1) != 0);
    }

    private void answerIfWhole(int stream, boolean end) {
      assertEquals(received[stream] == octets.length, end);
      if (end) {
        answered++;
        toAnswer.answer(2 * stream + 1);
      }
    }

    private FrameBytes toAnswer = new FrameBytes();

    private byte[] some() {
      FrameBytes frames = toAnswer;
      toAnswer = new FrameBytes();
      if (random.nextInt(10) == 0) {
        byte[] settings = settings(random.nextInt(20_000)).bytes();
        return FrameBytes.join(frames.bytes(), settings);
      }
      int connection = 1 + random.nextInt(30_000);
      connectionWindow += connection;
      frames.widen(0, connection);
      for (int stream = 0; stream < opened; stream++) {
        if (received[stream] < octets.length && random.nextBoolean()) {
          int more = 1 + random.nextInt(10_000);
          windows[stream] += more;
          frames.widen(2 * stream + 1, more);
        }
      }
      return frames.bytes();
    }
  }
}
