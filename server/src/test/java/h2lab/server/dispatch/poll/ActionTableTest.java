package h2lab.server.dispatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import h2lab.server.dispatch.MarkedFact;
import h2lab.tracing.ActionEffect;
import h2lab.tracing.Course;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The action table, walked whole. */
class ActionTableTest {
  private static final int FACT_SETS = 1 << ClientFact.values().length;
  private static final Action[] ROWS = Action.values();

  private static Set<ClientFact> facts(int set) {
    return MarkedFact.of(set, ClientFact.values());
  }

  private static Set<ClientFact> needed(Action row) {
    return facts(row.row().when().needs());
  }

  private static Set<ClientFact> forbidden(Action row) {
    return facts(row.row().when().without());
  }

  /** Row by row, as one reads the table. */
  private static Action firstThatHolds(Set<ClientFact> facts) {
    return Stream.of(ROWS)
        .filter(row -> facts.containsAll(needed(row)))
        .filter(row -> Collections.disjoint(facts, forbidden(row)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everySetOfFactsHasTheFirstActionThatHolds() {
    for (int facts = 0; facts < FACT_SETS; facts++) {
      assertEquals(firstThatHolds(facts(facts)), Action.TABLE.next(facts), facts(facts).toString());
    }
  }

  @Test
  void everyActionIsNextForSomeSetOfFacts() {
    Set<Action> met = EnumSet.noneOf(Action.class);
    for (int facts = 0; facts < FACT_SETS; facts++) {
      met.add(Action.TABLE.next(facts));
    }
    assertEquals(EnumSet.allOf(Action.class), met);
  }

  @Test
  void noActionForbidsWhatItNeeds() {
    for (Action row : ROWS) {
      assertEquals(Set.of(), intersection(needed(row), forbidden(row)), row.name());
    }
  }

  @Test
  void whatAnActionAlwaysAddsItDoesNotAlwaysRemove() {
    for (Action row : ROWS) {
      ActionEffect effect = row.row().effect();
      assertEquals(0, effect.adds() & effect.removes(), row.name());
    }
  }

  @Test
  void everyActionThatProceedsCanEndItsOwnTurn() {
    for (Action row : ROWS) {
      ActionEffect effect = row.row().effect();
      int may = effect.removes() | effect.mayRemove();
      int mayAdd = effect.adds() | effect.mayAdd();
      boolean canEnd =
          (row.row().when().needs() & may) != 0 || (row.row().when().without() & mayAdd) != 0;
      assertEquals(effect.course() == Course.PROCEEDS, canEnd, row.name());
    }
  }

  private static Set<ClientFact> intersection(Set<ClientFact> one, Set<ClientFact> other) {
    Set<ClientFact> both = EnumSet.noneOf(ClientFact.class);
    both.addAll(one);
    both.retainAll(other);
    return both;
  }

  @Test
  void aClientThatIsBrokenIsAbandonedWhateverElseHolds() {
    for (int facts = 0; facts < FACT_SETS; facts++) {
      boolean broken = (facts & ClientFact.BROKEN.bit()) != 0;
      assertEquals(broken, Action.TABLE.next(facts) == Action.ABANDON, facts(facts).toString());
    }
  }

  @Test
  void nothingIsReadOfAClientWhileOctetsOfItWait() {
    for (int facts = 0; facts < FACT_SETS; facts++) {
      if (Action.TABLE.next(facts) == Action.PROCESS_DATA_ON_SOCKET) {
        Set<ClientFact> held = facts(facts);
        assertFalse(
            held.contains(ClientFact.HAS_PLAIN) || held.contains(ClientFact.CAN_READ_TLS),
            held.toString());
      }
    }
  }
}
