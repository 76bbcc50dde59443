package h2lab.analysis.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each way in which a sequence can leave its golden, at each step. */
class SequenceCheckTest {
  private static final List<Step> STEPS =
      List.of(
          new Step("146", "READ_PORT"),
          new Step("1346", "DECRYPT"),
          new Step("1P46", "PROCESS_FRAMES"),
          new Step("1U46", "ENCRYPT"),
          new Step("46E", "WRITE_PORT"),
          new Step("", "WAIT"));

  private static List<ActionSequence> sequences(List<Step> second) {
    return List.of(new ActionSequence(1, STEPS), new ActionSequence(2, second));
  }

  private static Difference difference(List<Step> second) {
    Difference difference =
        SequenceCheck.firstDifference(sequences(STEPS), sequences(second)).orElseThrow();
    assertEquals(2, difference.clientId());
    return difference;
  }

  @Test
  void equalSequencesDoNotDiffer() {
    assertEquals(
        Optional.empty(), SequenceCheck.firstDifference(sequences(STEPS), sequences(STEPS)));
  }

  @Test
  void findsChangedFactsAtEachStep() {
    for (int index = 0; index < STEPS.size(); index++) {
      List<Step> changed = new ArrayList<>(STEPS);
      changed.set(index, new Step("X", STEPS.get(index).action()));
      assertEquals(index + 1, difference(changed).step());
    }
  }

  @Test
  void findsAChangedActionAtEachStep() {
    for (int index = 0; index < STEPS.size(); index++) {
      List<Step> changed = new ArrayList<>(STEPS);
      changed.set(index, new Step(STEPS.get(index).facts(), "OTHER"));
      assertEquals(index + 1, difference(changed).step());
    }
  }

  @Test
  void findsSwappedSteps() {
    for (int index = 0; index + 1 < STEPS.size(); index++) {
      List<Step> swapped = new ArrayList<>(STEPS);
      swapped.add(index, swapped.remove(index + 1));
      assertEquals(index + 1, difference(swapped).step());
    }
  }

  @Test
  void findsADroppedStep() {
    for (int index = 0; index < STEPS.size(); index++) {
      List<Step> fewer = new ArrayList<>(STEPS);
      fewer.remove(index);
      Difference difference = difference(fewer);
      assertEquals(index + 1, difference.step());
      assertEquals(Optional.of(STEPS.get(index)), difference.expected());
    }
    assertEquals(
        "client 2 differs at step 6: the recording ends, the golden has 6 steps",
        difference(STEPS.subList(0, 5)).summary());
  }

  @Test
  void findsAnAddedStep() {
    Step added = new Step("X", "ADDED");
    for (int index = 0; index <= STEPS.size(); index++) {
      List<Step> more = new ArrayList<>(STEPS);
      more.add(index, added);
      Difference difference = difference(more);
      assertEquals(index + 1, difference.step());
      assertEquals(Optional.of(added), difference.actual());
    }
  }

  @Test
  void findsAMissingClientAndOneTooMany() {
    List<ActionSequence> one = sequences(STEPS).subList(0, 1);

    assertEquals(
        "client 2 is missing in the recording",
        SequenceCheck.firstDifference(sequences(STEPS), one).orElseThrow().summary());
    assertEquals(
        "client 2 is not in the golden",
        SequenceCheck.firstDifference(one, sequences(STEPS)).orElseThrow().summary());
  }
}
