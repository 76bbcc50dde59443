package h2lab.server.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * Where our core and Netty's codec judge differently, and why ours is right: the table that {@link
 * DifferentialTest} holds both to, and that the README shows.
 */
final class Differences {
  /**
   * Inputs about which the two differ for one reason.
   *
   * @param inputs what they have in common, for people
   * @param pattern of the names of all of them
   * @param count how many they are
   * @param ours verdicts, any of which
   * @param nettys likewise
   * @param section of RFC 9113, unless it names another, that ours follows
   */
  record Row(
      String inputs,
      String pattern,
      int count,
      List<String> ours,
      List<String> nettys,
      String section,
      String why) {
    boolean holds(String input, String ourVerdict, String nettysVerdict) {
      return input.matches(pattern) && ours.contains(ourVerdict) && nettys.contains(nettysVerdict);
    }
  }

  private static final String GONE = "GOAWAY STREAM_CLOSED";
  private static final String PROTOCOL = "GOAWAY PROTOCOL_ERROR";
  private static final String SIZE = "GOAWAY FRAME_SIZE_ERROR";
  private static final String COMPRESSION = "GOAWAY COMPRESSION_ERROR";
  private static final String RESET_CLOSED = "RST_STREAM STREAM_CLOSED";
  private static final String RESET_PROTOCOL = "RST_STREAM PROTOCOL_ERROR";
  private static final String RESET_SIZE = "RST_STREAM FRAME_SIZE_ERROR";
  private static final String REFUSED = "RST_STREAM REFUSED_STREAM";
  private static final String NOTHING = Verdict.NOTHING;

  private Differences() {}

  /** The first row that holds tells of an input. */
  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(ofStreamsThatAreClosed());
    rows.addAll(ofStreamsThatWereReset());
    rows.addAll(ofOtherStreams());
    rows.addAll(ofFrames());
    rows.addAll(ofFields());
    return rows;
  }

  private static List<Row> ofStreamsThatAreClosed() {
    return List.of(
        new Row(
            "PRIORITY or HEADERS that make a stream depend on itself",
            "(PRIORITY on itself|HEADERS, depends on itself) \\| .*",
            33,
            List.of(NOTHING, "200", RESET_PROTOCOL, RESET_CLOSED, GONE),
            List.of(RESET_PROTOCOL, PROTOCOL),
            "5.3.2",
            "priorities are deprecated, and what they say is ignored"),
        new Row(
            "HEADERS on a stream that is closed",
            "HEADERS.* \\| (ANSWERED|RESET_BY_CLIENT|SKIPPED)",
            30,
            List.of(GONE),
            List.of(RESET_CLOSED, RESET_PROTOCOL, COMPRESSION, NOTHING),
            "5.1.1",
            "an id cannot be used again, which ends the connection; Netty judges the field block"
                + " first, and then only the stream"),
        new Row(
            "HEADERS on a stream that is half-closed (remote)",
            "(HEADERS|CONTINUATION).* \\| (WAITING|ECHOING).*",
            20,
            List.of(RESET_CLOSED, NOTHING, COMPRESSION + ", " + RESET_CLOSED),
            List.of(RESET_PROTOCOL, RESET_CLOSED, NOTHING, COMPRESSION),
            "5.1",
            "STREAM_CLOSED, told at HEADERS; Netty tells it where the block ends, unless the"
                + " fields are malformed too"));
  }

  private static List<Row> ofStreamsThatWereReset() {
    return List.of(
        new Row(
            "frames on a stream that was reset for malformed HEADERS, or refused",
            ".* \\| (MALFORMED|REFUSED).*",
            51,
            List.of(NOTHING),
            List.of("200", PROTOCOL, RESET_SIZE, RESET_PROTOCOL, REFUSED),
            "5.1",
            "what was under way when we reset the stream is ignored; to Netty it was never opened"),
        new Row(
            "DATA behind malformed HEADERS",
            ".* \\| request with content",
            62,
            List.of(RESET_PROTOCOL),
            List.of(PROTOCOL + ", " + RESET_PROTOCOL, RESET_PROTOCOL + ", " + RESET_CLOSED),
            "5.1",
            "likewise; where our own handler found what is malformed, Netty resets again"),
        new Row(
            "frames on a stream whose answer ended before its request",
            ".* \\| ANSWERED_EARLY.*",
            21,
            List.of(NOTHING),
            List.of(RESET_CLOSED, RESET_SIZE, RESET_PROTOCOL),
            "8.1",
            "it was reset with NO_ERROR, and what was under way is ignored"),
        new Row(
            "frames on a stream that we reset more than 128 resets ago",
            ".* \\| LONG_FORGOTTEN",
            24,
            List.of(GONE, RESET_CLOSED, NOTHING),
            List.of("200", NOTHING, PROTOCOL, COMPRESSION, RESET_PROTOCOL),
            "5.1.1",
            "its id is below the highest, so it is closed; to Netty it was never opened"));
  }

  private static List<Row> ofOtherStreams() {
    return List.of(
        new Row(
            "PRIORITY of another length than 5 on an idle stream",
            "PRIORITY, .* \\| (IDLE|even stream)",
            4,
            List.of(SIZE),
            List.of(RESET_SIZE),
            "6.4",
            "an idle stream cannot be reset, so the error is one of the connection"),
        new Row(
            "WINDOW_UPDATE by 0 on an idle stream",
            "WINDOW_UPDATE by 0 \\| (IDLE|even stream)",
            2,
            List.of(PROTOCOL),
            List.of(RESET_PROTOCOL),
            "5.1",
            "WINDOW_UPDATE on an idle stream is an error of the connection, by whatever it is"),
        new Row(
            "HEADERS on an even stream",
            "HEADERS.* \\| even stream",
            4,
            List.of(PROTOCOL),
            List.of(COMPRESSION, RESET_PROTOCOL, NOTHING),
            "5.1.1",
            "a client cannot open it; Netty judges the field block first"));
  }

  private static List<Row> ofFrames() {
    return List.of(
        new Row(
            "DATA with PADDED, but without its Pad Length",
            "DATA, pad length missing \\| .*",
            17,
            List.of(PROTOCOL),
            List.of(RESET_SIZE),
            "6.1",
            "padding that does not fit is an error of the connection"),
        new Row(
            "a first frame that is no SETTINGS, and too long",
            ".*, too long \\| first frame",
            3,
            List.of(SIZE),
            List.of(PROTOCOL),
            "4.2",
            "both are true; the length is known first"));
  }

  private static List<Row> ofFields() {
    return List.of(
        new Row(
            "content-length: 3,3",
            "content-length \"3,3\" \\| request with content",
            1,
            List.of(RESET_PROTOCOL),
            List.of("200"),
            "RFC 9110 8.6",
            "a list of equal numbers may be taken or refused"),
        new Row(
            "an integer of six octets where two would do",
            "integer of zeros \\| field block",
            1,
            List.of(COMPRESSION),
            List.of("200"),
            "RFC 7541 5.1",
            "there must be a limit to the octets of an integer; ours is five"),
        new Row(
            "a field section beyond the limit",
            "large section \\| field block",
            1,
            List.of("431"),
            List.of("431, RST_STREAM NO_ERROR"),
            "8.1",
            "the request has ended; Netty has dropped it, END_STREAM and all"));
  }
}
