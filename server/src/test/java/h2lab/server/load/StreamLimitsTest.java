package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StreamLimitsTest {
  private static final int MAX_CONCURRENT_STREAMS = 3;

  @Test
  void waitsForSettingsBeforeItAsks() throws ServerFault {
    Talk talk = new Talk(Plans.oneClient(5, 9));
    assertEquals(List.of(), talk.request(0));
    talk.receive(0, new FrameBytes().settings());
    assertEquals(List.of(1, 3, 5, 7, 9), talk.request(0));
  }

  @Test
  void keepsToTheServersLimitWhereItIsBelowTheUsers() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(100, 100), MAX_CONCURRENT_STREAMS, 3);
    assertEquals(List.of(1, 3, 5), talk.request(0));
    assertEquals(List.of(), talk.request(0));
    talk.receive(1, new FrameBytes().answer(3));
    assertEquals(List.of(7), talk.request(1));
  }

  @Test
  void followsALimitThatChanges() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(100, 100), MAX_CONCURRENT_STREAMS, 4);
    assertEquals(4, talk.request(0).size());
    talk.receive(1, new FrameBytes().settings(MAX_CONCURRENT_STREAMS, 0).answer(1));
    assertEquals(List.of(), talk.request(1));
    talk.receive(2, new FrameBytes().settings(MAX_CONCURRENT_STREAMS, -1));
    assertEquals(96, talk.request(2).size());
  }

  @Test
  void asksNoMoreThanItsShare() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(100, 3));
    assertEquals(3, talk.request(0).size());
    assertTrue(talk.pace.exhausted(0));
  }

  @Test
  void isWornWhenItsStreamIdsAreUsedUp() throws ServerFault {
    Talk talk = Talk.settled(Plans.requests("http://h/", 1, 10, 10, 1, 3));
    assertEquals(List.of(1, 3, 5), talk.request(0));
    assertTrue(talk.conversation.worn());
    assertEquals(List.of(), talk.request(0));
    assertFalse(talk.pace.exhausted(0));
  }

  @Test
  void opensWindowsAgainBeforeTheyClose() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(1, 1));
    talk.request(0);
    talk.receive(1, new FrameBytes().headers(1, FrameBytes.STATUS_200));
    byte[] data = new FrameBytes().frame(0, 0, 1, new byte[16384]).bytes();
    int half = (1 << 29) / 16384;
    for (int i = 0; i < half - 1; i++) {
      talk.receive(1, data);
    }
    assertEquals(List.of(), talk.sent());
    talk.receive(1, data);
    List<Talk.SentFrame> updates = talk.sent();
    List<Byte> increment = List.of((byte) 0x20, (byte) 0, (byte) 0, (byte) 0);
    assertEquals(
        List.of(new Talk.SentFrame(8, 0, 1, increment), new Talk.SentFrame(8, 0, 0, increment)),
        updates);
  }
}
