package h2lab.server.http2;

import java.nio.ByteBuffer;

/** How the connection ends: GOAWAY both ways (RFC 9113 sections 5.4.1 and 6.8). */
final class ConnectionEnd {
  /** Names no stream yet, so that requests under way are still taken. */
  private static final int ANY_STREAM = Integer.MAX_VALUE;

  /** Opaque data of the PING that tells when the client has seen our first GOAWAY. */
  private static final long SEEN = 0x6832_6c61_6264_726eL;

  private final ReplyFrames replies;
  private final Streams streams;
  private boolean ended;
  private boolean announced;
  private boolean confirmed;
  private boolean clientLeft;

  ConnectionEnd(ReplyFrames replies, Streams streams) {
    this.replies = replies;
    this.streams = streams;
  }

  /** Nothing is received or answered any more. */
  boolean isEnded() {
    return ended;
  }

  /** Appends GOAWAY and ends the connection. */
  Received.Failed now(ByteBuffer out, ErrorCode code, String reason) {
    ended = true;
    replies.goAway(out, streams.lastStreamId(), code, reason);
    return new Received.Failed(code, reason);
  }

  /** Announces the end; what the client asks before it has heard of it is still answered. */
  void announce(ByteBuffer out) {
    if (ended || announced) {
      return;
    }
    announced = true;
    replies.goAway(out, ANY_STREAM, ErrorCode.NO_ERROR, "");
    replies.ping(out, SEEN);
  }

  /**
   * The client has answered a PING: if it was ours, it has heard of the end, and the last stream is
   * known.
   *
   * @return false for an answer to nothing
   */
  boolean acknowledged(ByteBuffer out, long opaque) {
    if (!announced || confirmed || opaque != SEEN) {
      return false;
    }
    confirmed = true;
    streams.openNoMore();
    replies.goAway(out, streams.lastStreamId(), ErrorCode.NO_ERROR, "");
    return true;
  }

  /**
   * The client has sent GOAWAY.
   *
   * @return false if it has said so before
   */
  boolean clientLeaves() {
    boolean news = !clientLeft;
    clientLeft = true;
    return news;
  }

  /** Whether nothing is left to do; told once, since the connection has ended then. */
  boolean isDrained() {
    if (!(clientLeft || confirmed) || ended || streams.anyOpen()) {
      return false;
    }
    ended = true;
    return true;
  }
}
