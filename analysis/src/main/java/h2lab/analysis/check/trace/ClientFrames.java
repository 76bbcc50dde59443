package h2lab.analysis.check.trace;

/** What one client asked and was answered, by the frames of both directions. */
final class ClientFrames {
  private static final String HEADERS = "HEADERS";
  private static final String RST_STREAM = "RST_STREAM";

  private long sentOctets;
  private long asked;
  private long askedSum;
  private long answered;
  private long answeredSum;
  private long resets;

  /** Frames of a type; parameters as of the row. */
  void add(boolean inwards, String type, int count, long streamIdSum, int octets) {
    sentOctets += inwards ? 0 : octets;
    resets += type.equals(RST_STREAM) ? count : 0;
    if (type.equals(HEADERS) && inwards) {
      asked += count;
      askedSum += streamIdSum;
    } else if (type.equals(HEADERS)) {
      answered += count;
      answeredSum += streamIdSum;
    }
  }

  /** Judges the whole client, if its frames were recorded from its accept. */
  void judge(ClientLives lives, boolean fromAccept, long replies, StepJudge.Broken broken) {
    if (!fromAccept || sentOctets == 0) {
      return;
    }
    if (sentOctets < replies || (sentOctets > replies && !lives.isClosed())) {
      broken.rule(Rule.REPLIES, 0, "frames of " + sentOctets + " octets in " + replies + " octets");
    }
    if (!lives.isClosed() || resets > 0) {
      return;
    }
    if (answered != lives.requests()) {
      broken.rule(
          Rule.ANSWERED, 0, lives.requests() + " requests, " + answered + " header sections sent");
    } else if (asked == answered && askedSum != answeredSum) {
      broken.rule(
          Rule.STREAMS,
          0,
          answered + " streams with ids that add up to " + askedSum + ", answered " + answeredSum);
    }
  }
}
