package h2lab.server.http2;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection fed with octets, and the frames it answered, as text: {@code HEADERS+4 1 [22]},
 * type, flags, stream and the length of the payload, or its content where that matters.
 */
final class Exchange {
  private static final String[] TYPES = {
    "DATA",
    "HEADERS",
    "PRIORITY",
    "RST_STREAM",
    "SETTINGS",
    "PUSH_PROMISE",
    "PING",
    "GOAWAY",
    "WINDOW_UPDATE",
    "CONTINUATION"
  };

  final Http2Connection connection;
  final List<Received> occurred = new ArrayList<>();
  private final ByteBuffer input = ByteBuffer.allocate(2 * Http2Connection.LEAST_INPUT);
  private final java.io.ByteArrayOutputStream replies = new java.io.ByteArrayOutputStream();
  private final ByteBuffer out;

  private Exchange(int room) {
    this(room, Limits.DEFAULT);
  }

  private Exchange(int room, Limits limits) {
    connection = new Http2Connection(limits);
    out = ByteBuffer.allocate(room);
    connection.start(out);
    replies.write(out.array(), 0, out.position());
  }

  /** Feeds everything at once. */
  static Exchange of(FrameBytes client) {
    return withRoom(client, 1 << 16);
  }

  /** As above, with limits of its own. */
  static Exchange of(FrameBytes client, Limits limits) {
    Exchange exchange = new Exchange(1 << 16, limits);
    exchange.feed(client.octets());
    return exchange;
  }

  /** Gives replies only so much room at a time. */
  static Exchange withRoom(FrameBytes client, int room) {
    Exchange exchange = new Exchange(room);
    exchange.feed(client.octets());
    return exchange;
  }

  /** Feeds in two parts. */
  static Exchange splitAt(FrameBytes client, int at) {
    Exchange exchange = new Exchange(1 << 16);
    byte[] octets = client.octets();
    exchange.feed(java.util.Arrays.copyOfRange(octets, 0, at));
    exchange.feed(java.util.Arrays.copyOfRange(octets, at, octets.length));
    return exchange;
  }

  /** One octet after the other. */
  static Exchange dripped(FrameBytes client) {
    Exchange exchange = new Exchange(1 << 16);
    for (byte octet : client.octets()) {
      exchange.feed(new byte[] {octet});
    }
    return exchange;
  }

  Exchange feed(FrameBytes more) {
    feed(more.octets());
    return this;
  }

  void feed(byte[] octets) {
    int fed = 0;
    do {
      int part = Math.min(octets.length - fed, input.remaining());
      input.put(octets, fed, part).flip();
      fed += part;
      receive();
      if (!occurred.isEmpty() && isEnd(occurred.getLast())) {
        input.position(input.limit());
      }
      input.compact();
    } while (fed < octets.length);
  }

  /** Begins to end the connection from the server's side. */
  Exchange drain() {
    connection.drain(out.clear());
    replies.write(out.array(), 0, out.position());
    return this;
  }

  private static boolean isEnd(Received received) {
    return received instanceof Received.Failed
        || received instanceof Received.PrefaceMismatch
        || received instanceof Received.Drained;
  }

  private void receive() {
    int calls = 0;
    while (true) {
      Received received = connection.receive(input, out.clear());
      replies.write(out.array(), 0, out.position());
      switch (received) {
        case Received.NeedInput needInput -> {
          return;
        }
        case Received.NeedRoom needRoom ->
            assertTrue(out.position() > 0, "asked for room it did not use");
        default -> occurred.add(received);
      }
      if (isEnd(received) || ++calls > 100_000) {
        assertTrue(calls <= 100_000, "no progress");
        return;
      }
    }
  }

  /** What it answered, without our own SETTINGS and the ACK of the client's first. */
  List<String> answers() {
    List<String> answers = allAnswers();
    answers.removeFirst();
    answers.remove("SETTINGS+1 0 [0]");
    return answers;
  }

  /** What it answered, from the first octet. */
  List<String> allAnswers() {
    List<String> frames = new ArrayList<>();
    ByteBuffer octets = ByteBuffer.wrap(replies.toByteArray());
    while (octets.hasRemaining()) {
      if (octets.remaining() < 9) {
        fail("a reply ends within a frame header");
      }
      int lengthAndType = octets.getInt();
      int flags = octets.get() & 0xff;
      int streamId = octets.getInt();
      byte[] payload = new byte[lengthAndType >>> 8];
      octets.get(payload);
      frames.add(text(lengthAndType & 0xff, flags, streamId, payload));
    }
    return frames;
  }

  private static String text(int type, int flags, int streamId, byte[] payload) {
    String content =
        switch (type) {
          case FrameBytes.DATA -> "\"" + new String(payload, StandardCharsets.US_ASCII) + "\"";
          case FrameBytes.RST_STREAM -> code(payload, 0);
          case FrameBytes.GOAWAY -> ByteBuffer.wrap(payload).getInt() + " " + code(payload, 4);
          case FrameBytes.WINDOW_UPDATE -> String.valueOf(ByteBuffer.wrap(payload).getInt());
          case FrameBytes.PING -> Long.toHexString(ByteBuffer.wrap(payload).getLong());
          default -> String.valueOf(payload.length);
        };
    return TYPES[type] + (flags == 0 ? "" : "+" + flags) + " " + streamId + " [" + content + "]";
  }

  private static String code(byte[] payload, int at) {
    return ErrorCode.values()[ByteBuffer.wrap(payload).getInt(at)].name();
  }

  /** The two frames of the response to a stream. */
  static List<String> hello(int streamId) {
    return List.of(
        "HEADERS+4 " + streamId + " [14]", "DATA+1 " + streamId + " [\"Hello World\n\"]");
  }
}
