package h2lab.server.conformance;

import h2lab.server.conformance.wire.Frame;
import h2lab.server.http2.ServerProtocol;
import java.util.ArrayList;
import java.util.List;

/** What an implementation says to some frames, as far as two may be compared. */
final class Verdict {
  /** Nothing was said. */
  static final String NOTHING = "nothing";

  private Verdict() {}

  /**
   * Lets {@code protocol} judge, and closes it.
   *
   * @return statuses, stream and connection errors and acknowledgements, such as {@code 200,
   *     RST_STREAM NO_ERROR}
   */
  static String of(ServerProtocol protocol, DifferentialInputs.Input input) {
    try (Dialogue dialogue = new Dialogue(protocol, Dialogue.ROOMY)) {
      dialogue.feed(Step.octets(input.before()));
      if (dialogue.ended()) {
        return "ended before";
      }
      dialogue.takeReplies();
      Told told = new Told();
      List<String> verdict = new ArrayList<>();
      for (Frame frame : input.frames()) {
        dialogue.feed(frame.octets());
        told.tell(dialogue.takeReplies()).forEach(item -> verdict.add(withoutStream(item)));
      }
      return verdict.isEmpty() ? NOTHING : String.join(", ", verdict.stream().sorted().toList());
    }
  }

  private static String withoutStream(String item) {
    String[] words = item.split(" ");
    return switch (words[0]) {
      case "HEADERS" -> words[2];
      case "RST_STREAM" -> words[0] + " " + words[2];
      case "PING" -> "PING ACK";
      default -> item;
    };
  }
}
