package h2lab.server.conformance.model;

import static h2lab.server.conformance.model.FrameModel.PROTOCOL;

import h2lab.server.conformance.model.ConnectionModel.Phase;
import h2lab.server.conformance.model.HpackModel.Field;
import h2lab.server.conformance.model.RequestModel.Judgement;
import h2lab.server.conformance.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Field blocks, from HEADERS to the last CONTINUATION, and what becomes of their streams. */
final class BlockModel {
  private static final String CALM = "ENHANCE_YOUR_CALM";

  private final ConnectionModel connection;
  private final Map<String, Long> limits;
  private final RequestModel requests;
  private final HpackModel hpack = new HpackModel();
  private ByteArrayOutputStream block = new ByteArrayOutputStream();
  private int frames;
  private int stream;
  private boolean endsStream;

  /** State of the stream when its block began. */
  private String before;

  BlockModel(ConnectionModel connection, Map<String, Long> limits) {
    this.connection = connection;
    this.limits = limits;
    requests = new RequestModel(limits);
  }

  int stream() {
    return stream;
  }

  int tableEntries() {
    return hpack.entries();
  }

  /** HEADERS or CONTINUATION that may come now; the connection errors it makes. */
  Set<String> receive(Frame frame, Expectation expected) {
    if (frame.type() == Frame.HEADERS) {
      stream = frame.stream();
      endsStream = frame.has(Frame.END_STREAM);
      block = new ByteArrayOutputStream();
      frames = 0;
      begin(expected);
    }
    frames++;
    block.writeBytes(FrameModel.content(frame));
    if (frames > limits.get("fieldBlockFrames") || block.size() > limits.get("fieldBlockOctets")) {
      return Set.of(CALM);
    }
    if (!frame.has(Frame.END_HEADERS)) {
      connection.phase = Phase.BLOCK;
      return Set.of();
    }
    connection.phase = Phase.FRAMES;
    try {
      List<Field> fields = hpack.decode(block.toByteArray());
      return requests.outrageous(fields) ? Set.of(CALM) : ended(fields, expected);
    } catch (HpackModel.Fault e) {
      return Set.of("COMPRESSION_ERROR");
    }
  }

  /** What can be told at once is (5.1, 5.1.2), though the block is decoded all the same. */
  private void begin(Expectation expected) {
    before = connection.state(stream);
    if (before.equals("idle")) {
      connection.highest = stream;
      if (connection.streams.size() >= limits.get("concurrentStreams")) {
        connection.error(stream, "REFUSED_STREAM", expected);
      }
    } else if (before.equals("half-closed (remote)")) {
      connection.error(stream, "STREAM_CLOSED", expected);
    } else if (before.equals("open") && !endsStream) {
      connection.error(stream, PROTOCOL, expected); // trailers end the request (8.1)
    }
  }

  private Set<String> ended(List<Field> fields, Expectation expected) {
    if (connection.state(stream).equals("reset by server")) {
      return Set.of();
    }
    switch (before) {
      case "idle" -> request(fields, expected);
      case "open" -> trailers(connection.streams.get(stream), fields, expected);
      default -> {}
    }
    return Set.of();
  }

  private void request(List<Field> fields, Expectation expected) {
    Judgement judgement = requests.judge(fields, endsStream);
    if (judgement.fate() == RequestModel.Fate.MALFORMED) {
      connection.error(stream, PROTOCOL, expected);
      return;
    }
    WindowsModel windows = connection.windows;
    StreamModel opened =
        new StreamModel(stream, judgement, windows.initialReceive, windows.initialSend);
    opened.requestEnded = endsStream;
    connection.streams.put(stream, opened);
    if (judgement.fate() == RequestModel.Fate.AT_ONCE) {
      opened.answer();
      expected.must("HEADERS " + stream + " " + opened.status);
    }
    advance(opened, expected);
  }

  private void trailers(StreamModel open, List<Field> fields, Expectation expected) {
    open.requestEnded = true;
    if (requests.badTrailers(fields)) {
      connection.error(stream, PROTOCOL, expected);
    } else {
      advance(open, expected);
    }
  }

  /** More of a request has come: content, or its end. */
  void advance(StreamModel open, Expectation expected) {
    stream = open.id;
    boolean tooLong = open.received() > limits.get("bodyOctets");
    if (open.breaksPromise()) {
      if (open.answering && tooLong) {
        expected.must(reset(PROTOCOL), reset(CALM));
        connection.reset(stream);
      } else {
        connection.error(stream, PROTOCOL, expected);
      }
      return;
    }
    boolean begins =
        switch (open.judgement.fate()) {
          case ECHO -> true;
          case AT_END -> open.requestEnded;
          default -> false;
        };
    if (open.answering && tooLong) {
      connection.error(stream, CALM, expected); // too late for another status
    } else if (tooLong) {
      open.answer(413);
      expected.must("HEADERS " + open.id + " 413");
    } else if (!open.answering && begins) {
      open.answer();
      expected.must("HEADERS " + open.id + " " + open.status);
    }
  }

  private String reset(String code) {
    return "RST_STREAM " + stream + " " + code;
  }
}
