package h2lab.server.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Moves octets between the wire of one connection and its conversation, and counts them. */
final class Transfer {
  private final Wire wire;
  private final Conversation conversation;
  private final Tally tally;
  private final ByteBuffer in;
  private final ByteBuffer out;

  /**
   * @param in for octets of the server, which are forgotten
   * @param out for octets to it, likewise
   */
  Transfer(Wire wire, Conversation conversation, Tally tally, ByteBuffer in, ByteBuffer out) {
    this.wire = wire;
    this.conversation = conversation;
    this.tally = tally;
    this.in = in.clear();
    this.out = out.clear();
  }

  /** Appends the client's preface to what is to be sent. */
  void open() {
    conversation.open(out);
  }

  /**
   * Reads what has come, as far as there is room.
   *
   * @return whether there may be more
   */
  boolean read() throws IOException {
    return wire.receive(in);
  }

  /** Whether there is room to read more. */
  boolean canRead() {
    return in.hasRemaining();
  }

  /**
   * Lets the conversation have what was read, and sends its replies where they do not fit.
   *
   * @throws ServerFault if the server broke the protocol; it was told so
   */
  void consume(long now) throws IOException {
    in.flip();
    int octets = in.remaining();
    try {
      conversation.receive(in, out, now);
      while (!conversation.ready() && !wire.blocked()) {
        flush();
        conversation.receive(in, out, now);
      }
    } catch (ServerFault fault) {
      Frame.putGoAway(out.clear(), fault.code());
      flush();
      throw fault;
    }
    tally.moved(octets - in.remaining(), 0);
    in.compact();
  }

  /** Appends the requests that may begin; false if there are none. */
  boolean request(long now) {
    return conversation.request(out, now) > 0;
  }

  /** Appends content of requests; false if none may be sent. */
  boolean upload() {
    return conversation.upload(out) > 0;
  }

  /** Sends what the wire takes. */
  void flush() throws IOException {
    out.flip();
    int octets = out.remaining();
    wire.transmit(out);
    tally.moved(0, octets - out.remaining());
    out.compact();
  }

  /** Sends GOAWAY, if there is room for it. */
  void farewell() throws IOException {
    if (out.remaining() >= Conversation.REPLY_ROOM / 2) {
      Frame.putGoAway(out, Frame.NO_ERROR);
      flush();
    }
  }
}
