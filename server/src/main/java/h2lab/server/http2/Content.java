package h2lab.server.http2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The rest of a response's content: made as it is sent, so that its length costs no memory. */
sealed interface Content {
  /** Octets that can be sent now, at most {@code most}. */
  int ready(int most);

  /** Whether nothing follows the next {@code octets}. */
  boolean endsWith(int octets);

  /** Appends octets that are {@link #ready}; they are sent then. */
  void put(ByteBuffer out, int octets);

  /** Content whose octets are all there. */
  final class Whole implements Content {
    private final byte[] octets;
    private int sent;

    Whole(String text) {
      octets = text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int ready(int most) {
      return Math.min(octets.length - sent, most);
    }

    @Override
    public boolean endsWith(int more) {
      return sent + more == octets.length;
    }

    @Override
    public void put(ByteBuffer out, int more) {
      out.put(octets, sent, more);
      sent += more;
    }
  }

  /** So many octets of {@link Answer#pattern}. */
  final class Pattern implements Content {
    private long left;
    private int at;

    Pattern(long octets) {
      left = octets;
    }

    @Override
    public int ready(int most) {
      return (int) Math.min(left, most);
    }

    @Override
    public boolean endsWith(int octets) {
      return left == octets;
    }

    @Override
    public void put(ByteBuffer out, int octets) {
      for (int put = 0; put < octets; ) {
        int part = Math.min(octets - put, Answer.PATTERN_LENGTH - at);
        Answer.pattern(out, at, part);
        put += part;
        at = (at + part) % Answer.PATTERN_LENGTH;
      }
      left -= octets;
    }
  }

  /** What the client sent, in order; at most a receive window of it is held. */
  final class Echo implements Content {
    private static final int LEAST_ROOM = 64;
    private ByteBuffer held = ByteBuffer.allocate(0); // between position and limit
    private boolean ended;

    /** Takes octets in; a buffer twice as large as what is held keeps copies rare. */
    void add(ByteBuffer content) {
      int needed = held.remaining() + content.remaining();
      if (held.capacity() - held.limit() < content.remaining()) {
        ByteBuffer wider = ByteBuffer.allocate(Math.max(2 * needed, LEAST_ROOM));
        held = wider.put(held).flip();
      }
      int from = held.position();
      held.position(held.limit()).limit(held.capacity());
      held.put(content).limit(held.position()).position(from);
    }

    /** Octets taken in and not sent. */
    int held() {
      return held.remaining();
    }

    /** Nothing more is added. */
    void end() {
      ended = true;
    }

    @Override
    public int ready(int most) {
      return Math.min(held.remaining(), most);
    }

    @Override
    public boolean endsWith(int octets) {
      return ended && held.remaining() == octets;
    }

    @Override
    public void put(ByteBuffer out, int octets) {
      int limit = held.limit();
      out.put(held.limit(held.position() + octets));
      held.limit(limit);
      if (!held.hasRemaining()) {
        held.clear().limit(0);
      }
    }
  }
}
