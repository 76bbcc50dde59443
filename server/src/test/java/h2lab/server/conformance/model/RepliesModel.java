package h2lab.server.conformance.model;

import h2lab.server.conformance.model.ConnectionModel.Phase;
import h2lab.server.conformance.model.HpackModel.Field;
import h2lab.server.conformance.wire.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the server sent: what windows and the request allow it, and all of it. */
final class RepliesModel {
  private static final int MAX_FRAME_SIZE = 16_384;

  private final ConnectionModel connection;
  private final HpackModel hpack = new HpackModel();

  /** Streams on which the server has sent RST_STREAM, and can send nothing more. */
  private final Set<Integer> reset = new HashSet<>();

  private boolean settingsSent;

  RepliesModel(ConnectionModel connection) {
    this.connection = connection;
  }

  /** Takes note of a frame and complains of what it breaks. */
  void sent(Frame frame, Expectation expected) {
    if (frame.payload().length > MAX_FRAME_SIZE) {
      expected.complain("longer than the client takes: " + frame);
    }
    if (frame.type() == Frame.RST_STREAM) {
      reset.add(frame.stream());
    } else if (reset.contains(frame.stream())) {
      expected.complain("behind RST_STREAM: " + frame);
    }
    switch (frame.type()) {
      case Frame.DATA -> data(frame, expected);
      case Frame.HEADERS -> headers(frame, expected);
      case Frame.WINDOW_UPDATE -> windowUpdate(frame, expected);
      case Frame.SETTINGS -> settings(frame);
      case Frame.PING -> {
        if (!frame.has(Frame.ACK)) {
          connection.drainPing = Long.toHexString(frame.number(0, 8));
        }
      }
      default -> {}
    }
  }

  private void settings(Frame frame) {
    for (int at = 0; !settingsSent && at < frame.payload().length; at += 6) {
      if (frame.number(at, 2) == 4) {
        connection.windows.initialReceive = frame.number(at + 2, 4);
      }
    }
    settingsSent = true;
  }

  private void headers(Frame frame, Expectation expected) {
    StreamModel stream = connection.streams.get(frame.stream());
    if (stream == null || !stream.answering) {
      return; // the item that tells of it is not expected
    }
    Map<String, String> fields = new HashMap<>();
    try {
      for (Field field : hpack.decode(frame.payload())) {
        fields.merge(field.name(), field.value(), (one, other) -> one + ", " + other);
      }
    } catch (HpackModel.Fault e) {
      expected.complain("a response that cannot be decoded: " + e.getMessage());
    }
    wrongFields(stream, fields).forEach(expected::complain);
    if (frame.has(Frame.END_STREAM)) {
      note(stream.sent(new byte[0], true), stream, expected);
    }
  }

  private static List<String> wrongFields(StreamModel stream, Map<String, String> fields) {
    List<String> wrong = new ArrayList<>();
    String of = " in the response to stream " + stream.id;
    String length = fields.get("content-length");
    if (!stream.type().equals(fields.get("content-type"))) {
      wrong.add("content-type " + fields.get("content-type") + of);
    }
    if (stream.lengthInHeaders() >= 0 && !String.valueOf(stream.lengthInHeaders()).equals(length)) {
      wrong.add("content-length " + length + of);
    }
    if ((stream.status == 405) != fields.containsKey("allow")) {
      wrong.add("allow " + fields.get("allow") + of);
    }
    return wrong;
  }

  private static void note(String wrong, StreamModel stream, Expectation expected) {
    if (wrong != null) {
      expected.complain("stream " + stream.id + ": " + wrong);
    }
  }

  private void data(Frame frame, Expectation expected) {
    StreamModel stream = connection.streams.get(frame.stream());
    if (stream == null) {
      expected.complain("DATA on stream " + frame.stream() + ", which is closed");
      return;
    }
    int length = frame.payload().length;
    if (length > 0 && length > Math.min(stream.sendWindow, connection.windows.send)) {
      expected.complain("beyond the client's windows: " + frame);
    }
    stream.sendWindow -= length;
    connection.windows.send -= length;
    boolean ends = frame.has(Frame.END_STREAM);
    note(stream.sent(FrameModel.content(frame), ends), stream, expected);
  }

  private void windowUpdate(Frame frame, Expectation expected) {
    long increment = frame.number(0, 4);
    StreamModel stream = connection.streams.get(frame.stream());
    if (increment < 1 || increment > WindowsModel.MOST) {
      expected.complain("an increment out of range: " + frame);
    } else if (frame.stream() == 0) {
      connection.windows.receive += increment;
    } else if (stream != null) {
      stream.receiveWindow += increment;
    } else if (!connection.state(frame.stream()).equals("reset by server")) {
      expected.complain("a window for a stream that is closed: " + frame);
    }
  }

  /** After all frames of a step: what should have been sent is, and what is done leaves. */
  void settle(Expectation expected) {
    if (connection.phase == Phase.ENDED) {
      return;
    }
    for (StreamModel stream : List.copyOf(connection.streams.values())) {
      long window = Math.min(stream.sendWindow, connection.windows.send);
      if (stream.available() > 0 && window > 0) {
        expected.complain("stream " + stream.id + " could be answered, and is not");
      }
      if (stream.complete() && !stream.answered) {
        expected.complain("stream " + stream.id + " has its answer, and does not end");
      }
      if (stream.answered && !stream.requestEnded) {
        expected.must("RST_STREAM " + stream.id + " NO_ERROR");
        connection.reset(stream.id);
      } else if (stream.answered) {
        connection.streams.remove(stream.id);
      }
    }
    boolean leaving = connection.clientLeaves || connection.drained;
    if (leaving && connection.streams.isEmpty()) {
      connection.phase = Phase.ENDED;
      expected.must("Drained");
      expected.may("GOAWAY NO_ERROR");
    }
  }
}
