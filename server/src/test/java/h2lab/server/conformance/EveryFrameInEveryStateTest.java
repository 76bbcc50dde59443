package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.conformance.model.ServerModel;
import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every frame variant on every stream in every state and phase: the core does what the model says,
 * at that frame and at those that come after it.
 */
class EveryFrameInEveryStateTest {
  private static final int[] STREAMS = {StreamSetup.STREAM, 0, 2, 10, 301};
  private static final int SHOWN = 1000;

  static Stream<Arguments> places() {
    return Stream.of(PhaseSetup.values())
        .flatMap(
            phase ->
                Stream.of(StreamSetup.values())
                    .filter(phase::goesWith)
                    .map(setup -> Arguments.of(phase, setup)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("places")
  @Rule(section = "5.1", rule = "each frame does in each state of a stream what the section says")
  @Rule(section = "6", rule = "each frame type is allowed only its streams and lengths")
  @Rule(section = "4.1", rule = "undefined flags, types and the reserved bit are ignored")
  void theCoreDoesWhatTheModelSays(PhaseSetup phase, StreamSetup setup) {
    List<String> disagreements = new ArrayList<>();
    FrameVariants.all()
        .forEach(
            (name, variant) -> {
              for (int stream : STREAMS) {
                String found = disagreement(phase, setup, variant, stream);
                if (found != null) {
                  disagreements.add(name + " on " + stream + ": " + found);
                }
              }
            });
    List<String> shown = disagreements.subList(0, Math.min(SHOWN, disagreements.size()));
    assertEquals("", String.join("\n", shown), disagreements.size() + " in all");
  }

  private static String disagreement(
      PhaseSetup phase, StreamSetup setup, IntFunction<Frame> variant, int stream) {
    List<Step> steps =
        Step.and(
            phase.steps(setup),
            variant.apply(stream),
            Frame.of(Frame.PING, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1),
            Frame.ofNumber(Frame.WINDOW_UPDATE, StreamSetup.STREAM, 2),
            Frame.data(StreamSetup.STREAM, true, 3),
            Frame.ofNumber(Frame.WINDOW_UPDATE, StreamSetup.STREAM, 100_000),
            Frame.headers(401, true, FieldBlock.get()),
            Frame.headers(StreamSetup.STREAM, true, FieldBlock.get()));
    return Agreement.disagreement(Bounds.LOW, steps);
  }

  /** Else the test above would test other states than it says. */
  @ParameterizedTest
  @EnumSource(StreamSetup.class)
  void theSetupsReachTheirStates(StreamSetup setup) {
    try (Agreement agreement = new Agreement(Bounds.LOW)) {
      for (Step step : PhaseSetup.FRAMES.steps(setup)) {
        assertEquals(List.of(), agreement.take(step), step::toString);
      }
      ServerModel model = agreement.model();
      assertEquals(setup.state(), model.state(StreamSetup.STREAM));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PhaseSetup.class,
      names = {"IN_ITS_BLOCK", "IN_ANOTHER_BLOCK", "ENDED"})
  void thePhasesAreReached(PhaseSetup phase) {
    try (Agreement agreement = new Agreement(Bounds.LOW)) {
      phase.steps(StreamSetup.OPEN_FOR_SINK).forEach(agreement::take);
      assertEquals(phase == PhaseSetup.ENDED, agreement.model().ended());
      assertEquals(phase != PhaseSetup.ENDED, agreement.model().inFieldBlock());
    }
  }

  @Test
  @Rule(section = "3.4", rule = "a connection begins with the client preface, to the last octet")
  void everyWrongOctetOfThePrefaceIsSeen() {
    String right = Step.PREFACE.preface();
    for (int at = 0; at < right.length(); at++) {
      String wrong = right.substring(0, at) + 'x' + right.substring(at + 1);
      assertEquals(
          null, Agreement.disagreement(Bounds.LOW, List.of(new Step.Open(wrong))), "octet " + at);
    }
  }
}
