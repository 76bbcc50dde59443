package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
  @Test
  void holdsWhatAMapWouldWhateverTheOrderOfAnswers() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int most = 1 + random.nextInt(40);
      OpenStreams streams = new OpenStreams(most);
      Map<Integer, Long> expected = new HashMap<>();
      int next = 1 + 2 * random.nextInt(1 << 29);
      for (int i = 0; i < 2000; i++) {
        if (expected.size() < most && random.nextInt(5) > 1) {
          long time = random.nextLong();
          streams.add(next, time, 7);
          expected.put(next, time);
          next += 2;
        } else if (!expected.isEmpty()) {
          int id = any(expected, random);
          streams.remove(streams.slot(id));
          expected.remove(id);
          assertEquals(OpenStreams.NONE, streams.slot(id));
        }
        assertSame(expected, streams);
      }
    }
  }

  @Test
  void findsAllAboveAnIdWhileTheyAreRemoved() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      OpenStreams streams = new OpenStreams(30);
      List<Integer> kept = new ArrayList<>();
      int last = 0;
      int id = 1 + 2 * random.nextInt(1000);
      for (int i = 0; i < 30; i++, id += 2 * (1 + random.nextInt(20))) {
        streams.add(id, i, 7);
        if (i < 15) {
          kept.add(id);
          last = id;
        }
      }
      for (int slot = streams.slotAbove(last, 0);
          slot != OpenStreams.NONE;
          slot = streams.slotAbove(last, slot)) {
        streams.remove(slot);
      }
      assertEquals(15, streams.count());
      kept.forEach(each -> assertNotEquals(OpenStreams.NONE, streams.slot(each)));
    }
  }

  @Test
  void forgetsTheStatusOfTheStreamBefore() {
    OpenStreams streams = new OpenStreams(1);
    streams.add(1, 0, 100);
    streams.answer(streams.slot(1), 200, 5);
    streams.receive(streams.slot(1), 5, 5);
    streams.send(streams.slot(1), 10);
    streams.queued(streams.slot(1), true);
    streams.remove(streams.slot(1));
    streams.add(33, 0, 50);
    int slot = streams.slot(33);
    assertEquals(0, streams.status(slot));
    assertEquals(7, streams.receive(slot, 7, 6));
    assertEquals(OpenStreams.UNKNOWN, streams.missing(slot));
    assertEquals(0, streams.sent(slot));
    assertEquals(50, streams.sendWindow(slot));
    assertFalse(streams.queued(slot));
  }

  private static int any(Map<Integer, Long> streams, Random random) {
    return new ArrayList<>(streams.keySet()).get(random.nextInt(streams.size()));
  }

  private static void assertSame(Map<Integer, Long> expected, OpenStreams streams) {
    assertEquals(expected.size(), streams.count());
    expected.forEach((id, time) -> assertEquals(time, streams.intendedNanos(streams.slot(id))));
  }
}
