package h2lab.server.attacks;

import java.io.IOException;
import java.net.URI;

/** A client that makes a server wait: it begins a {@link Stall} and goes on when it is told to. */
final class Staller implements AutoCloseable {
  private final Stall stall;
  private final Attacker attacker;
  private final byte[] dribble;
  private int dribbled;

  private Staller(Stall stall, Attacker attacker) {
    this.stall = stall;
    this.attacker = attacker;
    dribble = stall.row().dribble().get();
  }

  /** Connects and sends what comes at once. */
  static Staller begin(Stall stall, URI url) throws IOException {
    Attacker attacker = stall.row().way().connect(url);
    attacker.send(stall.row().opening().get());
    return new Staller(stall, attacker);
  }

  Stall stall() {
    return stall;
  }

  /** Sends the next octet, if there is any. */
  void dribble() {
    if (dribble.length > 0) {
      byte[] octet = {dribble[dribbled++ % dribble.length]};
      if (stall.row().way() == Stall.Way.BELOW_TLS) {
        attacker.sendBelowTls(octet);
      } else {
        attacker.send(octet);
      }
    }
  }

  /** Whether the server has ended the connection. */
  boolean isEnded() {
    return attacker.isEnded();
  }

  /** How the server has ended the connection. */
  Goodbye end() throws IOException {
    return attacker.awaitEnd();
  }

  Attacker attacker() {
    return attacker;
  }

  int port() {
    return attacker.port();
  }

  /** Closes its side. */
  void leave() throws IOException {
    attacker.leave();
  }

  @Override
  public void close() throws IOException {
    leave();
  }
}
