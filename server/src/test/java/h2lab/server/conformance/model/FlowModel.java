package h2lab.server.conformance.model;

import h2lab.server.conformance.wire.Frame;
import java.util.Set;

/** Connection errors of flow control (section 6.9). */
final class FlowModel {
  private FlowModel() {}

  /** Those that {@code frame} makes; the connection's windows are as before it. */
  static Set<String> faults(ConnectionModel connection, Frame frame) {
    WindowsModel windows = connection.windows;
    if (frame.type() == Frame.DATA) {
      StreamModel stream = connection.streams.get(frame.stream());
      boolean ofStream =
          stream != null && !stream.requestEnded && frame.payload().length > stream.receiveWindow;
      return frame.payload().length > windows.receive || ofStream
          ? Set.of(FrameModel.FLOW)
          : Set.of();
    }
    boolean right = frame.stream() == 0 && frame.payload().length == 4;
    if (frame.type() == Frame.WINDOW_UPDATE && right) {
      long increment = frame.number(0, 4) & WindowsModel.MOST;
      if (increment == 0) {
        return Set.of(FrameModel.PROTOCOL);
      }
      return windows.send + increment > WindowsModel.MOST ? Set.of(FrameModel.FLOW) : Set.of();
    }
    return Set.of();
  }
}
