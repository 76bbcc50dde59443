package h2lab.server.conformance;

import h2lab.server.conformance.model.HpackModel;
import h2lab.server.conformance.wire.Frame;
import h2lab.server.http2.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** Replies as text, the way {@link h2lab.server.conformance.model.ServerModel} predicts them. */
final class Told {
  private final HpackModel hpack = new HpackModel();

  /** What one frame says; null for DATA and WINDOW_UPDATE, of which only sums matter. */
  String tell(Frame frame) {
    int stream = frame.stream();
    return switch (frame.type()) {
      case Frame.DATA, Frame.WINDOW_UPDATE -> null;
      case Frame.HEADERS -> "HEADERS " + stream + " " + status(frame);
      case Frame.RST_STREAM -> "RST_STREAM " + stream + " " + code(frame.number(0, 4));
      case Frame.GOAWAY -> "GOAWAY " + code(frame.number(4, 4));
      case Frame.PING ->
          frame.has(Frame.ACK) ? "PING ACK " + Long.toHexString(frame.number(0, 8)) : "PING";
      case Frame.SETTINGS -> frame.has(Frame.ACK) ? "SETTINGS ACK" : "SETTINGS";
      default -> frame.toString();
    };
  }

  /** What frames say, those left out of which only sums matter. */
  List<String> tell(List<Frame> frames) {
    List<String> told = new ArrayList<>();
    for (Frame frame : frames) {
      String text = tell(frame);
      if (text != null) {
        told.add(text);
      }
    }
    return told;
  }

  private String status(Frame headers) {
    try {
      return hpack.decode(headers.payload()).stream()
          .filter(field -> field.name().equals(":status"))
          .map(HpackModel.Field::value)
          .findFirst()
          .orElse("without status");
    } catch (HpackModel.Fault e) {
      return "undecodable: " + e.getMessage();
    }
  }

  private static String code(long code) {
    ErrorCode[] known = ErrorCode.values();
    return code < known.length ? known[(int) code].name() : String.valueOf(code);
  }
}
