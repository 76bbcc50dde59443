package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReceiveWindowsTest {
  private static final int FLOW_CONTROL_ERROR = 3;

  @Test
  void areAnnouncedAsTheUserHasThem() throws ServerFault {
    Talk talk = new Talk(plan(20, 24));
    talk.conversation.open(talk.out());
    List<Byte> settings =
        List.of(b(0), b(2), b(0), b(0), b(0), b(0), b(0), b(4), b(0), b(15), b(255), b(255));
    assertEquals(
        List.of(new Talk.SentFrame(4, 0, 0, settings), update(0, (1 << 24) - 1 - 65535)),
        talk.sentAfterPreface());
  }

  @Test
  void ofTheConnectionAreNotWidenedToLessThanTheInitialOne() throws ServerFault {
    Talk talk = new Talk(plan(20, 10));
    talk.conversation.open(talk.out());
    assertEquals(List.of(4), talk.sentAfterPreface().stream().map(Talk.SentFrame::type).toList());
  }

  @Test
  void areOpenedAgainWhenHalfOfThemIsTaken() throws ServerFault {
    Talk talk = asked(plan(14, 16), 2);
    talk.receive(1, data(1, 8190));
    assertEquals(List.of(), talk.sent());
    talk.receive(1, data(1, 1));
    assertEquals(List.of(update(1, 8191)), talk.sent());
    talk.receive(1, data(3, 8191));
    assertEquals(List.of(update(3, 8191)), talk.sent());
    talk.receive(1, data(3, 16_383));
    assertEquals(List.of(update(3, 16_383)), talk.sent());
    talk.receive(1, data(1, 2));
    assertEquals(List.of(update(0, 32_767)), talk.sent());
  }

  @Test
  void smallerThanTheInitialOneStayClosedUntilThatIsTaken() throws ServerFault {
    Talk talk = asked(plan(30, 10), 1);
    for (int sent = 0; sent < 65_000; sent += 13_000) {
      talk.receive(1, data(1, 13_000));
    }
    assertEquals(List.of(), talk.sent());
    talk.receive(1, data(1, 22));
    assertEquals(List.of(), talk.sent());
    talk.receive(1, data(1, 1));
    assertEquals(List.of(update(0, 511)), talk.sent());
  }

  @Test
  void ofOneOctetWork() throws ServerFault {
    Talk talk = asked(plan(1, 30), 1);
    for (int i = 0; i < 3; i++) {
      talk.receive(1, data(1, 1));
      assertEquals(List.of(update(1, 1)), talk.sent());
    }
    talk.receive(1, new FrameBytes().data(1, "", true));
    assertEquals(1, talk.counts().succeeded());
  }

  @Test
  void mayNotBeOverrun() throws ServerFault {
    Talk stream = asked(plan(14, 30), 1);
    stream.receive(1, data(1, 8000));
    stream.receive(1, data(1, 8000));
    stream.receive(1, data(1, 16383));
    assertOverrun(stream, data(1, 16384));
    Talk connection = asked(plan(30, 10), 1);
    for (int sent = 0; sent < 65_000; sent += 13_000) {
      connection.receive(1, data(1, 13_000));
    }
    assertOverrun(connection, data(1, 600));
  }

  @Test
  void countPaddingAndDataOfStreamsThatAreGone() throws ServerFault {
    Talk talk = asked(plan(30, 16), 1);
    talk.receive(1, new FrameBytes().reset(1, 8));
    talk.receive(1, data(1, 16_000));
    byte[] padded = new byte[16_384];
    padded[0] = (byte) 200;
    talk.receive(1, new FrameBytes().frame(0, 8, 1, padded));
    assertEquals(List.of(), talk.sent());
    talk.receive(1, data(1, 383));
    assertEquals(List.of(update(0, 32_767)), talk.sent());
    assertEquals(16_000 + 16_384 - 201 + 383, talk.tally.traffic().contentIn());
  }

  private static LoadPlan plan(int streamBits, int connectionBits) {
    return Plans.exchange(null, new Windows(streamBits, connectionBits), 2, 2);
  }

  /** Whose first requests have got the fields of their responses. */
  private static Talk asked(LoadPlan plan, int streams) throws ServerFault {
    Talk talk = Talk.settled(plan);
    talk.request(0);
    FrameBytes fields = new FrameBytes();
    Stream.of(1, 3).limit(streams).forEach(id -> fields.headers(id, FrameBytes.STATUS_200));
    talk.receive(0, fields);
    return talk;
  }

  private static FrameBytes data(int streamId, int octets) {
    return new FrameBytes().frame(0, 0, streamId, new byte[octets]);
  }

  private static void assertOverrun(Talk talk, FrameBytes data) {
    var fault = assertThrows(ServerFault.class, () -> talk.receive(1, data));
    assertEquals(FLOW_CONTROL_ERROR, fault.code(), fault.getMessage());
  }

  private static Talk.SentFrame update(int streamId, int n) {
    return new Talk.SentFrame(8, 0, streamId, List.of(b(n >> 24), b(n >> 16), b(n >> 8), b(n)));
  }

  private static byte b(int value) {
    return (byte) value;
  }
}
