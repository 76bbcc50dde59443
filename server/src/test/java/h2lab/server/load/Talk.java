package h2lab.server.load;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A {@link Conversation} with a server that is played by the test, and a clock of its own. */
final class Talk {
  final Tally tally;
  final Pace pace;
  final ErrorLines errors = new ErrorLines();
  final Conversation conversation;
  private final ByteBuffer in = ByteBuffer.allocate(1 << 17);
  private final ByteBuffer out = ByteBuffer.allocate(1 << 16);

  Talk(LoadPlan plan) {
    tally = new Tally(plan.openLoop(), Plans.SECOND);
    tally.countFrom(0);
    pace = Pace.of(plan, 0, 0, 1);
    pace.begin(0);
    conversation = new Conversation(plan, 0, pace, tally, errors);
  }

  /** Whose server has sent its settings, with those values. */
  static Talk settled(LoadPlan plan, int... settings) throws ServerFault {
    Talk talk = new Talk(plan);
    talk.receive(0, new FrameBytes().settings(settings));
    talk.sent();
    return talk;
  }

  void receive(long now, FrameBytes frames) throws ServerFault {
    receive(now, frames.bytes());
  }

  void receive(long now, byte[] octets) throws ServerFault {
    in.put(octets).flip();
    conversation.receive(in, out, now);
    in.compact();
  }

  /** Begins what is due. Returns the stream ids. */
  List<Integer> request(long now) {
    conversation.request(out, now);
    return sent().stream().filter(frame -> frame.type() == 1).map(SentFrame::streamId).toList();
  }

  /** Begins what is due and sends what may be sent of contents. Returns all frames. */
  List<SentFrame> exchange(long now) {
    conversation.request(out, now);
    conversation.upload(out);
    return sent();
  }

  /** What the client writes to. */
  ByteBuffer out() {
    return out;
  }

  /** What the client has sent, without the preface that it begins with. */
  List<SentFrame> sentAfterPreface() {
    ByteBuffer frames = out.duplicate().flip().position(24).slice();
    out.clear().put(frames);
    return sent();
  }

  /** A frame that the client sent. */
  record SentFrame(int type, int flags, int streamId, List<Byte> payload) {}

  /** What the client has sent since this was last asked. */
  List<SentFrame> sent() {
    out.flip();
    List<SentFrame> frames = new ArrayList<>();
    while (out.hasRemaining()) {
      int length = (out.get() & 0xff) << 16 | (out.get() & 0xff) << 8 | out.get() & 0xff;
      int type = out.get();
      int flags = out.get();
      int streamId = out.getInt();
      List<Byte> payload = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        payload.add(out.get());
      }
      frames.add(new SentFrame(type, flags, streamId, payload));
    }
    out.clear();
    return frames;
  }

  RequestCounts counts() {
    return tally.counts();
  }
}
