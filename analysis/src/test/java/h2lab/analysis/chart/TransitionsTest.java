package h2lab.analysis.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.analysis.recording.ActionRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransitionsTest {
  private static final String[] ROUND = {"READ", "DECRYPT", "DECRYPT", "WRITE"};

  private static ActionRow row(long client, long step) {
    String action = ROUND[(int) ((step - 1) % ROUND.length)];
    return new ActionRow(client, step, step, "", action, 0, 0, 0, 0);
  }

  private static List<ActionRow> twoClients(int steps) {
    List<ActionRow> rows = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      rows.add(row(1, step));
      rows.add(row(2, step));
    }
    return rows;
  }

  private static Transitions of(List<ActionRow> rows) {
    Transitions transitions = new Transitions();
    rows.forEach(transitions::add);
    return transitions;
  }

  private static void assertCounts(Transitions transitions) {
    assertEquals(2 * 399, transitions.total());
    assertEquals(2 * 100, transitions.count("READ", "DECRYPT"));
    assertEquals(2 * 100, transitions.count("DECRYPT", "DECRYPT"));
    assertEquals(2 * 100, transitions.count("DECRYPT", "WRITE"));
    assertEquals(2 * 99, transitions.count("WRITE", "READ"));
    assertEquals(0, transitions.count("READ", "WRITE"));
    assertEquals(2 * 100, transitions.largest());
  }

  @Test
  void countsWhatFollowsWhatInEachClient() {
    assertCounts(of(twoClients(400)));
  }

  @Test
  void countsTheSameInAnyOrder() {
    for (int seed = 0; seed < 20; seed++) {
      List<ActionRow> rows = twoClients(400);
      Collections.shuffle(rows, new Random(seed));
      Transitions transitions = of(rows);
      assertCounts(transitions);
      assertEquals(2, transitions.waiting(), "only the last step of each client has no successor");
    }
  }

  @Test
  void keepsOneStepOfAClientWhenRowsComeInOrder() {
    Transitions transitions = new Transitions();
    for (int step = 1; step <= 1000; step++) {
      transitions.add(row(1, step));
      assertEquals(1, transitions.waiting());
    }
  }

  @Test
  void joinsNothingAcrossALostStep() {
    Transitions transitions = of(List.of(row(1, 1), row(1, 3), row(2, 2)));

    assertEquals(0, transitions.total());
    assertEquals(0, transitions.largest());
  }
}
