package h2lab.analysis.check.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.analysis.recording.StateRow;
import h2lab.tracing.ClientLife;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of a client's life, walked whole. */
class ClientLivesTest {
  private static StateRow row(ClientLife life, long nanos) {
    return new StateRow(1, 0, nanos, life.name(), "", 0, 0);
  }

  private static List<Rule> broken(List<StateRow> rows) {
    List<Rule> broken = new ArrayList<>();
    new ClientLives(rows, true).judge((rule, step, what) -> broken.add(rule));
    return broken;
  }

  @Test
  void aClientBeginsAsTheTableSays() {
    for (ClientLife life : ClientLife.values()) {
      assertEquals(
          life.isFirst() ? List.of() : List.of(Rule.LIFE),
          broken(List.of(row(life, 0))),
          life.name());
    }
  }

  @Test
  void statesFollowEachOtherAsTheTableSays() {
    for (ClientLife first : ClientLife.values()) {
      for (ClientLife second : ClientLife.values()) {
        List<StateRow> rows = new ArrayList<>();
        if (!first.isFirst()) {
          rows.add(row(ClientLife.ACCEPTED, 0));
        }
        rows.add(row(second, 2)); // in any order
        rows.add(row(first, 1));
        assertEquals(
            first.next().contains(second) ? List.of() : List.of(Rule.LIFE),
            broken(rows),
            first + " " + second);
      }
    }
  }
}
