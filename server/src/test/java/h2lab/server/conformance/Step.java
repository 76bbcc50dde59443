package h2lab.server.conformance;

import h2lab.server.conformance.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One step of a conversation: what the client sends, or the server is told. */
sealed interface Step {
  /** The client preface as it must be. */
  Open PREFACE = new Open("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

  /** The server is told to drain. */
  Drain DRAIN = new Drain();

  /** The client answers the PING that came with the first GOAWAY of a drain, if one came. */
  AnswerDrain ANSWER_DRAIN = new AnswerDrain();

  record Open(String preface) implements Step {
    byte[] octets() {
      return preface.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  record Send(Frame frame) implements Step {
    @Override
    public String toString() {
      return frame.toString();
    }
  }

  record Drain() implements Step {}

  record AnswerDrain() implements Step {}

  /** Preface and SETTINGS, then these frames. */
  static List<Step> opened(Frame... frames) {
    List<Step> steps = new ArrayList<>(List.of(PREFACE, new Send(Frame.settings())));
    for (Frame frame : frames) {
      steps.add(new Send(frame));
    }
    return steps;
  }

  /** These steps and then some frames. */
  static List<Step> and(List<Step> steps, Frame... frames) {
    List<Step> all = new ArrayList<>(steps);
    for (Frame frame : frames) {
      all.add(new Send(frame));
    }
    return all;
  }

  /** What a client sends from the first octet on, if nobody drains. */
  static byte[] octets(List<Step> steps) {
    var octets = new java.io.ByteArrayOutputStream();
    for (Step step : steps) {
      switch (step) {
        case Open open -> octets.writeBytes(open.octets());
        case Send send -> octets.writeBytes(send.frame().octets());
        default -> throw new IllegalArgumentException("not the client's: " + step);
      }
    }
    return octets.toByteArray();
  }
}
