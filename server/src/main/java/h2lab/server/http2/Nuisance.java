package h2lab.server.http2;

import java.util.Locale;

/**
 * What RFC 9113 allows and a client may yet use to make a server work for nothing (section 10.5):
 * the table of what is tolerated. Each kind has a budget of so many at once, refilled at a steady
 * rate; a client that overdraws it is told ENHANCE_YOUR_CALM.
 */
public enum Nuisance {
  /** Rapid reset, CVE-2023-44487. */
  RESET_BY_CLIENT(200, 50, "requests that the client resets before they are answered"),
  /** MadeYouReset, CVE-2025-8671, and requests that are refused or malformed. */
  RESET_BY_SERVER(200, 50, "streams that the client makes the server reset"),
  SETTINGS(100, 10, "SETTINGS frames"),
  PING(1_000, 100, "PING frames"),
  EMPTY_DATA(100, 10, "DATA frames without content that do not end their stream"),
  /** CVE-2019-9511, data dribble. Each DATA frame sent earns one more. */
  SMALL_WINDOW_UPDATE(
      1_000, 100, "WINDOW_UPDATE frames by less than 1,024 octets, or for closed streams"),
  NO_EFFECT(1_000, 100, "PRIORITY, GOAWAY, frames of unknown types or for streams that were reset");

  private final int burst;
  private final int perSecond;
  private final String means;

  Nuisance(int burst, int perSecond, String means) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.means = means;
  }

  /** How many a client may send at once, unless {@link Limits} say otherwise. */
  public int burst() {
    return burst;
  }

  /** How many more it may send each second. */
  public int perSecond() {
    return perSecond;
  }

  /** What is counted, for people. */
  public String means() {
    return means;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
