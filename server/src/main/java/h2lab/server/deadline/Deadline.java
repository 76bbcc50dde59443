package h2lab.server.deadline;

import h2lab.server.http2.ErrorCode;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * What a server waits for, and how long: the table. A deadline counts while its condition holds; it
 * begins anew when what it measures has grown by enough. A client that lets one pass occupies a
 * place that others want.
 */
public enum Deadline {
  HANDSHAKE(10, "the TLS handshake", Watched::isHandshaking, client -> new Verdict.Close()),
  PREFACE(
      10,
      "the client preface and its SETTINGS",
      client -> !client.isHandshaking() && !client.isOpen(),
      goAway(ErrorCode.PROTOCOL_ERROR)),
  FRAME(
      10,
      "the rest of a frame or field block",
      Watched::isInFrame,
      Watched::framesWhole,
      1,
      goAway(ErrorCode.ENHANCE_YOUR_CALM)),
  SETTINGS(
      10,
      "the acknowledgement of our SETTINGS",
      client -> client.isOpen() && !client.settingsAcknowledged(),
      goAway(ErrorCode.SETTINGS_TIMEOUT)),
  IDLE(
      180,
      "a request or 1,024 octets of content",
      Watched::isOpen,
      Watched::progress,
      1_024,
      client ->
          client.hasStreams()
              ? new Verdict.GoAway(ErrorCode.ENHANCE_YOUR_CALM)
              : new Verdict.Drain()),
  WRITE(
      30,
      "the client to take 1,024 octets",
      client -> client.awaitsSocket() || client.awaitsWindow(),
      Watched::octetsWritten,
      1_024,
      client ->
          client.awaitsSocket()
              ? new Verdict.Close()
              : new Verdict.GoAway(ErrorCode.ENHANCE_YOUR_CALM));

  private final int seconds;
  private final String awaited;
  private final Predicate<Watched> holds;
  private final ToLongFunction<Watched> amount;
  private final int least;
  private final Function<Watched, Verdict> verdict;

  Deadline(
      int seconds,
      String awaited,
      Predicate<Watched> holds,
      ToLongFunction<Watched> amount,
      int least,
      Function<Watched, Verdict> verdict) {
    this.seconds = seconds;
    this.awaited = awaited;
    this.holds = holds;
    this.amount = amount;
    this.least = least;
    this.verdict = verdict;
  }

  /** One that something must have come to its end by, however far it got meanwhile. */
  Deadline(
      int seconds, String awaited, Predicate<Watched> holds, Function<Watched, Verdict> verdict) {
    this(seconds, awaited, holds, client -> 0, 1, verdict);
  }

  private static Function<Watched, Verdict> goAway(ErrorCode code) {
    Verdict verdict = new Verdict.GoAway(code);
    return client -> verdict;
  }

  /** As the command line names it. */
  public String option() {
    return "--" + name().toLowerCase(Locale.ROOT) + "-timeout";
  }

  /** How long the server waits, unless told otherwise. */
  public Duration standard() {
    return Duration.ofSeconds(seconds);
  }

  /** What the server waits for, to be read after "waited for". */
  public String awaited() {
    return awaited;
  }

  /** Why a client was told to go. */
  public String reason(Duration waited) {
    return "waited " + waited.toMillis() / 1e3 + " s for " + awaited + " (" + option() + ")";
  }

  /** Whether the server waits for this client now. */
  public boolean holds(Watched client) {
    return holds.test(client);
  }

  /** What must grow while it waits. */
  long amount(Watched client) {
    return amount.applyAsLong(client);
  }

  /** By how much it must grow. */
  int least() {
    return least;
  }

  /** What becomes of a client that let it pass. */
  public Verdict verdict(Watched client) {
    return verdict.apply(client);
  }
}
