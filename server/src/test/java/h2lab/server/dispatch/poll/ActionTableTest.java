package h2lab.server.dispatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The action table, walked whole. */
class ActionTableTest {
  private static final int FACT_SETS = 1 << ClientFact.values().length;

  /** Row by row, as one reads the table. */
  private static Action firstThatHolds(Set<ClientFact> facts) {
    return Action.rows().stream()
        .filter(row -> facts.containsAll(row.needed()))
        .filter(row -> Collections.disjoint(facts, row.forbidden()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everySetOfFactsHasTheFirstActionThatHolds() {
    for (int facts = 0; facts < FACT_SETS; facts++) {
      assertEquals(
          firstThatHolds(ClientFact.of(facts)),
          Action.next(facts),
          ClientFact.of(facts).toString());
    }
  }

  @Test
  void everyActionIsNextForSomeSetOfFacts() {
    Set<Action> met = EnumSet.noneOf(Action.class);
    for (int facts = 0; facts < FACT_SETS; facts++) {
      met.add(Action.next(facts));
    }
    assertEquals(EnumSet.allOf(Action.class), met);
  }

  @Test
  void noActionForbidsWhatItNeeds() {
    for (Action row : Action.rows()) {
      assertEquals(Set.of(), intersection(row.needed(), row.forbidden()), row.name());
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
      assertEquals(broken, Action.next(facts) == Action.ABANDON, ClientFact.of(facts).toString());
    }
  }

  @Test
  void nothingIsReadOfAClientWhileOctetsOfItWait() {
    for (int facts = 0; facts < FACT_SETS; facts++) {
      if (Action.next(facts) == Action.PROCESS_DATA_ON_SOCKET) {
        Set<ClientFact> held = ClientFact.of(facts);
        assertFalse(
            held.contains(ClientFact.HAS_PLAIN) || held.contains(ClientFact.CAN_READ_TLS),
            held.toString());
      }
    }
  }
}
