package h2lab.server.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import h2lab.server.conformance.Rule;
import h2lab.server.http2.StreamState.Input;
import h2lab.server.http2.StreamState.Scope;
import h2lab.server.http2.StreamState.Transition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Walks every cell of the protocol's tables. */
class ProtocolTablesTest {
  /** RFC 9113 section 5.1, written down a second time: a row per state, a column per input. */
  private static final List<String> STREAM_STATES =
      List.of(
          "IDLE: OPEN HALF_CLOSED_REMOTE c1 c1 c1 c1 IDLE -",
          "OPEN: s1 HALF_CLOSED_REMOTE OPEN HALF_CLOSED_REMOTE CLOSED OPEN OPEN RESET",
          "HALF_CLOSED_REMOTE: s5 s5 s5 s5 CLOSED HALF_CLOSED_REMOTE HALF_CLOSED_REMOTE CLOSED",
          "RESET: RESET RESET RESET RESET RESET RESET RESET -",
          "CLOSED: c5 c5 s5 s5 CLOSED CLOSED CLOSED -");

  @Test
  @Rule(section = "5.1", rule = "each frame does in each state of a stream what the section says")
  void everyStreamStateAndInputGoesWhereTheRfcSays() {
    for (StreamState state : StreamState.values()) {
      String[] expected = STREAM_STATES.get(state.ordinal()).split(" ");
      assertEquals(state + ":", expected[0]);
      for (Input input : Input.values()) {
        assertEquals(expected[1 + input.ordinal()], cell(state, input), state + " on " + input);
      }
    }
  }

  private static String cell(StreamState state, Input input) {
    Transition transition;
    try {
      transition = state.on(input);
    } catch (IllegalStateException e) {
      return "-";
    }
    return switch (transition.scope()) {
      case NONE -> transition.next().name();
      case STREAM -> "s" + transition.code().ordinal();
      case CONNECTION -> "c" + transition.code().ordinal();
    };
  }

  @Test
  @Rule(section = "5.4.2", rule = "an error of a stream resets it")
  void everyStreamErrorResetsTheStream() {
    for (StreamState state : StreamState.values()) {
      for (Input input : Input.values()) {
        if (cell(state, input).startsWith("s")) {
          assertEquals(StreamState.RESET, state.on(input).next());
          assertEquals(Scope.STREAM, state.on(input).scope());
        }
      }
    }
  }

  @Test
  void answeringWhereThereIsNothingToAnswerIsOurOwnMistake() {
    assertThrows(IllegalStateException.class, () -> StreamState.IDLE.on(Input.ANSWERED));
  }

  /**
   * Sections 6.1 to 6.10: shortest and longest payload, and whether stream 0 or another is right.
   */
  private static final List<String> FRAME_TYPES =
      List.of(
          "DATA 0 16384 stream",
          "HEADERS 0 16384 stream",
          "PRIORITY 5 5 stream",
          "RST_STREAM 4 4 stream",
          "SETTINGS 0 16384 connection",
          "PUSH_PROMISE 0 16384 stream",
          "PING 8 8 connection",
          "GOAWAY 8 16384 connection",
          "WINDOW_UPDATE 4 4 either",
          "CONTINUATION 0 16384 stream");

  @Test
  @Rule(section = "6", rule = "each frame type is allowed only its streams and lengths")
  void everyFrameTypeAllowsTheLengthsAndStreamsOfItsSection() {
    for (FrameType type : FrameType.values()) {
      String[] rule = FRAME_TYPES.get(type.code()).split(" ");
      assertEquals(rule[0], type.name());
      assertEquals(type, FrameType.of(type.code()));
      int least = Integer.parseInt(rule[1]);
      int most = Integer.parseInt(rule[2]);
      for (int streamId : new int[] {0, 1, Integer.MAX_VALUE}) {
        boolean right = rule[3].equals("either") || (streamId == 0) == rule[3].equals("connection");
        ErrorCode expected = right ? null : ErrorCode.PROTOCOL_ERROR;
        assertEquals(expected, type.fault(least, streamId), type + " on " + streamId);
        assertEquals(expected, type.fault(most, streamId), type + " on " + streamId);
        if (right) {
          assertEquals(ErrorCode.FRAME_SIZE_ERROR, type.fault(most + 1, streamId));
          assertEquals(
              least == 0 ? null : ErrorCode.FRAME_SIZE_ERROR,
              type.fault(Math.max(0, least - 1), streamId));
        }
      }
    }
  }

  @Test
  @Rule(section = "4.1", rule = "frames of other types are unknown")
  void everyOtherCodeIsUnknown() {
    for (int code = 10; code < 256; code++) {
      assertNull(FrameType.of(code));
    }
  }

  @Test
  @Rule(section = "3.4", rule = "SETTINGS come first")
  @Rule(section = "4.3", rule = "nothing comes between the frames of a field block")
  void everyPhaseAllowsTheFramesThatMayComeThen() {
    for (ConnectionPhase phase : ConnectionPhase.values()) {
      assertEquals(phase == ConnectionPhase.FRAMES, phase.allows(null), phase + " unknown");
      for (FrameType type : FrameType.values()) {
        boolean expected =
            switch (phase) {
              case PREFACE, ENDED -> false;
              case FIRST_SETTINGS -> type == FrameType.SETTINGS;
              case FRAMES -> type != FrameType.CONTINUATION;
              case FIELD_BLOCK -> type == FrameType.CONTINUATION;
            };
        assertEquals(expected, phase.allows(type), phase + " " + type);
      }
    }
  }

  @Test
  @Rule(section = "7", rule = "error codes are those of the section")
  void errorCodesAreThoseOfSection7() {
    assertEquals(0xd, ErrorCode.HTTP_1_1_REQUIRED.ordinal());
    assertEquals(0x7, ErrorCode.REFUSED_STREAM.ordinal());
    assertNotNull(ErrorCode.valueOf("ENHANCE_YOUR_CALM"));
  }
}
