package h2lab.server.library;

import h2lab.server.http2.Budgets;
import h2lab.server.http2.Limits;
import h2lab.server.http2.Nuisance;

/**
 * Counts what Netty lets a client send without end: the nuisances it has no option for, and the
 * octets of a field block. The others are its own ({@code NettyStack}).
 */
final class FrameBudgets {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PUSH_PROMISE = 5;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;
  private static final int ACK = 0x1;
  private static final int END_HEADERS = 0x4;
  private static final int SMALL_INCREMENT = 1_024;

  private final Budgets budgets;
  private final int mostBlockOctets;
  private int blockOctets;
  private boolean inFieldBlock;
  private boolean settingsAcknowledged;
  private boolean leaving;
  private int pingsAwaited;

  FrameBudgets(Limits limits) {
    budgets = new Budgets(limits);
    mostBlockOctets = limits.fieldBlockOctets();
  }

  void time(long nanos) {
    budgets.time(nanos);
  }

  /** Whether the client has acknowledged our SETTINGS. */
  boolean settingsAcknowledged() {
    return settingsAcknowledged;
  }

  /** Whether a field block has begun and not ended. */
  boolean inFieldBlock() {
    return inFieldBlock;
  }

  /** We have sent a PING, so that an answer is no nuisance. */
  void pinged() {
    pingsAwaited++;
  }

  /** We have sent DATA, which is a reason to open windows by little: twice, for each frame. */
  void sentData() {
    budgets.earn(Nuisance.SMALL_WINDOW_UPDATE, 2);
  }

  /** We have reset a stream for an error of the client; null, or why the connection has to end. */
  String reset() {
    return spend(Nuisance.RESET_BY_SERVER);
  }

  /**
   * Counts a frame of the client.
   *
   * @param known whether its stream may be open
   * @param increment what a WINDOW_UPDATE adds
   * @return null, or why the connection has to end with ENHANCE_YOUR_CALM
   */
  String received(int type, int flags, int length, boolean known, int increment) {
    return switch (type) {
      case DATA -> null;
      case HEADERS -> block(flags, length, true);
      case CONTINUATION -> block(flags, length, false);
      case RST_STREAM -> known ? null : spend(Nuisance.NO_EFFECT);
      case SETTINGS -> settings((flags & ACK) != 0);
      case PUSH_PROMISE -> null; // ends the connection anyway
      case PING -> ping((flags & ACK) != 0);
      case GOAWAY -> goAway();
      case WINDOW_UPDATE ->
          increment >= SMALL_INCREMENT ? null : spend(Nuisance.SMALL_WINDOW_UPDATE);
      default -> spend(Nuisance.NO_EFFECT);
    };
  }

  private String block(int flags, int length, boolean begins) {
    blockOctets = begins ? length : blockOctets + length;
    inFieldBlock = (flags & END_HEADERS) == 0;
    return blockOctets > mostBlockOctets ? "field block exceeds its limits" : null;
  }

  private String settings(boolean ack) {
    if (!ack) {
      return spend(Nuisance.SETTINGS);
    }
    boolean expected = !settingsAcknowledged;
    settingsAcknowledged = true;
    return expected ? null : spend(Nuisance.NO_EFFECT);
  }

  private String ping(boolean ack) {
    if (!ack) {
      return spend(Nuisance.PING);
    }
    if (pingsAwaited == 0) {
      return spend(Nuisance.NO_EFFECT);
    }
    pingsAwaited--;
    return null;
  }

  private String goAway() {
    boolean news = !leaving;
    leaving = true;
    return news ? null : spend(Nuisance.NO_EFFECT);
  }

  private String spend(Nuisance nuisance) {
    return budgets.spend(nuisance) ? null : "too many " + nuisance;
  }
}
