package h2lab.server.conformance;

import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.Frame;
import java.util.ArrayList;
import java.util.List;

/** Ways to bring stream 9 of a connection with {@link Bounds#LOW} into each state there is. */
enum StreamSetup {
  IDLE("idle"),
  OPEN_FOR_SINK("open", post("/sink")),
  OPEN_FOR_ECHO("open", post("/echo"), Frame.data(9, false, 7)),
  OPEN_FOR_HELLO("open", Frame.headers(9, false, FieldBlock.get())),
  OPEN_AND_PROMISED(
      "open",
      Frame.headers(9, false, FieldBlock.request("POST", "/sink").field("content-length", "10"))),
  OPEN_AND_ANSWERING("open", Frame.settings(4, 0), tooMuch()),
  ECHO_WAITS("open", Frame.settings(4, 3), post("/echo"), Frame.data(9, false, 7)),
  WAITING("half-closed (remote)", Frame.settings(4, 4), Frame.headers(9, true, FieldBlock.get())),
  ECHOING("half-closed (remote)", Frame.settings(4, 3), post("/echo"), Frame.data(9, true, 7)),
  ANSWERED("closed", Frame.headers(9, true, FieldBlock.get())),
  RESET_BY_CLIENT("closed", post("/sink"), Frame.ofNumber(Frame.RST_STREAM, 9, 8)),
  SKIPPED("closed", Frame.headers(11, true, FieldBlock.get())),
  MALFORMED("reset by server", malformed(9)),
  ANSWERED_EARLY("reset by server", tooMuch()),
  REFUSED("reset by server", open(1), open(3), open(5), open(7), open(9)),
  LONG_FORGOTTEN("closed", manyMalformed());

  /** The stream that is in this state. */
  static final int STREAM = 9;

  private final String state;
  private final List<Frame> frames;

  StreamSetup(String state, Frame... frames) {
    this.state = state;
    this.frames = List.of(frames);
  }

  private static Frame post(String path) {
    return Frame.headers(9, false, FieldBlock.request("POST", path));
  }

  private static Frame tooMuch() {
    FieldBlock block = FieldBlock.request("POST", "/sink").field("content-length", "40001");
    return Frame.headers(9, false, block);
  }

  private static Frame open(int stream) {
    return Frame.headers(stream, false, FieldBlock.request("POST", "/sink"));
  }

  private static Frame malformed(int stream) {
    return Frame.headers(stream, false, FieldBlock.get().field("A", "b"));
  }

  private static Frame[] manyMalformed() {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i <= 128; i++) {
      frames.add(malformed(9 + 2 * i));
    }
    return frames.toArray(Frame[]::new);
  }

  /** The state, in the words of section 5.1, and by whom the stream was closed. */
  String state() {
    return state;
  }

  /** What brings the stream there after preface and SETTINGS. */
  List<Frame> frames() {
    return frames;
  }
}
