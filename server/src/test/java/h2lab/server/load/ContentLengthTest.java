package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContentLengthTest {
  @Test
  void isThatOfTheContentInAllItsFrames() throws ServerFault {
    Talk talk = answered("11", false, "Hello", " ", "World");
    assertEquals(new RequestCounts(1, 1, 1, 1, 0, 0, 0), talk.counts());
    assertEquals(11, talk.tally.traffic().contentIn());
  }

  @Test
  void failsWhatEndsBeforeIt() throws ServerFault {
    Talk talk = answered("12", false, "Hello", " ", "World");
    assertEquals(new RequestCounts(1, 1, 1, 0, 1, 1, 0), talk.counts());
    assertEquals(List.of("1 x a response shorter than its content-length"), talk.errors.lines());
    assertEquals(List.of(), talk.sent());
  }

  @Test
  void failsWhatHasNoContentAtAll() throws ServerFault {
    Talk talk = answered("12", true);
    assertEquals(1, talk.counts().errored());
  }

  @Test
  void failsAndResetsWhatGoesBeyondIt() throws ServerFault {
    Talk talk = answered("5", false, "Hello", " World", "!");
    assertEquals(new RequestCounts(1, 1, 1, 0, 1, 1, 0), talk.counts());
    assertEquals(List.of("1 x a response longer than its content-length"), talk.errors.lines());
    List<Byte> protocolError = List.of((byte) 0, (byte) 0, (byte) 0, (byte) 1);
    assertEquals(List.of(new Talk.SentFrame(3, 0, 1, protocolError)), talk.sent());
  }

  @Test
  void ofNothingIsKeptByNothing() throws ServerFault {
    assertEquals(1, answered("0", true).counts().succeeded());
    assertEquals(1, answered("0", false, "").counts().succeeded());
  }

  @Test
  void ofANotModifiedResponseSaysNothingOfThisOne() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(1, 1));
    talk.request(0);
    byte[] block =
        FrameBytes.join(FrameBytes.octets(0x8b), FrameBytes.literal(false, "content-length", "9"));
    talk.receive(1, new FrameBytes().frame(1, 0x5, 1, block));
    assertEquals(0, talk.counts().errored());
    assertEquals(1, talk.tally.traffic().status3xx());
  }

  @Test
  void thatIsNoNumberEndsTheConnection() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(1, 1));
    talk.request(0);
    assertThrows(ServerFault.class, () -> talk.receive(1, fields("1x", true)));
    assertThrows(ServerFault.class, () -> talk.receive(1, fields("-1", true)));
  }

  private static Talk answered(String length, boolean endsAtOnce, String... parts)
      throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(1, 1));
    talk.request(0);
    talk.receive(1, fields(length, endsAtOnce));
    for (int i = 0; i < parts.length; i++) {
      talk.receive(2, new FrameBytes().data(1, parts[i], i == parts.length - 1));
    }
    return talk;
  }

  private static FrameBytes fields(String length, boolean end) {
    byte[] block =
        FrameBytes.join(FrameBytes.STATUS_200, FrameBytes.literal(false, "content-length", length));
    return new FrameBytes().frame(1, end ? 0x5 : 0x4, 1, block);
  }
}
