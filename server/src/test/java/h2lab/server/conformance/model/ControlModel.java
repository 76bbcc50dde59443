package h2lab.server.conformance.model;

import static h2lab.server.conformance.model.FrameModel.FLOW;
import static h2lab.server.conformance.model.FrameModel.PROTOCOL;

import h2lab.server.conformance.model.ConnectionModel.Phase;
import h2lab.server.conformance.wire.Frame;
import java.util.Set;

/**
 * Frames that steer a connection and ask for nothing (sections 6.5, 6.7 to 6.9); each method tells
 * the connection errors that a frame makes, which is right by itself and may come.
 */
final class ControlModel {
  private final ConnectionModel connection;

  ControlModel(ConnectionModel connection) {
    this.connection = connection;
  }

  Set<String> settings(Frame frame, Expectation expected) {
    if (frame.has(Frame.ACK)) {
      connection.settingsAcknowledged = true;
      return Set.of();
    }
    connection.phase = Phase.FRAMES;
    for (int at = 0; at < frame.payload().length; at += 6) {
      if (frame.number(at, 2) == 4) {
        long change = frame.number(at + 2, 4) - connection.windows.initialSend;
        connection.windows.initialSend += change;
        connection.streams.values().forEach(stream -> stream.sendWindow += change);
        if (connection.streams.values().stream().anyMatch(ControlModel::overflows)) {
          return Set.of(FLOW);
        }
      }
    }
    expected.must("SETTINGS ACK");
    return Set.of();
  }

  private static boolean overflows(StreamModel stream) {
    return stream.sendWindow > WindowsModel.MOST;
  }

  Set<String> ping(Frame frame, Expectation expected) {
    String octets = Long.toHexString(frame.number(0, 8));
    if (!frame.has(Frame.ACK)) {
      expected.must("PING ACK " + octets);
    } else if (octets.equals(connection.drainPing) && !connection.drained) {
      connection.drained = true;
      connection.lastStream = connection.highest;
      expected.must("GOAWAY NO_ERROR");
    }
    return Set.of();
  }

  Set<String> goAway(Frame frame, Expectation expected) {
    String told = "GoAway " + (frame.number(0, 4) & WindowsModel.MOST) + " " + frame.number(4, 4);
    if (connection.clientLeaves) {
      expected.may(told); // no news
    } else {
      expected.must(told);
    }
    connection.clientLeaves = true;
    return Set.of();
  }

  /** Section 6.9; the connection's overflow is said already. */
  Set<String> windowUpdate(Frame frame, Expectation expected) {
    long increment = frame.number(0, 4) & WindowsModel.MOST;
    StreamModel stream = connection.streams.get(frame.stream());
    if (frame.stream() == 0) {
      connection.windows.send += increment;
    } else if (stream != null) {
      stream.sendWindow += increment;
      if (increment == 0 || overflows(stream)) {
        connection.error(frame.stream(), increment == 0 ? PROTOCOL : FLOW, expected);
      }
    } else if (increment == 0 && connection.state(frame.stream()).equals("closed")) {
      connection.error(frame.stream(), PROTOCOL, expected);
    }
    return Set.of();
  }
}
