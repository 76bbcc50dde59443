package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokenServersTest {
  private static final int PROTOCOL_ERROR = 1;
  private static final int FRAME_SIZE_ERROR = 6;
  private static final int COMPRESSION_ERROR = 9;

  @Test
  void endsTheConnectionWithTheRightCode() throws ServerFault {
    Map<FrameBytes, Integer> faults =
        Map.ofEntries(
            Map.entry(new FrameBytes().frame(0, 0, 1, new byte[16385]), FRAME_SIZE_ERROR),
            Map.entry(new FrameBytes().frame(6, 0, 0, new byte[7]), FRAME_SIZE_ERROR),
            Map.entry(new FrameBytes().frame(3, 0, 1, new byte[5]), FRAME_SIZE_ERROR),
            Map.entry(new FrameBytes().frame(4, 0, 0, new byte[5]), FRAME_SIZE_ERROR),
            Map.entry(new FrameBytes().frame(4, 1, 0, new byte[6]), FRAME_SIZE_ERROR),
            Map.entry(new FrameBytes().frame(7, 0, 0, new byte[7]), FRAME_SIZE_ERROR),
            Map.entry(new FrameBytes().frame(8, 0, 0, new byte[3]), FRAME_SIZE_ERROR),
            Map.entry(new FrameBytes().data(1, "no headers", true), PROTOCOL_ERROR),
            Map.entry(new FrameBytes().answer(3), PROTOCOL_ERROR),
            Map.entry(new FrameBytes().answer(2), PROTOCOL_ERROR),
            Map.entry(new FrameBytes().answer(0), PROTOCOL_ERROR),
            Map.entry(new FrameBytes().frame(5, 4, 1, new byte[4]), PROTOCOL_ERROR),
            Map.entry(new FrameBytes().frame(9, 4, 1, new byte[0]), PROTOCOL_ERROR),
            Map.entry(
                new FrameBytes().frame(1, 0, 1, new byte[0]).ping(new int[8]), PROTOCOL_ERROR),
            Map.entry(new FrameBytes().frame(0, 8, 1, FrameBytes.octets(1)), PROTOCOL_ERROR),
            Map.entry(
                new FrameBytes().headers(1, FrameBytes.literal(false, ":status", "99")),
                PROTOCOL_ERROR),
            Map.entry(new FrameBytes().headers(1, FrameBytes.octets(0xff)), COMPRESSION_ERROR),
            Map.entry(new FrameBytes().headers(1, FrameBytes.octets(0xbe)), COMPRESSION_ERROR));
    for (var fault : faults.entrySet()) {
      Talk talk = Talk.settled(Plans.oneClient(1, 2));
      talk.request(0);
      var thrown = assertThrows(ServerFault.class, () -> talk.receive(1, fault.getKey()));
      assertEquals(fault.getValue(), thrown.code(), thrown.getMessage());
    }
  }

  @Test
  void refusesToTalkBeforeSettings() {
    Talk talk = new Talk(Plans.oneClient(1, 1));
    assertThrows(ServerFault.class, () -> talk.receive(0, new FrameBytes().ping(new int[8])));
  }
}
