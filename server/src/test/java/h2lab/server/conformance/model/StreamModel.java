package h2lab.server.conformance.model;

import h2lab.server.conformance.model.RequestModel.Fate;
import h2lab.server.conformance.model.RequestModel.Judgement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A stream that is open or half-closed (remote): what has come, and what must go. */
final class StreamModel {
  final int id;
  final Judgement judgement;
  boolean requestEnded;
  boolean answering;
  boolean answered;
  long receiveWindow;
  long sendWindow;

  /** Status and content of the answer, which an error found later may replace. */
  int status;

  private String content;
  private long length;
  private long sent;
  private long received;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

  StreamModel(int id, Judgement judgement, long receiveWindow, long sendWindow) {
    this.id = id;
    this.judgement = judgement;
    this.receiveWindow = receiveWindow;
    this.sendWindow = sendWindow;
    status = judgement.status();
    content = judgement.content();
    length = judgement.length();
  }

  void receive(byte[] octets) {
    received += octets.length;
    body.writeBytes(octets);
  }

  long received() {
    return received;
  }

  /** Whether more came than content-length says, or less by the end (8.1.1). */
  boolean breaksPromise() {
    long promised = status == 413 && judgement.status() != 413 ? -1 : judgement.promised();
    return promised >= 0 && (requestEnded ? received != promised : received > promised);
  }

  /** The answer begins, and its length is known if it ever is. */
  void answer() {
    answering = true;
    if (content.equals("sink")) {
      length = sinkText().length();
    }
  }

  /** The answer begins, and is an error. */
  void answer(int code) {
    status = code;
    content = "error";
    length = judgement.head() ? 0 : -1;
    answering = true;
  }

  boolean echoes() {
    return judgement.fate() == Fate.ECHO && content.equals("echo");
  }

  /** Octets of the answer that could be sent if windows allowed; at least that many. */
  long available() {
    if (!answering || answered) {
      return 0;
    }
    if (echoes()) {
      return received - sent;
    }
    return length < 0 ? 1 : length - sent;
  }

  /** Whether all of the answer is sent, so that it must have ended. */
  boolean complete() {
    return answering && available() == 0 && (!echoes() || requestEnded);
  }

  /**
   * Octets of the answer were sent.
   *
   * @return what is wrong with them, or null
   */
  String sent(byte[] octets, boolean ends) {
    sent += octets.length;
    answer.writeBytes(octets);
    if (!answering || answered) {
      return "DATA where there is no answer";
    }
    answered = ends;
    return ends ? wrongEnd() : null;
  }

  private String wrongEnd() {
    String text = answer.toString(StandardCharsets.ISO_8859_1);
    String expected =
        switch (content) {
          case "hello" -> length == 0 ? "" : "Hello World\n";
          case "echo" -> body.toString(StandardCharsets.ISO_8859_1);
          case "sink" -> sinkText();
          default -> null;
        };
    if (expected != null) {
      return text.equals(expected) ? null : "ended with " + shortened(text);
    }
    if (length < 0) {
      return text.matches("[ -~]+\n") ? null : "not a line of text: " + shortened(text);
    }
    return sent == length ? null : "ended after " + sent + " of " + length + " octets";
  }

  private static String shortened(String text) {
    return "\"" + text.substring(0, Math.min(60, text.length())) + "\" of " + text.length();
  }

  private String sinkText() {
    CRC32 crc = new CRC32();
    crc.update(body.toByteArray());
    return String.format("%d octets, crc32 %08x\n", received, crc.getValue());
  }

  /** The content-length that the answer must have; -1 if it may have any or none. */
  long lengthInHeaders() {
    return switch (content) {
      case "octets" -> judgement.head() ? -1 : length;
      case "echo" -> judgement.promised();
      default -> -1;
    };
  }

  /** The content-type that the answer must have. */
  String type() {
    boolean octets = content.equals("octets") || content.equals("echo");
    return octets ? "application/octet-stream" : "text/plain";
  }
}
