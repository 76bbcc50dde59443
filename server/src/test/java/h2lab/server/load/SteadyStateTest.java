package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
  private static final int IN_FLIGHT = 100;
  private static final int BATCHES = 2000;

  private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ByteBuffer out = ByteBuffer.allocate(1 << 15);
  private final ByteBuffer answers = ByteBuffer.allocate(1 << 15);

  @Test
  void allocatesNothingPerRequest() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(IN_FLIGHT, 4L * BATCHES * IN_FLIGHT));
    int firstStream = exchange(talk, 1, BATCHES);
    long before = memory.getCurrentThreadAllocatedBytes();
    exchange(talk, firstStream, BATCHES);
    long octets = memory.getCurrentThreadAllocatedBytes() - before;
    assertEquals(2L * BATCHES * IN_FLIGHT, talk.counts().succeeded());
    assertTrue(octets < BATCHES * IN_FLIGHT / 10, octets + " octets allocated");
  }

  private int exchange(Talk talk, int firstStream, int batches) throws ServerFault {
    int stream = firstStream;
    for (int batch = 0; batch < batches; batch++) {
      talk.conversation.request(out.clear(), batch);
      answers.clear();
      for (int i = 0; i < IN_FLIGHT; i++, stream += 2) {
        answers.putInt(1 << 8 | 1).put((byte) 4).putInt(stream).put((byte) 0x88);
        answers.putInt(2 << 8).put((byte) 1).putInt(stream).putShort((short) 0x6869);
      }
      talk.conversation.receive(answers.flip(), out.clear(), batch + 1);
    }
    return stream;
  }
}
