package h2lab.server.conformance;

import h2lab.server.conformance.model.HpackModel;
import h2lab.server.conformance.model.HpackModel.Field;
import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.Frame;
import h2lab.server.http2.Http2Connection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sends one request after the other on one connection, and tells how each is answered. A request
 * for HEAD /octets/N shows in its answer which path the server understood.
 */
final class Asking implements AutoCloseable {
  private final Dialogue dialogue =
      new Dialogue(new Http2Connection(Bounds.USUAL.limits()), Dialogue.ROOMY);
  private final Told told = new Told();
  private int stream = 1;

  Asking() {
    dialogue.feed(Step.octets(Step.opened()));
    dialogue.takeReplies();
  }

  /** How a connection of its own answers one request. */
  static String once(FieldBlock block) {
    try (Asking asking = new Asking()) {
      return asking.ask(block);
    }
  }

  /**
   * Sends a whole request.
   *
   * @return such as {@code 200 17}, status and content-length if there is one, or {@code RST_STREAM
   *     PROTOCOL_ERROR}, or {@code GOAWAY COMPRESSION_ERROR}
   */
  String ask(FieldBlock block) {
    dialogue.feed(Frame.headers(stream, true, block).octets());
    stream += 2;
    return dialogue.takeReplies().stream()
        .filter(reply -> reply.type() != Frame.DATA)
        .map(this::answer)
        .collect(Collectors.joining("; "));
  }

  private String answer(Frame reply) {
    if (reply.type() != Frame.HEADERS) {
      return told.tell(reply).replaceAll(" [0-9]+ ", " ");
    }
    try {
      List<Field> fields = new HpackModel().decode(reply.payload());
      return value(fields, ":status") + value(fields, "content-length");
    } catch (HpackModel.Fault e) {
      throw new AssertionError("an answer that cannot be decoded: " + reply, e);
    }
  }

  private static String value(List<Field> fields, String name) {
    String value =
        fields.stream()
            .filter(field -> field.name().equals(name))
            .map(Field::value)
            .collect(Collectors.joining(","));
    return name.startsWith(":") || value.isEmpty() ? value : " " + value;
  }

  @Override
  public void close() {
    dialogue.close();
  }
}
