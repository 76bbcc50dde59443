package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesOfAnyShapeTest {
  private static final byte[] NO_OCTETS = {};

  @Test
  void acceptsPaddingInHeadersAndData() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(1, 1));
    talk.request(0);
    byte[] paddedBlock = FrameBytes.octets(3, 0x88, 0, 0, 0);
    byte[] paddedData = FrameBytes.octets(2, 'h', 'i', 0, 0);
    talk.receive(1, new FrameBytes().frame(1, 0x4 | 0x8, 1, paddedBlock));
    talk.receive(1, new FrameBytes().frame(0, 0x1 | 0x8, 1, paddedData));
    assertEquals(1, talk.counts().succeeded());
  }

  @Test
  void skipsPriorityFieldsInHeaders() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(1, 1));
    talk.request(0);
    byte[] block = FrameBytes.octets(1, 0, 0, 0, 0, 16, 0x88, 0);
    talk.receive(1, new FrameBytes().frame(1, 0x1 | 0x4 | 0x8 | 0x20, 1, block));
    assertEquals(1, talk.counts().succeeded());
  }

  @Test
  void joinsContinuation() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(1, 1));
    talk.request(0);
    byte[] block = FrameBytes.literal(false, ":status", "404");
    byte[] head = java.util.Arrays.copyOf(block, 4);
    byte[] tail = java.util.Arrays.copyOfRange(block, 4, block.length);
    FrameBytes frames =
        new FrameBytes().frame(1, 0x1, 1, head).frame(9, 0, 1, NO_OCTETS).frame(9, 0x4, 1, tail);
    talk.receive(1, frames);
    assertEquals(1, talk.tally.traffic().status4xx());
    assertEquals(1, talk.counts().failed());
  }

  @Test
  void ignoresInterimResponses() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(1, 1));
    talk.request(0);
    byte[] earlyHints = FrameBytes.literal(false, ":status", "103");
    talk.receive(1, new FrameBytes().headers(1, earlyHints).answer(1));
    assertEquals(1, talk.tally.traffic().status2xx());
  }

  @Test
  void takesTrailersForAnEnd() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(1, 1));
    talk.request(0);
    byte[] trailers = FrameBytes.literal(false, "sum", "1");
    talk.receive(
        1,
        new FrameBytes()
            .headers(1, FrameBytes.STATUS_200)
            .data(1, "x", false)
            .frame(1, 0x1 | 0x4, 1, trailers));
    assertEquals(1, talk.counts().succeeded());
  }

  @Test
  void ignoresUnknownFramesAndSettings() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(1, 1), 0x77, 5);
    talk.request(0);
    FrameBytes frames =
        new FrameBytes()
            .frame(0xfe, 0xff, 1, new byte[100])
            .frame(2, 0, 1, new byte[5])
            .answer(1)
            .frame(0xfe, 0, 0, NO_OCTETS);
    talk.receive(1, frames);
    assertEquals(1, talk.counts().succeeded());
  }

  @Test
  void answersPingWithItsPayload() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(1, 1));
    talk.receive(1, new FrameBytes().ping(1, 2, 3, 4, 5, 6, 7, 8));
    List<Byte> payload =
        List.of((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6, (byte) 7, (byte) 8);
    assertEquals(List.of(new Talk.SentFrame(6, 1, 0, payload)), talk.sent());
  }

  @Test
  void acknowledgesEachSettings() throws ServerFault {
    Talk talk = new Talk(Plans.oneClient(1, 1));
    talk.receive(1, new FrameBytes().settings(3, 100).settings());
    var ack = new Talk.SentFrame(4, 1, 0, List.of());
    assertEquals(List.of(ack, ack), talk.sent());
  }

  @Test
  void meansTheSameSplitAtEveryOctet() throws ServerFault {
    byte[] conversation = longConversation();
    Talk whole = new Talk(Plans.oneClient(8, 4));
    String expected = play(whole, conversation, conversation.length);
    assertEquals(3, whole.counts().succeeded());
    assertEquals(1, whole.counts().errored());
    for (int split = 0; split < conversation.length; split++) {
      Talk talk = new Talk(Plans.oneClient(8, 4));
      assertEquals(expected, play(talk, conversation, split), "split at " + split);
    }
  }

  @Test
  void meansTheSameOctetByOctet() throws ServerFault {
    byte[] conversation = longConversation();
    Talk whole = new Talk(Plans.oneClient(8, 4));
    String expected = play(whole, conversation, conversation.length);
    Talk dribbled = new Talk(Plans.oneClient(8, 4));
    dribbled.receive(0, new FrameBytes().settings(3, 50));
    dribbled.request(0);
    for (byte octet : conversation) {
      dribbled.receive(1, new byte[] {octet});
    }
    assertEquals(expected, outcome(dribbled));
  }

  private static byte[] longConversation() {
    byte[] indexing = FrameBytes.join(FrameBytes.STATUS_200, FrameBytes.literal(true, "a", "b"));
    return new FrameBytes()
        .headers(3, indexing)
        .ping(8, 7, 6, 5, 4, 3, 2, 1)
        .frame(1, 0x8, 1, FrameBytes.octets(1, 0x88, 0))
        .frame(9, 0x4, 1, FrameBytes.octets(0xbe))
        .data(3, "Hello World\n", true)
        .reset(5, 2)
        .frame(0, 0x8, 1, FrameBytes.octets(2, 'x', 0, 0))
        .settings(3, 7)
        .answer(7)
        .data(1, "", true)
        .bytes();
  }

  private static String play(Talk talk, byte[] octets, int split) throws ServerFault {
    talk.receive(0, new FrameBytes().settings(3, 50));
    talk.request(0);
    talk.receive(1, java.util.Arrays.copyOf(octets, split));
    talk.receive(1, java.util.Arrays.copyOfRange(octets, split, octets.length));
    return outcome(talk);
  }

  private static String outcome(Talk talk) {
    return talk.counts() + " " + talk.tally.traffic() + " " + talk.errors.lines() + talk.sent();
  }
}
