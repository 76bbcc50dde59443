package h2lab.analysis.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.RecordedClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final int MOST = 50;

  private static List<Long> kept(long first, long last, int seed) {
    RecordedClient client =
        new RecordedClient(1, 0, Instant.EPOCH, true, last - first + 1, List.of());
    Timeline timeline = new Timeline(client, MOST);
    List<Long> steps = new ArrayList<>(LongStream.rangeClosed(first, last).boxed().toList());
    Collections.shuffle(steps, new Random(seed));
    steps.forEach(step -> timeline.add(new ActionRow(1, step, step, "", "A", 0, 0, 0, 0)));
    return timeline.steps().stream().map(ActionRow::step).toList();
  }

  @Test
  void keepsTheFirstStepsInOrderHoweverTheyCome() {
    for (int seed = 0; seed < 20; seed++) {
      assertEquals(LongStream.rangeClosed(1, MOST).boxed().toList(), kept(1, 1000, seed));
      assertEquals(LongStream.rangeClosed(1, 7).boxed().toList(), kept(1, 7, seed));
    }
  }

  @Test
  void keepsTheFirstRecordedOfAClientThatCameEarlier() {
    assertEquals(LongStream.rangeClosed(900, 899 + MOST).boxed().toList(), kept(900, 2000, 1));
  }
}
