package h2lab.server.conformance;

import h2lab.server.conformance.wire.Frame;
import h2lab.server.http2.Http2Connection;
import h2lab.server.http2.Received;
import h2lab.server.http2.ServerProtocol;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A client of a {@link ServerProtocol} without anything between them: feeds octets, keeps what the
 * protocol does not consume, and takes the replies through a buffer as small as a test likes.
 */
final class Dialogue implements AutoCloseable {
  /** Enough for all replies to anything a test sends at once, if not for a gigabyte. */
  static final int ROOMY = 1 << 17;

  private static final int MOST_CALLS = 1_000_000;

  private final ServerProtocol protocol;
  private final ByteBuffer input = ByteBuffer.allocate(4 * Http2Connection.LEAST_INPUT);
  private final ByteBuffer out;
  private final ByteArrayOutputStream replies = new ByteArrayOutputStream();
  private final List<String> occurred = new ArrayList<>();
  private int callsWithoutEffect;
  private boolean ended;

  /**
   * @param protocol which this closes
   * @param room of the reply buffer at each call, in octets
   */
  Dialogue(ServerProtocol protocol, int room) {
    this(protocol, ByteBuffer.allocate(room));
  }

  /**
   * @param out cleared at each call
   */
  Dialogue(ServerProtocol protocol, ByteBuffer out) {
    this.protocol = protocol;
    this.out = out.clear();
    protocol.start(out);
    collect();
  }

  ServerProtocol protocol() {
    return protocol;
  }

  /** Whether the protocol has said that nothing more will come. */
  boolean ended() {
    return ended;
  }

  /** Feeds octets, in parts if there are many, until the protocol wants more. */
  void feed(byte[] octets) {
    feed(octets, 0, octets.length);
  }

  /** Feeds some of {@code octets}. */
  void feed(byte[] octets, int from, int to) {
    int fed = from;
    do {
      int part = Math.min(to - fed, input.remaining());
      input.put(octets, fed, part).flip();
      fed += part;
      receive();
      if (ended) {
        input.position(input.limit());
      }
      input.compact();
    } while (fed < to);
  }

  private void receive() {
    for (int calls = 0; calls < MOST_CALLS; calls++) {
      int before = input.position();
      Received received = protocol.receive(input, out.clear());
      boolean idle = out.position() == 0 && input.position() == before;
      collect();
      switch (received) {
        case Received.NeedInput needInput -> {
          return;
        }
        case Received.NeedRoom needRoom -> {
          if (idle && ++callsWithoutEffect > 1) {
            throw new AssertionError("asks for room that it does not use");
          }
        }
        default -> tell(received);
      }
      callsWithoutEffect = idle ? callsWithoutEffect : 0;
    }
    throw new AssertionError("no end of " + MOST_CALLS + " calls");
  }

  private void tell(Received received) {
    if (ended) {
      throw new AssertionError(received + " after the end");
    }
    switch (received) {
      case Received.GoAway goAway ->
          occurred.add("GoAway " + goAway.lastStreamId() + " " + goAway.code());
      case Received.Failed failed -> occurred.add("Failed " + failed.code());
      default -> occurred.add(received.getClass().getSimpleName());
    }
    ended =
        received instanceof Received.Failed
            || received instanceof Received.PrefaceMismatch
            || received instanceof Received.Drained;
  }

  /** Tells the protocol to drain. */
  void drain() {
    protocol.drain(out.clear());
    collect();
    feed(new byte[0]);
  }

  private void collect() {
    replies.write(out.array(), 0, out.position());
  }

  /** Takes the frames that came since the last call. */
  List<Frame> takeReplies() {
    List<Frame> frames = Frame.parse(replies.toByteArray());
    replies.reset();
    return frames;
  }

  /** Takes the occurrences since the last call, as text. */
  List<String> takeOccurrences() {
    List<String> taken = List.copyOf(occurred);
    occurred.clear();
    return taken;
  }

  @Override
  public void close() {
    protocol.close();
  }
}
