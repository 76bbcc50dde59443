package h2lab.server.http2;

import java.nio.ByteBuffer;

/**
 * Requests for the prebuilt answer that repeat an earlier one in all but the stream id, as nearly
 * all that real clients send do: answered one after another, without a look at what none of them
 * changes, and without allocating anything.
 */
final class RepeatedRequests {
  private final ReplyFrames replies;
  private final Streams streams;
  private final Responses responses;

  RepeatedRequests(ReplyFrames replies, Streams streams, Responses responses) {
    this.replies = replies;
    this.streams = streams;
    this.responses = responses;
  }

  /**
   * Consumes and answers as many as come in a row and as windows and room allow. No field block may
   * have begun, and the connection must not have ended.
   *
   * @param known what they repeat, the first of which is next
   * @return how many; 0 leaves both buffers as they were
   */
  int answer(KnownBlock known, ByteBuffer plain, ByteBuffer out) {
    int frameOctets = known.frameOctets();
    int at = plain.position();
    int most = responses.hellosAllowed(out.remaining());
    int answered = 0;
    int firstStreamId = 0;
    int lastStreamId = 0;
    long streamIdSum = 0;
    while (answered < most && (answered == 0 || known.isFrameAt(plain, at))) {
      int streamId =
          FrameHeader.streamId(plain.getLong(at), plain.get(at + FrameHeader.LENGTH - 1));
      if (!streams.opensNext(streamId)) {
        break;
      }
      streams.use(streamId);
      HelloResponse.put(out, streamId);
      firstStreamId = answered == 0 ? streamId : firstStreamId;
      lastStreamId = streamId;
      streamIdSum += streamId;
      at += frameOctets;
      answered++;
    }
    plain.position(at);
    replies.hellos(answered, firstStreamId, lastStreamId, streamIdSum, frameOctets);
    responses.hellosSent(answered);
    return answered;
  }
}
