package h2lab.server.conformance;

import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.Frame;
import java.util.ArrayList;
import java.util.List;

/** Ways to bring a connection whose stream 9 is in some state into each phase there is. */
enum PhaseSetup {
  /** The client's SETTINGS are yet to come; every stream is idle. */
  FIRST_SETTINGS,
  FRAMES,
  /** Within the field block of stream 9. */
  IN_ITS_BLOCK,
  /** Within the field block of stream 201. */
  IN_ANOTHER_BLOCK,
  /** The client has sent GOAWAY, and stream 203 is open. */
  CLIENT_LEAVES,
  /** The server has sent the first GOAWAY of a drain. */
  DRAINING,
  /** The server has sent the last GOAWAY of a drain, and stream 203 is open. */
  DRAINED,
  /** The server has sent GOAWAY for an error. */
  ENDED;

  private static final Frame OPEN_203 =
      Frame.headers(203, false, FieldBlock.request("POST", "/sink"));

  private static Frame beginning(int stream) {
    return new Frame(Frame.HEADERS, Frame.END_STREAM, stream, FieldBlock.get().octets());
  }

  /** Whether a stream in the state of {@code setup} can be there in this phase. */
  boolean goesWith(StreamSetup setup) {
    return switch (this) {
      case FIRST_SETTINGS -> setup == StreamSetup.IDLE;
      // HEADERS end the connection there
      case IN_ITS_BLOCK -> !setup.state().equals("closed");
      default -> true;
    };
  }

  /** All that comes before the frame under test. */
  List<Step> steps(StreamSetup setup) {
    if (this == FIRST_SETTINGS) {
      return List.of(Step.PREFACE);
    }
    List<Step> steps = new ArrayList<>(Step.opened(setup.frames().toArray(Frame[]::new)));
    switch (this) {
      case IN_ITS_BLOCK -> steps.add(new Step.Send(beginning(StreamSetup.STREAM)));
      case IN_ANOTHER_BLOCK -> steps.add(new Step.Send(beginning(201)));
      case CLIENT_LEAVES -> {
        steps.add(new Step.Send(OPEN_203));
        steps.add(new Step.Send(new Frame(Frame.GOAWAY, 0, 0, new byte[8])));
      }
      case DRAINING -> steps.add(Step.DRAIN);
      case DRAINED -> steps.addAll(List.of(new Step.Send(OPEN_203), Step.DRAIN, Step.ANSWER_DRAIN));
      case ENDED -> steps.add(new Step.Send(Frame.of(Frame.PING, 0, 0, 1)));
      default -> {}
    }
    return steps;
  }
}
